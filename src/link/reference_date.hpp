#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/analysis.hpp"
#include "ruleset/pack.hpp"

namespace zhailu::link {

struct ReferenceDate {
  std::optional<model::Day> day;
  std::string basis = "none";  // user published masthead signature file_name text none
};

// The date of publication in a page's meta data (Pack::page, field `published`), or none.
std::optional<model::Day> find_page_date(const model::Analysis& analysis,
                                         const ruleset::Pack& pack);

// The date that years are inferred from, in the order of the record definitions: the user's, the
// date of publication (page data, or what a document rule captured as `published`), the masthead's,
// the signature's, one in the file name, the newest full date in the text. A date whose rule or word
// sets `deadline` (a deadline, the year of a plan) does not count for the text.
// `analysis.page_date` is read. `dates`: the indices of the date mentions in text order; of them `analysis.dates` holds those that
// write their year. Only full days count.
ReferenceDate find_reference_date(const model::Analysis& analysis, const ruleset::Pack& pack,
                                  const std::vector<std::int32_t>& dates,
                                  std::optional<model::Day> user);

}  // namespace zhailu::link
