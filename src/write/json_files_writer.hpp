#pragma once

#include "write/output_folder.hpp"
#include "write/selection.hpp"
#include "write/writer.hpp"

namespace zhailu::write {

// One readable file for each document: json/<path>.json.
class JsonFilesWriter : public Writer {
 public:
  // `folder` must outlive this.
  JsonFilesWriter(OutputFolder& folder, Selection selection);

  Result<void> document(const DocumentRecords& document) override;
  Result<void> failure(const DocumentFailure& failure) override;
  Result<void> finish(const RunReport& report) override;

 private:
  OutputFolder& folder_;
  Selection selection_;
};

}  // namespace zhailu::write
