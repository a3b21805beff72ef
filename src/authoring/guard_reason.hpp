#pragma once

#include <string>

#include "match/guards.hpp"

namespace zhailu::authoring {

// Which guard refused a find and what it saw: not_near: “要求” stands within 12 characters.
std::string guard_reason(const match::PhaseText& text, const ruleset::Rule& rule,
                         Span<PhaseView> unit, Span<PhaseView> span);

}  // namespace zhailu::authoring
