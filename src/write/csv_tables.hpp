#pragma once

#include <string>
#include <vector>

#include "write/csv_emitter.hpp"
#include "write/file_sink.hpp"
#include "write/table.hpp"

namespace zhailu::write {

// What stands in a table's first row.
enum class Header { kNames, kTitles };

// Tables as CSV, a file each: byte order mark (for spreadsheets), header, rows of RFC 4180
// (csv_emitter.hpp).
class CsvTables : public TableSink {
 public:
  // `files`: one for each table, in their order. `flush_each`: the rows of every document go out at
  // once, for whoever reads a pipe.
  CsvTables(std::vector<FileSink> files, CsvProfile profile, bool flush_each)
      : files_(std::move(files)), profile_(profile), flush_each_(flush_each) {}

  // Comes before the first row.
  Result<void> headers(const std::vector<Table>& tables, Header header);

  Result<void> row(std::size_t table, const Row& row) override;
  Result<void> end_document() override;
  Result<void> finish(const RunReport& report) override;

 private:
  std::vector<FileSink> files_;
  CsvProfile profile_;
  bool flush_each_;
  std::string text_;  // the row that is being written
};

}  // namespace zhailu::write
