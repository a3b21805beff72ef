#pragma once

#include <string>

#include "zhailu/value.hpp"

namespace zhailu::schema {

// Appends a text that two values share just when JSON Schema calls them equal: 1 and 1.0 are,
// members in any order are, true and 1 are not. For comparing and hashing only. No recursion; n log
// n in members.
void append_canonical(std::string& key, const Value& value);
std::string canonical(const Value& value);

}  // namespace zhailu::schema
