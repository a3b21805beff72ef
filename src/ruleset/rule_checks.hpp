#pragma once

#include "ruleset/pack.hpp"

namespace zhailu::ruleset {

// What can only be said when the whole pack is known: attributes that nothing has, types that
// nothing uses, rules without tests, large patterns. Adds findings in rule order.
void check_rules(const Pack& pack, Diagnostics& findings);

}  // namespace zhailu::ruleset
