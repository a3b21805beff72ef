#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ruleset/pack.hpp"

// A rule's pattern cut into its top-level items, to say how far it matched.
//
//   {person:leaders}围绕{..20}讲(?:授|了)?党课   →   {person:leaders} · 围绕 · {..20} · 讲 · (?:授|了)? · 党课
namespace zhailu::authoring {

// One item with its count behind it (*, +?, {2,4}). Of a pattern as written a reference ({date},
// ${macro}, {..20}) is one item.
struct PatternItem {
  std::string text;
  std::string count;
  std::vector<std::vector<PatternItem>> branches;  // of a group: its alternatives

  [[nodiscard]] std::string whole() const { return text + count; }
  // False of what may be absent.
  [[nodiscard]] bool needed() const;
  // Means just its characters.
  [[nodiscard]] bool is_literal() const;
};
using PatternBranch = std::vector<PatternItem>;

// The alternatives of a pattern, as written in a rule or as RE2 has it. A pattern that is cut wrong
// because it is malformed gives some items, never an error.
std::vector<PatternBranch> split_pattern(std::string_view pattern);

// An item as the author wrote it and the expression that it became.
struct ItemPair {
  enum class Part { kBefore, kFind, kAfter };
  std::string written;
  std::string expression;
  Part part = Part::kFind;
  bool needed = true;
  bool literal = false;
};

// The alternatives of the rule's pattern (of a sequence: start, item, separator, item), each an ordered
// list of items; groups without alternatives and counts are opened, neighbouring characters joined. Empty for a `lookup`.
std::vector<std::vector<ItemPair>> items_of(const ruleset::Rule& rule);

}  // namespace zhailu::authoring
