#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "model/analysis.hpp"
#include "model/date_context.hpp"
#include "ruleset/pack.hpp"

// What belongs together: dates and the dates before them, names and the things they name.
namespace zhailu::link {

// The integer that a count says, or none: 120余人 → 120, 近百人 → none.
using CountResolver = std::function<std::optional<std::int64_t>(std::string_view)>;

// The stage `resolve`, handed in by the pipeline. Both are called with normalized text.
struct Resolvers {
  model::DateResolver date;
  CountResolver count;
};

// Fills analysis.dates, counts, reference_date, reference_basis and links from its mentions.
// `reference_date`: the user's, or none. The same input gives the same result; linear in mentions.
void link(model::Analysis& analysis, const ruleset::Pack& pack, const Resolvers& resolvers,
          std::optional<model::Day> reference_date);

}  // namespace zhailu::link
