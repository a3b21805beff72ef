#include "write/csv_tables.hpp"

namespace zhailu::write {

Result<void> CsvTables::headers(const std::vector<Table>& tables, Header header) {
  for (std::size_t i = 0; i < tables.size(); ++i) {
    text_ = profile_ == CsvProfile::kSpreadsheet ? kByteOrderMark : std::string_view();
    CsvRow cells(text_, profile_);
    for (const TableColumn& column : tables[i].columns) {
      cells.text(header == Header::kTitles ? column.title : column.name);
    }
    cells.end();
    if (auto written = files_[i].write(text_); !written) return written;
  }
  return {};
}

Result<void> CsvTables::row(std::size_t table, const Row& row) {
  text_.clear();
  CsvRow cells(text_, profile_);
  for (const Value& cell : row) cells.value(cell);
  cells.end();
  return files_[table].write(text_);
}

Result<void> CsvTables::end_document() {
  if (!flush_each_) return {};
  for (FileSink& file : files_) {
    if (auto flushed = file.flush(); !flushed) return flushed;
  }
  return {};
}

Result<void> CsvTables::finish(const RunReport& /*report*/) {
  for (FileSink& file : files_) {
    if (auto finished = file.finish(); !finished) return finished;
  }
  return {};
}

}  // namespace zhailu::write
