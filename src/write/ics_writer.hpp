#pragma once

#include <string>
#include <utility>
#include <vector>

#include "write/file_sink.hpp"
#include "write/writer.hpp"

namespace zhailu::write {

// Meetings, activities and other events with a full date as one calendar (ics_emitter.hpp).
class IcsWriter : public Writer {
 public:
  // `collections`: those that are written; only events of them are shown. `since`, `until`: see
  // is_within().
  IcsWriter(FileSink sink, const std::vector<CollectionInfo>& collections, std::string since,
            std::string until);

  Result<void> document(const DocumentRecords& document) override;
  Result<void> failure(const DocumentFailure& /*failure*/) override { return {}; }
  Result<void> finish(const RunReport& report) override;

 private:
  FileSink sink_;
  std::vector<CollectionInfo> events_;
  std::string since_;
  std::string until_;
  std::string text_;  // what waits: at first the head
};

}  // namespace zhailu::write
