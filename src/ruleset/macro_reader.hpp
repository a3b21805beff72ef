#pragma once

#include <vector>

#include "ruleset/macro_expander.hpp"
#include "ruleset/pack_files.hpp"

namespace zhailu::ruleset {

// Reads the macro files, those of the lowest pack first: a macro of an extending pack replaces the one
// of that name below. Two of one name in one pack are an error.
Macros read_macros(const std::vector<PackFile>& files, PackFiles& reader, Diagnostics& findings);

}  // namespace zhailu::ruleset
