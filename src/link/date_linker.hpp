#pragma once

#include <optional>

#include "model/analysis.hpp"
#include "model/date_context.hpp"
#include "ruleset/pack.hpp"

namespace zhailu::link {

// Gives every date mention its value (`Analysis::dates`) and the document its reference date.
//
//   reference 2020-07-16 (masthead);  7月1日 → 2020-07-01;  当天下午 → the day before it in the text
//
// Dates that write their year are read first: the reference date comes from them. Then all are read
// in text order, each with the date before it in its article, that of the heading above it, and the
// last stated year. Mastheads, signatures and distribution lists are never "the date before".
// A date mention is one whose type some rule with `resolve: date` makes. Linear in mentions.
void link_dates(model::Analysis& analysis, const ruleset::Pack& pack,
                const model::DateResolver& resolve, std::optional<model::Day> user_reference);

}  // namespace zhailu::link
