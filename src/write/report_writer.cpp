#include "write/report_writer.hpp"

#include <algorithm>

namespace zhailu::write {
namespace {

std::size_t items_in(const Value& owner, std::string_view name) {
  const Value* items = owner.find(name);
  return items && items->is_array() ? items->array().size() : 0;
}

std::size_t warnings_in(const Value& records) {
  if (!records.is_array()) return 0;
  std::size_t count = 0;
  for (const Value& record : records.array()) count += items_in(record, "warnings");
  return count;
}

Value skipped_list(const std::vector<SkippedFile>& files) {
  Value::Array list;
  for (const SkippedFile& file : files) {
    list.push_back(Value::Object{{"path", file.path}, {"reason", file.reason}});
  }
  return list;
}

}  // namespace

ReportWriter::ReportWriter(OutputFolder& folder, Sinks sinks, const Selection& selection)
    : folder_(folder), sinks_(std::move(sinks)) {
  for (const CollectionInfo& info : selection.chosen) records_.emplace_back(info.collection, 0);
}

Result<std::unique_ptr<Writer>> ReportWriter::create(OutputFolder& folder,
                                                     const Selection& selection) {
  auto rejects = folder.create("rejects.jsonl");
  if (!rejects) return tl::unexpected(rejects.error());
  auto errors = folder.create("errors.jsonl");
  if (!errors) return tl::unexpected(errors.error());
  auto run = folder.create("run.json");
  if (!run) return tl::unexpected(run.error());
  Sinks sinks{std::move(*rejects), std::move(*errors), std::move(*run)};
  return std::unique_ptr<Writer>(new ReportWriter(folder, std::move(sinks), selection));
}

Result<void> ReportWriter::document(const DocumentRecords& document) {
  ++documents_;
  warnings_ += items_in(document.value, "warnings");
  for (auto& [collection, count] : records_) {
    const Value* records = document.value.find(collection);
    if (!records) continue;
    count += items_in(document.value, collection);
    warnings_ += warnings_in(*records);
  }
  for (const Value& record : document.rejects) {
    if (auto written = reject(record); !written) return written;
  }
  return {};
}

Result<void> ReportWriter::reject(const Value& reject) {
  const Value* collection = reject.find("collection");
  const bool wanted = !collection || !collection->is_text() ||
                      std::any_of(records_.begin(), records_.end(), [&](const auto& chosen) {
                        return chosen.first == collection->text();
                      });
  if (!wanted) return {};
  ++rejects_;
  return sinks_.rejects.write(to_json(reject, JsonLayout::kCompact) + '\n');
}

Result<void> ReportWriter::failure(const DocumentFailure& failure) {
  ++failed_;
  const Value entry = Value::Object{{"path", failure.path},
                                    {"stage", failure.stage},
                                    {"code", failure.code},
                                    {"message", failure.message},
                                    {"byte_offset", failure.byte_offset}};
  return sinks_.errors.write(to_json(entry, JsonLayout::kCompact) + '\n');
}

Value ReportWriter::counts(std::size_t skipped) const {
  Value::Object records;
  for (const auto& [collection, count] : records_) records.emplace_back(collection, count);
  return Value::Object{{"documents", documents_}, {"failed", failed_},   {"skipped", skipped},
                       {"records", records},      {"rejects", rejects_}, {"warnings", warnings_}};
}

// `program` comes before `files`: the next run believes the list only then. The list is written
// through, for it may be long.
Result<void> ReportWriter::write_run(const RunReport& report) {
  std::string text;
  JsonEmitter emitter(text, JsonLayout::kReadable);
  const Value::Object head = {{"program", "zhailu"},
                              {"version", report.version},
                              {"pack", report.pack},
                              {"started", report.started},
                              {"finished", report.finished},
                              {"counts", counts(report.skipped.size())},
                              {"skipped", skipped_list(report.skipped)}};
  emitter.begin_object();
  for (const auto& [name, member] : head) {
    emitter.key(name);
    emitter.value(member);
  }
  emitter.key("files");
  emitter.begin_array();
  auto listed = folder_.for_each_name([&](std::string_view name) {
    emitter.value(name);
    auto written = sinks_.run.write(text);
    text.clear();
    return written;
  });
  if (!listed) return listed;
  emitter.end_array();
  emitter.end_object();
  return sinks_.run.write(text + '\n');
}

Result<void> ReportWriter::finish(const RunReport& report) {
  return sinks_.rejects.finish()
      .and_then([&] { return sinks_.errors.finish(); })
      .and_then([&] { return write_run(report); })
      .and_then([&] { return sinks_.run.finish(); });
}

}  // namespace zhailu::write
