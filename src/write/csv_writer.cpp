#include "write/csv_writer.hpp"

#include <utility>

#include "write/csv_emitter.hpp"

namespace zhailu::write {

CsvWriter::CsvWriter(FileSink sink, Rows rows, Header header, bool flush_each)
    : sink_(std::move(sink)), rows_(std::move(rows)), flush_each_(flush_each) {
  text_ = kByteOrderMark;
  if (rows_.records) {
    append_record_header(text_, *rows_.records, header);
  } else {
    append_document_header(text_, rows_.counted, header);
  }
}

Result<void> CsvWriter::write_out() {
  auto written = sink_.write(text_);
  text_.clear();
  return written && flush_each_ ? sink_.flush() : written;
}

Result<void> CsvWriter::document(const DocumentRecords& document) {
  if (rows_.records) {
    append_record_rows(text_, *rows_.records, document, EvidenceSentences(document));
  } else {
    append_document_row(text_, rows_.counted, document);
  }
  return write_out();
}

Result<void> CsvWriter::failure(const DocumentFailure& /*failure*/) { return {}; }

Result<void> CsvWriter::finish(const RunReport& /*report*/) {
  return write_out().and_then([&] { return sink_.finish(); });
}

}  // namespace zhailu::write
