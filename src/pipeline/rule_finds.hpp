#pragma once

#include <vector>

#include "ruleset/pack.hpp"
#include "zhailu/extractor.hpp"

namespace zhailu::pipeline {

// What the rule of `test` makes of its text, through the whole pack, in text order. `fields` holds the
// rule's captures and attributes; of a mention that is or belongs to a record that record's fields, too.
std::vector<RuleFind> rule_finds(const ruleset::Pack& pack, const Extractor::RuleTestCase& test);

}  // namespace zhailu::pipeline
