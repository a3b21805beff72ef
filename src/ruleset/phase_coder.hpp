#pragma once

#include <span>

#include "base/character_set.hpp"
#include "ruleset/pack.hpp"
#include "zhailu/diagnostic.hpp"
#include "zhailu/result.hpp"

namespace zhailu::ruleset {

// Finishes a phase whose rules are read: gives it its alphabet, compiles the patterns of `rules` (all
// rules of the phase, in order, their patterns only checked so far) over the codes, and makes the filters.
// Returns the texts that the filters look for, by their number.
std::vector<std::pair<std::string, int>> code_phase(Phase& phase, std::span<Rule> rules,
                                                    base::KnownClasses& classes,
                                                    Diagnostics& findings);

// A pattern over the view of a phase that is finished; its characters are among those that the patterns of
// the phase tell apart, or it tells them apart no better.
Result<base::Pattern> compile_coded(std::string_view expression, const Phase& phase,
                                    base::KnownClasses& classes);

}  // namespace zhailu::ruleset
