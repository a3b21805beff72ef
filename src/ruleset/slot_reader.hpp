#pragma once

#include <vector>

#include "ruleset/field_reader.hpp"

namespace zhailu::ruleset {

// The keys `slots` and `attach` of a rule: where a record's fields come from and go to.
std::vector<Slot> read_slots(const Node& node, const FieldReader& reader);
Attach read_attach(const Node& node, const FieldReader& reader);

}  // namespace zhailu::ruleset
