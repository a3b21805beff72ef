#pragma once

#include "ruleset/pack.hpp"

namespace zhailu::ruleset {

// What can only be said when the whole pack is known: fields that no schema has, slots of helpers, types that
// nothing uses, rules without tests, large patterns. Adds findings in rule order.
void check_rules(const Pack& pack, Diagnostics& findings);

}  // namespace zhailu::ruleset
