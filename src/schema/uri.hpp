#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhailu::schema {

// `reference` seen from `base` (RFC 3986, section 5.2): node from http://host/a/tree →
// http://host/a/node. A base without a scheme works too: common.schema.json#/x from
// date.schema.json → common.schema.json#/x.
std::string resolve_uri(std::string_view base, std::string_view reference);

// A URI without its fragment, and the fragment without `#` and percent signs; "" without one.
struct SplitUri {
  std::string resource;
  std::string fragment;
};
// None when a percent sign is followed by no two hex digits.
std::optional<SplitUri> split_uri(std::string_view uri);

// The unescaped names of a JSON pointer (RFC 6901); none when it begins with no slash. "" gives no
// names.
std::optional<std::vector<std::string>> split_pointer(std::string_view pointer);

// `pointer` one name deeper.
std::string append_pointer(std::string_view pointer, std::string_view name);

}  // namespace zhailu::schema
