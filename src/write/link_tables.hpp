#pragma once

#include <string>
#include <utility>
#include <vector>

#include "write/references.hpp"
#include "write/table_source.hpp"

namespace zhailu::write {

// <type>_<target collection>, as meeting_people: who had a part in which record, one a row. Columns
// document_id, <type>_id, role (the slot), ordinal (from 1 in the slot), <target type>_id (null when
// no record has the name), name (as written).
class LinkTable : public TableSource {
 public:
  LinkTable(CollectionInfo owner, CollectionInfo target)
      : owner_(std::move(owner)), target_(std::move(target)) {}
  [[nodiscard]] Table table() const override;
  Result<void> rows(const DocumentView& document, const TakeRow& take) override;

 private:
  CollectionInfo owner_;
  CollectionInfo target_;
};

// <target type>_<slot>, as activity_items: a list's records in their order. Columns document_id,
// <type>_id, ordinal, <target type>_id (null when that record failed its schema).
class OrderTable : public TableSource {
 public:
  OrderTable(CollectionInfo owner, CollectionInfo target, std::string slot)
      : owner_(std::move(owner)), target_(std::move(target)), slot_(std::move(slot)) {}
  [[nodiscard]] Table table() const override;
  Result<void> rows(const DocumentView& document, const TakeRow& take) override;

 private:
  CollectionInfo owner_;
  CollectionInfo target_;
  std::string slot_;
};

// mentions: every place where a record of a type with `mentions` is named. Columns id
// (<record id>-<ordinal>), document_id, type, <type>_id for each such type, ordinal, text,
// span_start, span_end.
class MentionTable : public TableSource {
 public:
  explicit MentionTable(std::vector<CollectionInfo> collections)
      : collections_(std::move(collections)) {}
  [[nodiscard]] Table table() const override;
  Result<void> rows(const DocumentView& document, const TakeRow& take) override;

 private:
  Result<void> rows_of(std::size_t collection, const DocumentView& document, const Value& record,
                       const TakeRow& take) const;

  std::vector<CollectionInfo> collections_;
};

}  // namespace zhailu::write
