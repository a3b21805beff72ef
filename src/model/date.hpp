#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "zhailu/span.hpp"

namespace zhailu::model {

// A calendar day of the proleptic Gregorian calendar, 0001-01-01 … 9999-12-31.
struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
  friend auto operator<=>(const Day&, const Day&) = default;
};

// What the date rules capture of one expression, as text in normalized form: pairs of field name
// and text or attribute value. Field names: see resolve/date_resolver.hpp.
struct DateParts {
  std::vector<std::pair<std::string, std::string>> fields;
};

// The value of one date expression.
struct DateValue {
  std::optional<Day> start;                // none: the year (or more) is unknown
  std::optional<Day> end;                  // inclusive; set when start is
  std::optional<std::string> partial;      // "--07-01", "--07", "---22"; only without start
  std::optional<std::string> time;         // "15:00"
  std::optional<std::string> part;         // 上午 … as written
  std::string basis;                       // explicit reference context calendar vague
  std::optional<std::string> approximate;  // 前夕 左右 初 底 … as written
  bool redacted = false;
  bool governs =
      false;  // 2011年 of the title 2011年大事记: the year of what stands under it; not in the output
  bool deadline =
      false;  // 7月底前: when something is due, no date of the telling; not in the output
  std::vector<std::pair<std::string, std::string>> warnings;  // code, text
};

}  // namespace zhailu::model
