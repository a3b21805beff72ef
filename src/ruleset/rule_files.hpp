#pragma once

#include <map>
#include <string>
#include <vector>

#include "ruleset/manifest.hpp"
#include "ruleset/pack_files.hpp"
#include "ruleset/yaml_reader.hpp"

namespace zhailu::ruleset {

// A rule as it stands in a file.
struct RuleNode {
  Node node;
  std::size_t layer = 0;  // of its pack, as PackFile::layer
};

// By id of the phase, in the order of the files.
using PhaseRules = std::map<std::string, std::vector<RuleNode>>;

// The rules of all phases, without those that are switched off and those that a pack on top replaces.
// Errors: files that cannot be read or are no lists, names under `off` that no rule has.
PhaseRules read_rule_files(const Manifest& manifest, PackFiles& files, Diagnostics& findings);

}  // namespace zhailu::ruleset
