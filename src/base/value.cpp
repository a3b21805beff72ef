#include "zhailu/value.hpp"

namespace zhailu {

const Value* Value::find(std::string_view name) const {
  const auto* members = std::get_if<Object>(&data_);
  if (members == nullptr) return nullptr;
  for (const auto& [member, value] : *members) {
    if (member == name) return &value;
  }
  return nullptr;
}

Value* Value::find(std::string_view name) {
  return const_cast<Value*>(std::as_const(*this).find(name));
}

Value& Value::set(std::string_view name, Value value) {
  if (is_null()) data_ = Object{};
  if (Value* present = find(name)) return *present = std::move(value);
  return object().emplace_back(std::string(name), std::move(value)).second;
}

}  // namespace zhailu
