#pragma once

#include "ruleset/pack.hpp"

namespace zhailu::ruleset {

// What can only be said when the whole pack is known: fields that no schema has, record types without a
// rule, rules without tests, patterns that are large or without a literal. Adds findings in rule order.
void check_rules(const Pack& pack, Diagnostics& findings);

}  // namespace zhailu::ruleset
