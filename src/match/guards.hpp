#pragma once

#include "match/phase_text.hpp"

namespace zhailu::match {

// What the rule's not_before, not_after, near, not_near, inside and not_inside say of a find. `span` lies
// in `unit`, which no guard sees beyond; near and not_near see no further than the find's sentence.
bool guards_pass(const PhaseText& text, const ruleset::Rule& rule, Span<PhaseView> unit,
                 Span<PhaseView> span);

}  // namespace zhailu::match
