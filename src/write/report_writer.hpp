#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "write/file_sink.hpp"
#include "write/output_folder.hpp"
#include "write/selection.hpp"
#include "write/writer.hpp"

namespace zhailu::write {

// rejects.jsonl, errors.jsonl and run.json.
class ReportWriter : public Writer {
 public:
  // `folder` must outlive this.
  static Result<std::unique_ptr<Writer>> create(OutputFolder& folder, const Selection& selection);

  Result<void> document(const DocumentRecords& document) override;
  Result<void> failure(const DocumentFailure& failure) override;
  // The last call of the run: run.json lists every file of the folder.
  Result<void> finish(const RunReport& report) override;

 private:
  struct Sinks {
    FileSink rejects;
    FileSink errors;
    FileSink run;
  };
  ReportWriter(OutputFolder& folder, Sinks sinks, const Selection& selection);

  Result<void> reject(const Value& reject);
  [[nodiscard]] Value counts(std::size_t skipped) const;
  Result<void> write_run(const RunReport& report);

  OutputFolder& folder_;
  Sinks sinks_;
  std::size_t documents_ = 0;
  std::size_t failed_ = 0;
  std::size_t rejects_ = 0;
  std::size_t warnings_ = 0;                                  // of documents and of records
  std::vector<std::pair<std::string, std::size_t>> records_;  // by collection
};

}  // namespace zhailu::write
