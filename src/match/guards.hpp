#pragma once

#include <optional>

#include "match/phase_text.hpp"

namespace zhailu::match {

// What the rule's not_before, not_after, near, not_near, inside and not_inside say of a find. `span` lies
// in `unit`, which no guard sees beyond; near and not_near see no further than the find's sentence.
bool guards_pass(const PhaseText& text, const ruleset::Rule& rule, Span<PhaseView> unit,
                 Span<PhaseView> span);

// The guard that a find fails first.
struct FailedGuard {
  enum class Kind { kNotBefore, kNotAfter, kNear, kNotNear, kInside, kNotInside };
  Kind kind = Kind::kNotBefore;
  std::size_t index = 0;  // into Rule::near or Rule::inside
  Span<PhaseView> words;  // what stands there, of kNotBefore, kNotAfter and kNotNear
};
std::optional<FailedGuard> failed_guard(const PhaseText& text, const ruleset::Rule& rule,
                                        Span<PhaseView> unit, Span<PhaseView> span);

}  // namespace zhailu::match
