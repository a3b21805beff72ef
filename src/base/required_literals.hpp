#pragma once

#include <string>
#include <vector>

#include "base/expression.hpp"

namespace zhailu::base {

// A literal is UTF-8 and not empty. A clause asks for one of its literals, none of which holds
// another one; a way asks for all of its clauses.
using Clause = std::vector<std::string>;
using Way = std::vector<Clause>;
inline constexpr std::size_t kMaxClauses = 4;  // of a way: those that fewest texts satisfy, first
inline constexpr std::size_t kMaxWays = 24;

// What every match of an expression holds: all that one of its ways asks for.
//
//   召开了?.{0,20}(?:会议|座谈会)|讲.*党课   →   [召开] [会议 座谈会] | [讲] [党课]
//
// So a text without these need not be searched. A way without clauses: any text may match.
std::vector<Way> required_literals(const Expression& expression);

}  // namespace zhailu::base
