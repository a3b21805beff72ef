// Day arithmetic of the Gregorian calendar (proleptic, years 1 … 9999). All functions are pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/date.hpp"

namespace zhailu::resolve {

using model::Day;

bool is_leap_year(int year);

// Days of a month 1 … 12.
int days_in_month(int year, int month);

// True when the calendar has such a day: 2月30日 and 13月1日 are none.
bool exists(const Day& day);

// Days since 1970-01-01; `day` must exist.
std::int64_t day_number(const Day& day);

// The day of that number; none outside the years 1 … 9999.
std::optional<Day> day_of_number(std::int64_t number);

std::optional<Day> add_days(const Day& day, std::int64_t days);

// 1 (Monday) … 7 (Sunday); `day` must exist.
int weekday(const Day& day);

// "2020-07-01".
std::string format_iso(const Day& day);

// None when `text` is not YYYY-MM-DD or no such day exists.
std::optional<Day> parse_iso(std::string_view text);

}  // namespace zhailu::resolve
