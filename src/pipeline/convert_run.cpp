#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <set>

#include "base/utf8.hpp"
#include "pipeline/loaded_pack.hpp"
#include "pipeline/run_clock.hpp"
#include "resolve/calendar.hpp"
#include "schema/json_reader.hpp"
#include "validate/validator.hpp"
#include "write/offsets.hpp"
#include "write/writer.hpp"
#include "zhailu/archive.hpp"

namespace zhailu {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxLineBytes = std::size_t{1} << 30;
constexpr std::size_t kChunk = 1 << 16;

// What of a run over records is told once, however many lines it is true of.
enum class Notice { kNoText, kUnknownType };

// Lines of a stream, one in memory at a time; of a line that is too long only the beginning.
class Lines {
 public:
  explicit Lines(std::istream& from) : from_(from) {}

  // False at the end.
  bool next() {
    line_.clear();
    too_long_ = false;
    if (!from_.good() || from_.peek() == std::istream::traits_type::eof()) return false;
    ++number_;
    do {
      from_.clear(from_.rdstate() & ~std::ios::failbit);
      from_.getline(chunk_.data(), static_cast<std::streamsize>(chunk_.size()));
      take(static_cast<std::size_t>(from_.gcount()));
    } while (from_.fail() && !from_.bad() && !from_.eof());
    return true;
  }

  [[nodiscard]] const std::string& line() const { return line_; }
  [[nodiscard]] std::size_t number() const { return number_; }
  [[nodiscard]] bool too_long() const { return too_long_; }

 private:
  // getline counts the line break, too, but does not hand it over.
  void take(std::size_t count) {
    const bool broken = !from_.fail() && !from_.eof();
    const std::size_t bytes = broken ? count - 1 : count;
    too_long_ = too_long_ || line_.size() + bytes > kMaxLineBytes;
    if (!too_long_) line_.append(chunk_.data(), bytes);
  }

  std::istream& from_;
  std::string chunk_ = std::string(kChunk, '\0');
  std::string line_;
  std::size_t number_ = 0;
  bool too_long_ = false;
};

std::vector<CodePointSpan> spans_in(const Value& list) {
  std::vector<CodePointSpan> spans;
  if (!list.is_array()) return spans;
  for (const Value& one : list.array()) {
    if (!one.is_array() || one.array().size() != 2) continue;
    const auto& pair = one.array();
    if (!pair[0].is_integer() || !pair[1].is_integer()) continue;
    spans.push_back(
        {static_cast<std::size_t>(pair[0].integer()), static_cast<std::size_t>(pair[1].integer())});
  }
  return spans;
}

// The text and what belongs to it, as the document carries them.
DocumentRecords records_of(Value line) {
  DocumentRecords records;
  const Value* document = line.find("document");
  if (const Value* text = document->find("text"); text && text->is_text()) {
    records.decoded = text->text();
  }
  if (const Value* sentences = document->find("sentences")) {
    records.sentences = spans_in(*sentences);
  }
  records.value = std::move(line);
  return records;
}

class ConvertRun {
 public:
  ConvertRun(const Extractor& extractor, const ConvertRequest& request,
             std::optional<write::OffsetUnit> offsets,
             const std::function<void(const Diagnostic&)>& take)
      : extractor_(extractor),
        request_(request),
        offsets_(offsets),
        take_(take),
        place_{request.records, 0, 0} {}

  Result<ArchiveSummary> go() {
    const std::string started = pipeline::clock_time();
    std::ifstream file;
    if (auto opened = open(file); !opened) return tl::unexpected(opened.error());
    if (auto safe = check_output(); !safe) return tl::unexpected(safe.error());
    auto writer = write::create_writer(writer_options(), extractor_.collections());
    if (!writer) return tl::unexpected(writer.error());
    std::istream& from = request_.records == "-" ? std::cin : file;
    auto done = all_lines(from, **writer).and_then([&] { return finish(**writer, started); });
    if (!done) return tl::unexpected(done.error());
    return summary_;
  }

 private:
  [[nodiscard]] write::WriterOptions writer_options() const {
    write::WriterOptions options;
    options.output = request_.output;
    options.formats = request_.formats;
    options.types = request_.types;
    options.header_zh = request_.header_zh;
    options.data_profile = request_.data_profile;
    options.since = request_.since;
    options.until = request_.until;
    options.evidence = request_.evidence;
    return options;
  }

  Result<void> open(std::ifstream& file) {
    if (place_.path == "-") {
      place_.path = "standard input";
      return {};
    }
    std::error_code ignored;
    if (fs::is_directory(place_.path, ignored)) {
      place_.path = (fs::path(place_.path) / "records.jsonl").string();
    }
    file.open(place_.path, std::ios::binary);
    if (file) return {};
    return failure("convert.cannot_read", say("cannot read: {}", std::strerror(errno)),
                   "give a records.jsonl, an output folder, or - for standard input", place_);
  }

  // A run takes away what the former run left in its folder: that would be the records themselves.
  Result<void> check_output() const {
    if (request_.output == "-" || request_.records == "-") return {};
    std::error_code ignored;
    const fs::path folder = fs::weakly_canonical(fs::absolute(place_.path).parent_path(), ignored);
    if (fs::weakly_canonical(fs::absolute(request_.output), ignored) != folder) return {};
    return failure("output.inside_input", "the records that are read lie in the output folder",
                   "choose another folder with -o", Place{request_.output, 0, 0});
  }

  Result<void> all_lines(std::istream& from, write::Writer& writer) {
    Lines lines(from);
    while (lines.next()) {
      place_.line = lines.number();
      auto done = lines.too_long() ? fail(writer, "too_long", "is longer than 1 GiB", {})
                                   : line(writer, lines.line());
      if (!done) return done;
    }
    if (!from.bad()) return {};
    return failure("convert.cannot_read", "cannot read to its end", {}, place_);
  }

  Result<void> line(write::Writer& writer, const std::string& text) {
    if (text.find_first_not_of(" \t\r") == std::string::npos) return {};
    auto value = schema::from_json(text, {place_.path});
    if (!value) {
      const Diagnostic& cause = value.error().diagnostics.front();
      return fail(writer, cause.code.substr(cause.code.find('.') + 1), cause.message.text(),
                  cause.place);
    }
    const Value* document = value->find("document");
    if (!document || !document->is_object()) {
      return fail(writer, "no_document", "is no object with a document", {});
    }
    const Value* id = document->find("id");
    if (id && id->is_text() && !seen_.insert(id->text()).second) {
      return fail(writer, "twice", "the document " + id->text() + " was there before", {});
    }
    return records(writer, records_of(std::move(*value)));
  }

  Result<void> records(write::Writer& writer, DocumentRecords records) {
    if (auto ready = check_text(records); !ready) return ready;
    note_unknown_types(records.value);
    if (const Value* pack = records.value.find("pack"); pack && pack_.is_null()) pack_ = *pack;
    validate::validate_records(extractor_.loaded().schemas, records);
    if (offsets_) write::recount(records, *offsets_);
    count(records);
    return writer.document(records);
  }

  Result<void> check_text(const DocumentRecords& records) {
    if (records.value.find("document")->find("text")) return {};
    if (offsets_ && *offsets_ != write::offsets_of(records)) return needs_text("--offsets");
    for (const std::string& format : request_.formats) {
      if (format == "doccano" || format == "label-studio") return needs_text(format);
    }
    const bool tables =
        request_.formats.empty()
            ? request_.output != "-"
            : std::any_of(request_.formats.begin(), request_.formats.end(), [](const auto& one) {
                return one == "csv" || one == "xlsx" || one == "sqlite";
              });
    if (tables) {
      notice(Notice::kNoText, "convert.no_text",
             "records without text: evidence_sentence stays empty",
             "extract with --with-text to have it");
    }
    return {};
  }

  [[nodiscard]] Result<void> needs_text(const std::string& what) const {
    return failure("options.needs_text", say("{} needs the text, and the records hold none", what),
                   "extract with --with-text", place_);
  }

  void note_unknown_types(const Value& line) {
    for (const auto& [name, member] : line.object()) {
      const auto& known = extractor_.collections();
      const bool is_known = !member.is_array() || name == "warnings" ||
                            std::any_of(known.begin(), known.end(),
                                        [&](const auto& one) { return one.collection == name; });
      if (is_known) continue;
      notice(Notice::kUnknownType, "convert.unknown_type",
             say("the rules know no records '{}': they stand in JSON only", name),
             "give the rules that made them with --rules");
    }
  }

  void notice(Notice what, std::string code, Wording message, Wording hint) {
    if (!told_.insert(what).second) return;
    take_({Severity::kWarning, std::move(code), std::move(message), std::move(hint), place_});
  }

  Result<void> fail(write::Writer& writer, const std::string& code, const std::string& message,
                    const Place& within) {
    ++summary_.failures;
    Place place = place_;
    place.column = within.column;
    take_({Severity::kError, "convert." + code, message, {}, place});
    return writer.failure(
        {place_.path, "convert", code, "line " + std::to_string(place_.line) + ": " + message, 0});
  }

  void count(const DocumentRecords& records) {
    ++summary_.documents;
    for (const CollectionInfo& one : extractor_.collections()) {
      const Value* list = records.value.find(one.collection);
      if (list && list->is_array()) summary_.records += list->array().size();
    }
    summary_.rejects += records.rejects.size();
    for (const Value& reject : records.rejects) report_reject(reject);
  }

  void report_reject(const Value& reject) const {
    const Value& reason = reject.find("reasons")->array().front();
    take_({Severity::kError, "validate.reject",
           say("a record of {} does not fit its schema: {} {}", reject.find("collection")->text(),
               reason.find("pointer")->text(), reason.find("message")->text()),
           request_.output == "-" ? "" : "see rejects.jsonl", place_});
  }

  Result<void> finish(write::Writer& writer, const std::string& started) {
    write::RunReport report;
    report.version = version();
    report.pack = pack_;
    report.started = started;
    report.finished = pipeline::clock_time();
    return writer.finish(report);
  }

  const Extractor& extractor_;
  const ConvertRequest& request_;
  const std::optional<write::OffsetUnit> offsets_;  // absent: as the records count
  const std::function<void(const Diagnostic&)>& take_;
  Place place_;                 // the line that is read
  Value pack_;                  // of the first document
  std::set<std::string> seen_;  // ids of documents
  std::set<Notice> told_;
  ArchiveSummary summary_;
};

}  // namespace

Result<ArchiveSummary> convert_records(const Extractor& extractor, const ConvertRequest& request,
                                       const std::function<void(const Diagnostic&)>& take) {
  for (const std::string& day : {request.since, request.until}) {
    if (day.empty() || resolve::parse_iso(day)) continue;
    return failure("options.since_until", "'" + day + "' is no day",
                   "write --since and --until as 2020-07-16");
  }
  std::optional<write::OffsetUnit> offsets;
  if (!request.offsets.empty()) {
    const auto unit = write::offset_unit(request.offsets);
    if (!unit) return tl::unexpected(unit.error());
    offsets = *unit;
  }
  return ConvertRun(extractor, request, offsets, take).go();
}

}  // namespace zhailu
