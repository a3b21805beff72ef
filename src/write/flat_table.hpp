#pragma once

#include <string>
#include <utility>
#include <vector>

#include "write/table_source.hpp"

namespace zhailu::write {

// flat: one meeting or activity (or other event, see is_event) a row, for whoever wants one sheet:
// when, what, where, who, the document and the sentence. `who` holds the people and groups of all
// slots, `bodies` the bodies.
class FlatTable : public TableSource {
 public:
  // `since`, `until`: see is_within().
  FlatTable(std::vector<CollectionInfo> events, std::string since, std::string until)
      : events_(std::move(events)), since_(std::move(since)), until_(std::move(until)) {}
  [[nodiscard]] Table table() const override;
  Result<void> rows(const DocumentView& document, const TakeRow& take) override;

 private:
  std::vector<CollectionInfo> events_;
  std::string since_;
  std::string until_;
};

}  // namespace zhailu::write
