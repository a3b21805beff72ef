#pragma once

#include <functional>
#include <string>

#include "ruleset/macro_expander.hpp"
#include "ruleset/pack.hpp"
#include "ruleset/rule_files.hpp"

namespace zhailu::ruleset {

// A pack with what `check` says of it: warnings, and errors when there are any.
struct LoadedPack {
  Pack pack;             // usable only without errors
  Diagnostics findings;  // errors and warnings, all of them, in the order of the files
};

// Reads, checks and compiles the pack in `folder` (see rules/README.md). `shipped`: the folder that
// `extends: shipped` means. A pack that cannot be read at all is an Error; problems in its files are findings.
Result<LoadedPack> load_pack(const std::string& folder, const std::string& shipped);

// The same; `edit` may change what the files say before it is compiled, for tools that ask what a change would do.
using PackEdit = std::function<void(Macros&, PhaseRules&)>;
Result<LoadedPack> load_pack(const std::string& folder, const std::string& shipped,
                             const PackEdit& edit);

}  // namespace zhailu::ruleset
