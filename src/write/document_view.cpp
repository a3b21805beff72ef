#include "write/document_view.hpp"

#include <tuple>

namespace zhailu::write {

const Value& member_of(const Value& object, std::string_view name) {
  static const Value kNull;
  const Value* member = object.find(name);
  return member ? *member : kNull;
}

Value warning_codes(const Value& owner) {
  Value::Array codes;
  const Value& warnings = member_of(owner, "warnings");
  if (!warnings.is_array()) return codes;
  for (const Value& warning : warnings.array()) codes.push_back(member_of(warning, "code"));
  return codes;
}

CodePointSpan as_span(const Value& value) {
  if (!value.is_array() || value.array().size() != 2) return {};
  const auto& [begin, end] = std::tie(value.array()[0], value.array()[1]);
  if (!begin.is_integer() || !end.is_integer()) return {};
  return {static_cast<std::size_t>(begin.integer()), static_cast<std::size_t>(end.integer())};
}

CodePointSpan span_of(const Value& record) { return as_span(member_of(record, "span")); }

const Value::Array& DocumentView::records(std::string_view collection) const {
  static const Value::Array kNone;
  const Value& records = member_of(records_.value, collection);
  return records.is_array() ? records.array() : kNone;
}

}  // namespace zhailu::write
