#pragma once

#include "write/file_sink.hpp"
#include "write/selection.hpp"
#include "write/writer.hpp"

namespace zhailu::write {

// One document a line. Failures leave no line.
class JsonlWriter : public Writer {
 public:
  // `flush_each`: every line goes out at once, for whoever reads a pipe.
  JsonlWriter(FileSink sink, Selection selection, bool flush_each);

  Result<void> document(const DocumentRecords& document) override;
  Result<void> failure(const DocumentFailure& failure) override;
  Result<void> finish(const RunReport& report) override;

 private:
  FileSink sink_;
  Selection selection_;
  bool flush_each_;
  std::string line_;
};

}  // namespace zhailu::write
