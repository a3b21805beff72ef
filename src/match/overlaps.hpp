#pragma once

#include <string_view>
#include <vector>

#include "match/finder.hpp"

namespace zhailu::match {

// Keeps, of finds that overlap, the better one: priority (high first), length in normalized code
// points (long first), begin (left first), rule order. Taken greedily; the order of `finds` on entry does not
// matter. Finds of rules marked `keep` take no part and all stay. Finds of one span and type become one:
// their captures are united. On return `finds` is ordered by begin, then rule.
void decide_overlaps(std::vector<Find>& finds, const ruleset::Pack& pack, const View& view,
                     std::string_view normalized);

}  // namespace zhailu::match
