#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "zhailu/result.hpp"
#include "zhailu/value.hpp"

namespace zhailu::schema {

// `path` is what messages name.
struct JsonOptions {
  std::string path;
  std::size_t max_depth = 512;  // open arrays and objects
};

inline constexpr std::size_t kSchemaDepth = 32;

// Strict JSON (RFC 8259) to a value; a leading BOM is passed over. Integers that int64 cannot hold
// become doubles. Linear. Errors have line and column (in characters, from 1):
//   json.syntax         not JSON, cut off, something behind the value, a number beyond double
//   json.utf8, json.nul bytes that are no UTF-8; a NUL
//   json.duplicate_key  a name twice in one object
//   json.too_deep       deeper than max_depth
Result<Value> from_json(std::string_view text, const JsonOptions& options);
Result<Value> from_json(std::string_view text);

}  // namespace zhailu::schema
