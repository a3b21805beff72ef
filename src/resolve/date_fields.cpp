#include "resolve/date_fields.hpp"

#include <string>

#include "resolve/numerals.hpp"

namespace zhailu::resolve {
namespace {

constexpr int kAnyNumber = 1'000'000;

bool hides_a_number(std::string_view text) {
  return text.find("×") != std::string_view::npos || text.find('*') != std::string_view::npos;
}

}  // namespace

std::optional<std::string_view> DateFields::text(std::string_view name) const {
  for (const auto& [field, value] : parts_->fields) {
    if (field == name && !value.empty()) return value;
  }
  return std::nullopt;
}

std::optional<int> DateFields::number(std::string_view name, int least, int most) const {
  const auto value = text(name);
  return value ? parse_small_number(*value, least, most) : std::nullopt;
}

std::optional<int> DateFields::offset(std::string_view name) const {
  const auto value = text(name);
  if (!value) return std::nullopt;
  const bool negative = value->front() == '-';
  const auto number = parse_small_number(negative ? value->substr(1) : *value, 0, 10'000);
  if (!number) return std::nullopt;
  return negative ? -*number : *number;
}

bool DateFields::redacted() const {
  if (has("redacted")) return true;
  for (const std::string_view name : {"year", "month", "day", "end_month", "end_day", "hour"}) {
    const auto value = text(name);
    if (value && hides_a_number(*value)) return true;
  }
  return false;
}

bool DatePoint::empty() const {
  return !year && !month && !day && !decade && !month_half && !half && !quarter && !season &&
         !week && !first && !last;
}

bool DatePoint::names_part_of_year() const { return !month && (half || quarter || season || week); }

DatePoint read_point(const DateFields& fields, std::string_view prefix) {
  const auto number = [&](std::string_view name) {
    return fields.number(std::string(prefix) + std::string(name), 0, kAnyNumber);
  };
  DatePoint point;
  point.year = number("year");
  point.month = number("month");
  point.day = number("day");
  point.decade = number("decade");
  point.month_half = number("month_half");
  point.half = number("half");
  point.quarter = number("quarter");
  point.season = number("season");
  point.week = number("week");
  point.nth = fields.has(std::string(prefix) + "nth_last") ? -1 : number("nth_in_month");
  if (point.nth) point.nth_weekday = number("weekday");
  const auto edge = fields.text(std::string(prefix) + "edge");
  point.first = edge == "first" || fields.has(std::string(prefix) + "edge_first");
  point.last = edge == "last" || fields.has(std::string(prefix) + "edge_last");
  return point;
}

}  // namespace zhailu::resolve
