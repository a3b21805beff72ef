#include "write/jsonl_writer.hpp"

#include <utility>

namespace zhailu::write {

JsonlWriter::JsonlWriter(FileSink sink, Selection selection, bool flush_each)
    : sink_(std::move(sink)), selection_(std::move(selection)), flush_each_(flush_each) {}

Result<void> JsonlWriter::document(const DocumentRecords& document) {
  line_.clear();
  JsonEmitter emitter(line_, JsonLayout::kCompact);
  emit_records(emitter, document.value, selection_);
  line_ += '\n';
  auto written = sink_.write(line_);
  return written && flush_each_ ? sink_.flush() : written;
}

Result<void> JsonlWriter::failure(const DocumentFailure& /*failure*/) { return {}; }

Result<void> JsonlWriter::finish(const RunReport& /*report*/) { return sink_.finish(); }

}  // namespace zhailu::write
