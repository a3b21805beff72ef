#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "zhailu/record.hpp"

namespace zhailu::write {

// The days of a record in columns of their own. Each part is null where the text leaves it open;
// of a stretch the parts that its first and last day share are set.
//
//   2020-07-01 … 2020-07-01  →  2020, 7, 1, day        --07-01  →  null, 7, 1, day
//   2020-07-01 … 2020-07-31  →  2020, 7, null, month   2020-10-16 … 2020-10-22  →  2020, 10, null,
//   2020-01-01 … 2020-12-31  →  2020, null, null, year                              range
struct DateParts {
  Value year;
  Value month;
  Value day;
  Value precision;  // "day" "month" "year" "range"; null: no date
};

// `start`, `end`: ISO days or null; `partial`: as ISO 8601:1988 writes it (--07-01, --07, ---22)
// or null. What is no day gives nothing.
DateParts date_parts(const Value& start, const Value& end, const Value& partial);

// The day that an ISO text names; none when it is no text or no day of the calendar.
std::optional<std::chrono::year_month_day> day_of(const Value& iso);

// Which records have a start and an end: the columns are days of those names.
bool has_days(const CollectionInfo& collection);

// An event is what has days and a name: meetings, activities and what a pack adds.
bool is_event(const CollectionInfo& collection);

// True when [start, end] of `record` touches the days from `since` to `until` (ISO, empty: open).
// With both empty every record is within, else only one that has a date.
bool is_within(const Value& record, std::string_view since, std::string_view until);

}  // namespace zhailu::write
