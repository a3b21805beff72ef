#pragma once

#include <optional>
#include <vector>

#include "write/csv_table.hpp"
#include "write/file_sink.hpp"
#include "write/writer.hpp"

namespace zhailu::write {

// One table of documents or of one kind of record.
class CsvWriter : public Writer {
 public:
  // What the rows are: records of one collection, or documents with counts of several.
  struct Rows {
    std::optional<CollectionInfo> records;  // absent: documents
    std::vector<CollectionInfo> counted;
  };

  // `flush_each`: the rows of every document go out at once, for whoever reads a pipe.
  CsvWriter(FileSink sink, Rows rows, Header header, bool flush_each);

  Result<void> document(const DocumentRecords& document) override;
  Result<void> failure(const DocumentFailure& failure) override;
  Result<void> finish(const RunReport& report) override;

 private:
  Result<void> write_out();

  FileSink sink_;
  Rows rows_;
  bool flush_each_;
  std::string text_;  // rows that wait: at first byte order mark and header
};

}  // namespace zhailu::write
