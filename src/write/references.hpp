#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "write/document_view.hpp"

namespace zhailu::write {

// A slot whose values name records of another type. Its schema says so by the shared definition that
// it refers to:
//
//   person_name            the name of a people record; one that no record has is kept as written
//   organization_or_group  a body or a group: linked only where an organizations record has the name
//   activity_id            the id of an activities record
struct Reference {
  enum class By { kName, kNameIfAny, kId };
  const CollectionInfo::Column* slot = nullptr;
  std::string type;  // of the record that is meant: "person"
  By by = By::kName;
};

// The references of a type, in the order of its columns. They live as long as `collection`.
std::vector<Reference> references_of(const CollectionInfo& collection);

// The texts of a slot, be it a list or one value; others than texts are left out.
std::vector<std::string_view> texts_of(const Value& slot);

// The records of one collection of a document by id and by name: of two that have a name the first
// counts, and a name counts before another's alias.
class RecordsByName {
 public:
  explicit RecordsByName(const Value::Array& records);

  // The id; null when no record is called so.
  [[nodiscard]] Value id_of(std::string_view name) const;
  [[nodiscard]] bool has_id(std::string_view id) const;

 private:
  std::unordered_map<std::string_view, std::string_view> ids_;  // by name
  std::unordered_map<std::string_view, bool> known_;
};

}  // namespace zhailu::write
