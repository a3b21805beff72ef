#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "schema/compiled.hpp"

namespace zhailu::schema {

// Hears that a value fails by that keyword ("" for the schema `false`).
using Report = std::function<void(std::string_view keyword, std::string message)>;

struct Finding {
  bool valid = true;
  std::size_t steps = 0;  // beyond one, by the size of what had to be read
};

// All of the node that needs no other schema: type, enum, limits, pattern, required … Without a
// `report` the first failure ends it.
Finding check_alone(const Node& node, const Value& value, const Report* report);

}  // namespace zhailu::schema
