#pragma once

#include <span>
#include <string_view>

#include "ruleset/field_reader.hpp"

namespace zhailu::ruleset {

// Reads one rule. All its problems go to `diagnostics`, each named after the rule; it is usable only
// when none of them is an error. Fields are checked against the schemas by check_rules().
Rule read_rule(const Node& node, const RuleScope& scope, Diagnostics& diagnostics);

// The keys of a rule, in the order of rules/README.md.
std::span<const std::string_view> rule_keys();

}  // namespace zhailu::ruleset
