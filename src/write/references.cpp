#include "write/references.hpp"

#include <array>
#include <optional>

namespace zhailu::write {
namespace {

struct Ending {
  std::string_view text;
  Reference::By by;
};

// The longer ones first: organization_name_or_null is an organization_name.
constexpr std::array<Ending, 4> kEndings = {{{"_name_or_null", Reference::By::kName},
                                             {"_name", Reference::By::kName},
                                             {"_or_group", Reference::By::kNameIfAny},
                                             {"_id", Reference::By::kId}}};

std::optional<Reference> reference_of(const CollectionInfo::Column& column) {
  for (const Ending& ending : kEndings) {
    if (!std::string_view(column.definition).ends_with(ending.text)) continue;
    const std::size_t size = column.definition.size() - ending.text.size();
    return Reference{&column, column.definition.substr(0, size), ending.by};
  }
  return std::nullopt;
}

std::string_view text_of(const Value& value) {
  return value.is_text() ? std::string_view(value.text()) : std::string_view();
}

}  // namespace

std::vector<Reference> references_of(const CollectionInfo& collection) {
  std::vector<Reference> references;
  for (const auto& column : collection.columns) {
    if (auto one = reference_of(column)) references.push_back(std::move(*one));
  }
  return references;
}

std::vector<std::string_view> texts_of(const Value& slot) {
  std::vector<std::string_view> texts;
  if (slot.is_text()) texts.emplace_back(slot.text());
  if (!slot.is_array()) return texts;
  for (const Value& one : slot.array()) {
    if (one.is_text()) texts.emplace_back(one.text());
  }
  return texts;
}

RecordsByName::RecordsByName(const Value::Array& records) {
  for (const Value& record : records) {
    const auto id = text_of(member_of(record, "id"));
    known_.emplace(id, true);
    ids_.emplace(text_of(member_of(record, "name")), id);
  }
  for (const Value& record : records) {
    const auto id = text_of(member_of(record, "id"));
    for (const auto alias : texts_of(member_of(record, "aliases"))) ids_.emplace(alias, id);
  }
}

Value RecordsByName::id_of(std::string_view name) const {
  const auto found = ids_.find(name);
  return found == ids_.end() ? Value() : Value(found->second);
}

bool RecordsByName::has_id(std::string_view id) const { return known_.contains(id); }

}  // namespace zhailu::write
