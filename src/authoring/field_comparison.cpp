#include "authoring/field_comparison.hpp"

#include <algorithm>

namespace zhailu::authoring {
namespace {

bool same_list(const Value::Array& expected, const Value::Array& found) {
  return std::equal(expected.begin(), expected.end(), found.begin(), found.end(), has_members);
}

// YAML does not tell texts from numbers: `number: 12` is right for "12" too.
bool same_scalar(const Value& expected, const Value& found) {
  if (expected == found) return true;
  if (expected.is_integer() && found.is_text())
    return std::to_string(expected.integer()) == found.text();
  if (expected.is_text() && found.is_integer())
    return expected.text() == std::to_string(found.integer());
  return false;
}

// A capture that occurs once is a text, though the field that it will fill is a list.
bool is_only_item(const Value::Array& expected, const Value& found) {
  return expected.size() == 1 && !found.is_null() && has_members(expected.front(), found);
}

}  // namespace

bool has_members(const Value& expected, const Value& found) {
  if (expected.is_array()) {
    return found.is_array() ? same_list(expected.array(), found.array())
                            : is_only_item(expected.array(), found);
  }
  if (!expected.is_object()) return same_scalar(expected, found);
  return std::all_of(expected.object().begin(), expected.object().end(), [&](const auto& member) {
    const Value* value = found.find(member.first);
    return has_members(member.second, value != nullptr ? *value : Value());
  });
}

Value named_fields(const Value& expected, const Value& found) {
  if (!expected.is_object()) return found;
  Value fields = Value::Object{};
  for (const auto& [name, value] : expected.object()) {
    const Value* one = found.find(name);
    fields.set(name, one == nullptr     ? Value()
                     : one->is_object() ? named_fields(value, *one)
                                        : *one);
  }
  return fields;
}

bool fits(const std::vector<Value>& expected, const std::vector<RuleFind>& finds) {
  return std::equal(
      expected.begin(), expected.end(), finds.begin(), finds.end(),
      [](const Value& value, const RuleFind& find) { return has_members(value, find.fields); });
}

}  // namespace zhailu::authoring
