#pragma once

#include "ruleset/pack.hpp"
#include "ruleset/yaml_reader.hpp"

namespace zhailu::ruleset {

// What captures, `set` and slots of a rule fill: "ruleset.unknown_field" for what the schema of its record
// does not have, "ruleset.unused_capture" (a warning) for what nothing would read, "ruleset.slot" for slots of
// what is no record. The records of the pack are loaded already. `node`: the rule, for places.
void check_fields(const Rule& rule, const Node& node, const Pack& pack, Diagnostics& findings);

}  // namespace zhailu::ruleset
