#include "resolve/calendar.hpp"

#include <fmt/format.h>

#include <array>

namespace zhailu::resolve {
namespace {

constexpr int kDaysOfEra = 146097;  // 400 years
constexpr int kEpoch = 719468;      // days from 0000-03-01 to 1970-01-01

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

bool is_leap_year(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}

bool exists(const Day& day) {
  return day.year >= 1 && day.year <= 9999 && day.month >= 1 && day.month <= 12 && day.day >= 1 &&
         day.day <= days_in_month(day.year, day.month);
}

// Years begin in March, so that the leap day is the last: howardhinnant.github.io/date_algorithms.html
std::int64_t day_number(const Day& day) {
  const int year = day.month <= 2 ? day.year - 1 : day.year;
  const int era = year / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return static_cast<std::int64_t>(era) * kDaysOfEra + day_of_era - kEpoch;
}

std::optional<Day> day_of_number(std::int64_t number) {
  if (number < day_number({1, 1, 1}) || number > day_number({9999, 12, 31})) return std::nullopt;
  const auto shifted = static_cast<int>(number + kEpoch);
  const int era = shifted / kDaysOfEra;
  const int day_of_era = shifted - era * kDaysOfEra;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int march_month = (5 * day_of_year + 2) / 153;
  const int month = march_month < 10 ? march_month + 3 : march_month - 9;
  const int year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return Day{year, month, day_of_year - (153 * march_month + 2) / 5 + 1};
}

std::optional<Day> add_days(const Day& day, std::int64_t days) {
  return day_of_number(day_number(day) + days);
}

int weekday(const Day& day) {
  // 1970-01-01 was a Thursday.
  return static_cast<int>(((day_number(day) + 3) % 7 + 7) % 7) + 1;
}

std::string format_iso(const Day& day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

std::optional<Day> parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day || !exists({*year, *month, *day})) return std::nullopt;
  return Day{*year, *month, *day};
}

}  // namespace zhailu::resolve
