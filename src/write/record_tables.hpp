#pragma once

#include <utility>
#include <vector>

#include "write/table_source.hpp"

namespace zhailu::write {

// documents: the document's fields, parts of issue, contact and distribution in columns of their
// own, <collection>_count for every kind written, warnings (codes).
class DocumentTable : public TableSource {
 public:
  explicit DocumentTable(std::vector<CollectionInfo> counted) : counted_(std::move(counted)) {}
  [[nodiscard]] Table table() const override;
  Result<void> rows(const DocumentView& document, const TakeRow& take) override;

 private:
  std::vector<CollectionInfo> counted_;
};

// <collection>: document_id, path, id, <properties in the schema's order>, of a type with days year,
// month, day, precision (date_parts.hpp), evidence_sentence, span_start, span_end, rule, warnings
// (codes).
class RecordTable : public TableSource {
 public:
  explicit RecordTable(CollectionInfo collection);
  [[nodiscard]] Table table() const override;
  Result<void> rows(const DocumentView& document, const TakeRow& take) override;

 private:
  CollectionInfo collection_;
  bool dated_;  // has the four columns: not when the schema has properties of these names
};

}  // namespace zhailu::write
