#pragma once

#include <optional>
#include <string_view>

#include "model/date.hpp"

namespace zhailu::link {

// The first full date in a file name or in a page's meta data, read without any word:
//   通知(2019-07-14).txt   news/20190714_3.html   2019年7月14日简报.txt   2019/07/14
// Eight digits in a row, or a four-digit year, a month and a day with one to three bytes that are
// no digits and no letters between them. Nothing longer: 000_5b905b783a3fa24d and 201907140012 hold
// no date. Years 1900–2099. Linear.
std::optional<model::Day> find_written_day(std::string_view text);

}  // namespace zhailu::link
