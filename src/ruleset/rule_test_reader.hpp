#pragma once

#include <vector>

#include "ruleset/field_reader.hpp"

namespace zhailu::ruleset {

// The key `tests` of a rule.
std::vector<RuleTest> read_rule_tests(const Node& node, const FieldReader& reader);

// The value of a YAML node of a test's `expect`.
Value node_value(const Node& node);

}  // namespace zhailu::ruleset
