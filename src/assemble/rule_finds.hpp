#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assemble/assembler.hpp"

namespace zhailu::assemble {

// What one mention of a rule says, for tests of rules.
struct RuleFound {
  std::string text;  // as written
  // Of a record: its fields as they would be written, before several mentions are put together
  // (items of a list: their names). Of a helper: its captures and attributes by name, a list where
  // one name was captured several times.
  Value fields;
};

// The mentions that `rule` (index into Pack::rules) made, in text order; of records those that lack
// a needed slot or are part of another are left out.
std::vector<RuleFound> rule_finds(const model::Analysis& analysis, const ruleset::Pack& pack,
                                  std::uint32_t rule, const AssembleOptions& options);

}  // namespace zhailu::assemble
