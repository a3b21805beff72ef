// The Chinese calendar 1900–2100: lunar months and the 24 solar terms, by tables.
//
//   农历2020年五月初五 → 2020-06-25;  清明 of 2018 → 2018-04-05
//
// Source: GB/T 33661-2017 (rules of the calendar), as computed by sxtwl 2.0.7 (寿星天文历, with the
// months that were proclaimed by Beijing time before 1929); terms the same in lunar_python 1.4.8.
// Three months to come begin within three minutes of midnight, where published almanacs differ by
// a day: 2057-09-28, 2089-09-04, 2097-08-07 (the first day as computed here).
#pragma once

#include <optional>

#include "resolve/calendar.hpp"

namespace zhailu::resolve {

struct LunarDay {
  int year = 0;  // named by the Gregorian year in which it begins
  int month = 0;
  int day = 0;
  bool leap = false;  // the month is the second of its number (闰四月)
  friend bool operator==(const LunarDay&, const LunarDay&) = default;
};

// None when the year is outside 1900 … 2100 or has no such month or day.
std::optional<Day> lunar_to_day(const LunarDay& lunar);

// None before 1900-01-31 and after 2101-01-28.
std::optional<LunarDay> day_to_lunar(const Day& day);

// The day (Beijing time) of a solar term in a Gregorian year 1900 … 2100. `index` counts from 小寒,
// the first term of January: 小寒 0, 大寒 1, 立春 2 … 清明 6 … 夏至 11 … 冬至 23.
std::optional<Day> solar_term(int year, int index);

}  // namespace zhailu::resolve
