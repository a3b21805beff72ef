#include "write/json_files_writer.hpp"

#include <utility>

#include "write/output_name.hpp"

namespace zhailu::write {
namespace {

std::string text_of(const Value& value, std::string_view field) {
  const Value* document = value.find("document");
  const Value* member = document ? document->find(field) : nullptr;
  return member && member->is_text() ? member->text() : std::string();
}

std::string free_name(const OutputFolder& folder, const Value& value) {
  const std::string path = text_of(value, "path");
  const std::string id = text_of(value, "id");
  std::string name = json_file_name(path, id);
  return folder.is_taken(name) ? json_file_name_with_id(path, id) : name;
}

}  // namespace

JsonFilesWriter::JsonFilesWriter(OutputFolder& folder, Selection selection)
    : folder_(folder), selection_(std::move(selection)) {}

Result<void> JsonFilesWriter::document(const DocumentRecords& document) {
  auto sink = folder_.create(free_name(folder_, document.value), FileSink::Ending::kClose);
  if (!sink) return tl::unexpected(sink.error());
  std::string text;
  JsonEmitter emitter(text, JsonLayout::kReadable);
  emit_records(emitter, document.value, selection_);
  text += '\n';
  return sink->write(text).and_then([&] { return sink->finish(); });
}

Result<void> JsonFilesWriter::failure(const DocumentFailure& /*failure*/) { return {}; }

Result<void> JsonFilesWriter::finish(const RunReport& /*report*/) { return {}; }

}  // namespace zhailu::write
