#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhailu::ruleset {

// What stands between the braces of {person|org+/委$/[kind=party]:who}.
struct SymbolReference {
  std::vector<std::string> names;
  bool many = false;
  std::string test;       // an expression
  std::string attribute;  // "kind=party"
  std::string capture;
  std::size_t end = 0;  // behind the closing brace
};

// Small letters, digits and _: what names of types, lists and captures consist of.
bool is_name_char(char c);

// Reads the reference whose `{` stands at `open`; nullopt when it is none.
std::optional<SymbolReference> read_reference(std::string_view text, std::size_t open);

}  // namespace zhailu::ruleset
