#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "write/archive_registry.hpp"
#include "write/table_source.hpp"

namespace zhailu::write {

// The people or the bodies of the whole archive. Days are the reference dates of the documents.
//
//   persons: id, name, same_name, posts, first, last, documents, records
//   person_posts: archive_person_id, ordinal, body, post, first, last, documents
//   person_records: archive_person_id, person_id, document_id, merged_by
//   bodies: id, name, same_name, aliases, first, last, documents, records
//   body_records: archive_body_id, organization_id, document_id, merged_by
//
// An id is P or B and the smallest record id in it. Who is one: archive_registry.hpp.
class ArchiveRecords {
 public:
  // `organizations` tells which bodies are short; may be null.
  ArchiveRecords(CollectionInfo records, const CollectionInfo* organizations);

  // A document counts once, whichever table brings it.
  void add(const DocumentView& document);
  // After the last document; sorted once.
  const std::vector<ArchiveRegistry::Group>& groups();
  [[nodiscard]] const std::string& text(TextPool::Number number) const {
    return registry_.text(number);
  }
  [[nodiscard]] std::string id_of(const ArchiveRegistry::Group& group) const;
  [[nodiscard]] bool people() const { return people_; }
  [[nodiscard]] const CollectionInfo& collection() const { return records_; }

 private:
  ArchiveRegistry::Entry entry_of(const Value& record, const std::vector<Value>& short_names);

  CollectionInfo records_;
  std::string organizations_;  // collection; empty: none
  bool people_;
  ArchiveRegistry registry_;
  std::string last_document_;
  std::vector<ArchiveRegistry::Group> groups_;
  bool grouped_ = false;
};

// The three (two) tables of `records`.
std::vector<std::unique_ptr<TableSource>> archive_tables(std::shared_ptr<ArchiveRecords> records);

}  // namespace zhailu::write
