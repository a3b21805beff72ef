#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "ruleset/pack.hpp"
#include "ruleset/pattern_translator.hpp"
#include "ruleset/yaml_reader.hpp"

namespace zhailu::ruleset {

// What the rules of one phase may refer to; filled by the pack loader.
struct RuleScope {
  const Pack* pack = nullptr;
  PatternScope view;    // patterns over the phase's view
  PatternScope plain;   // patterns over normalized text: macros and lexicons, no symbols
  std::map<std::string, NameId, std::less<>>* document_lexicons = nullptr;  // remembered names
};

// Reads one rule. All problems go to `diagnostics`; the rule is usable only when none was added.
// Patterns are checked and compiled; fields are checked against the schemas by the pack loader.
Rule read_rule(const Node& node, const RuleScope& scope, Diagnostics& diagnostics);

// The keys of a rule, in the order of rules/README.md.
std::span<const std::string_view> rule_keys();

// The value of a YAML node of a test's `expect`.
Value node_value(const Node& node);

}  // namespace zhailu::ruleset
