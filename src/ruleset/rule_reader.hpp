#pragma once

#include <string_view>

#include "ruleset/field_reader.hpp"

namespace zhailu::ruleset {

// Reads one rule. All its problems go to `diagnostics`, each named after the rule; it is usable only
// when none of them is an error. Fields are checked against the schemas by check_rules().
Rule read_rule(const Node& node, const RuleScope& scope, Diagnostics& diagnostics);

}  // namespace zhailu::ruleset
