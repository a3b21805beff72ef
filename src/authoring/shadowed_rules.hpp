#pragma once

#include "ruleset/pack.hpp"

namespace zhailu::authoring {

// Warnings "ruleset.shadowed": rules that find what their tests say, but lose it to another rule in every one
// of them, so that they never give anything.
Diagnostics shadowed_rules(const ruleset::Pack& pack);

}  // namespace zhailu::authoring
