#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "schema/compiled.hpp"

namespace zhailu::schema {

// Hears that a value fails by that keyword ("" for the schema `false`).
using Report = std::function<void(std::string_view keyword, std::string message)>;

// All of the node that needs no other schema: type, enum, limits, pattern, required … Gives the steps that it
// took beyond one, by the size of what it had to read.
std::size_t check_alone(const Node& node, const Value& value, const Report& report);

}  // namespace zhailu::schema
