#include "resolve/date_resolver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <utility>
#include <vector>

#include "resolve/calendar.hpp"
#include "resolve/chinese_calendar.hpp"
#include "resolve/date_fields.hpp"
#include "resolve/numerals.hpp"

namespace zhailu::resolve {
namespace {

using model::DateContext;
using model::DateValue;

// RECORDS.md, Date: the latest year that puts N月N日 at most 60 days after the reference date. A named
// day is prepared for longer (“七一” in a plan of April: 78 days), told of less long after (五四 in a
// summary of December: 124 days before the next one).
constexpr int kDaysAhead = 60;
// 1956年3月29日至4月3日…。4月4日，…: what follows so soon is of the same story.
constexpr int kDaysOfSequel = 31;
constexpr int kNamedDaysAhead = 100;
// 2月29日 recurs within eight years (1896, 1904); lunar days like 闰四月 less often.
constexpr int kYearsBack = 20;
// 98年 without a reference date: the years to 2030 are of this century.
constexpr int kLastTwoDigitYear = 2030;
constexpr int kTwoDigitYearsAhead = 10;

struct Interval {
  Day first;
  Day last;
};

struct YearChoice {
  int year = 0;
  std::string basis;
};

Interval whole_month(int year, int month) {
  return {{year, month, 1}, {year, month, days_in_month(year, month)}};
}

Interval months(int year, int first, int last) {
  return {{year, first, 1}, {year, last, days_in_month(year, last)}};
}

Interval narrowed(const Interval& interval, const DatePoint& point) {
  if (point.first) return {interval.first, interval.first};
  if (point.last) return {interval.last, interval.last};
  return interval;
}

// 上旬 to the 10th, 中旬 to the 20th; 上半月 to the 15th.
std::optional<Interval> part_of_month(int year, const DatePoint& point) {
  const Interval month = whole_month(year, *point.month);
  const auto between = [&](int first, int last) {
    return Interval{{year, *point.month, first}, {year, *point.month, last}};
  };
  if (point.decade) {
    switch (*point.decade) {
      case 1:
        return between(1, 10);
      case 2:
        return between(11, 20);
      case 3:
        return between(21, month.last.day);
      default:
        return std::nullopt;
    }
  }
  if (point.month_half == 1) return between(1, 15);
  if (point.month_half == 2) return between(16, month.last.day);
  return month;
}

std::optional<Interval> part_of_year(int year, const DatePoint& point) {
  if (point.half) {
    if (*point.half < 1 || *point.half > 2) return std::nullopt;
    return months(year, *point.half * 6 - 5, *point.half * 6);
  }
  if (point.quarter) {
    if (*point.quarter < 1 || *point.quarter > 4) return std::nullopt;
    return months(year, *point.quarter * 3 - 2, *point.quarter * 3);
  }
  if (point.season) {
    if (*point.season < 1 || *point.season > 4) return std::nullopt;
    if (*point.season < 4) return months(year, *point.season * 3, *point.season * 3 + 2);
    return Interval{{year, 12, 1}, whole_month(year + 1, 2).last};
  }
  return months(year, 1, 12);
}

// 第一周: from its Monday; weeks belong where their Thursday is.
std::optional<Interval> week_of(const Interval& whole, int number) {
  const auto thursday =
      add_days(whole.first, (4 - weekday(whole.first) + 7) % 7 + (number - 1) * 7);
  if (number < 1 || !thursday || *thursday > whole.last) return std::nullopt;
  return Interval{*add_days(*thursday, -3), *add_days(*thursday, 3)};
}

// The n-th (1 …, or -1: the last) weekday of a month.
std::optional<Day> nth_weekday(int year, int month, int nth, int day_of_week) {
  if (month < 1 || month > 12 || day_of_week < 1 || day_of_week > 7) return std::nullopt;
  const auto [first, last] = whole_month(year, month);
  if (nth < 0) return add_days(last, -((weekday(last) - day_of_week + 7) % 7));
  const Day day{year, month, 1 + (day_of_week - weekday(first) + 7) % 7 + (nth - 1) * 7};
  return nth > 0 && exists(day) ? std::optional(day) : std::nullopt;
}

// The days of a point in a year; none when the calendar has no such day.
std::optional<Interval> days_of(int year, const DatePoint& point) {
  if (year < 1 || year > 9998) return std::nullopt;
  if (!point.month) {
    const auto interval =
        point.week ? week_of(months(year, 1, 12), *point.week) : part_of_year(year, point);
    return interval ? std::optional(narrowed(*interval, point)) : std::nullopt;
  }
  if (*point.month < 1 || *point.month > 12) return std::nullopt;
  if (point.day) {
    const Day day{year, *point.month, *point.day};
    return exists(day) ? std::optional(Interval{day, day}) : std::nullopt;
  }
  if (point.week) return week_of(whole_month(year, *point.month), *point.week);
  if (point.nth) {
    const auto day = nth_weekday(year, *point.month, *point.nth, point.nth_weekday.value_or(0));
    return day ? std::optional(Interval{*day, *day}) : std::nullopt;
  }
  const auto interval = part_of_month(year, point);
  return interval ? std::optional(narrowed(*interval, point)) : std::nullopt;
}

bool within_one_month(const DateValue& value) {
  return value.start->year == value.end->year && value.start->month == value.end->month;
}

bool is_whole_month(const DateValue& value) {
  return within_one_month(value) && value.start->day == 1 &&
         value.end->day == days_in_month(value.end->year, value.end->month);
}

bool has_days(const std::optional<DateValue>& value) { return value && value->start && value->end; }

std::pair<int, int> month_after(int year, int month, int offset) {
  const int months_since = year * 12 + month - 1 + offset;
  return {months_since / 12, months_since % 12 + 1};
}

// "5-5", "5-2-7": numbers between dashes; a number may be negative ("5--1-7").
std::vector<int> dashed_numbers(std::string_view text) {
  std::vector<int> numbers;
  while (!text.empty()) {
    const bool negative = text.front() == '-';
    if (negative) text.remove_prefix(1);
    const std::size_t dash = std::min(text.find('-'), text.size());
    const auto number = parse_small_number(text.substr(0, dash), 0, 100);
    if (!number) return {};
    numbers.push_back(negative ? -*number : *number);
    text.remove_prefix(std::min(dash + 1, text.size()));
  }
  return numbers;
}

// "5-2-7": the second Sunday of May.
std::optional<Day> nth_weekday(int year, const std::vector<int>& numbers) {
  if (numbers.size() != 3) return std::nullopt;
  return nth_weekday(year, numbers[0], numbers[1], numbers[2]);
}

// The day of a named lunar day (端午 5-5) that falls into a Gregorian year; 腊月廿三 of a lunar year
// falls into the next Gregorian one.
std::optional<Day> lunar_in_year(int year, int month, int day_of_month) {
  for (const int lunar_year : {year, year - 1}) {
    const auto day = lunar_to_day({lunar_year, month, day_of_month, false});
    if (day && day->year == year) return day;
  }
  return std::nullopt;
}

class Resolution {
 public:
  Resolution(const DateFields& fields, const DateContext& context)
      : fields_(fields),
        context_(context),
        start_(read_point(fields, "")),
        end_(read_point(fields, "end_")),
        named_(fields.has("named")) {}

  DateValue run() {
    read_words();
    read_time();
    const auto interval = value_.redacted ? std::nullopt : find_interval();
    if (interval) {
      value_.start = interval->first;
      value_.end = interval->last;
      apply_open_end();
      check_weekday();
    } else {
      value_.basis = "vague";
      if (!impossible_) note_partial();
    }
    return std::move(value_);
  }

 private:
  using Probe = std::function<std::optional<Interval>(int year)>;

  void read_words() {
    const auto copy = [&](std::string_view name) -> std::optional<std::string> {
      const auto text = fields_.text(name);
      return text ? std::optional<std::string>(*text) : std::nullopt;
    };
    value_.part = copy("part");
    for (const std::string_view name : {"approximate", "edge_first", "edge_last"}) {
      if (!value_.approximate) value_.approximate = copy(name);
    }
    value_.redacted = fields_.redacted();
    value_.deadline = fields_.has("deadline");
    value_.governs = fields_.has("governs");
  }

  void read_time() {
    if (!fields_.has("hour") && !fields_.has("clock")) return;
    const auto [hour, minute] = fields_.has("clock") ? clock_in_digits() : clock_in_words();
    if (!hour || !minute || (*hour == 24 && *minute != 0)) {
      if (!value_.redacted) warn("no_such_time", "the hour or minute is none of the clock");
      return;
    }
    value_.time = fmt::format("{:02}:{:02}", hour_of_day(*hour), *minute);
  }

  using Clock = std::pair<std::optional<int>, std::optional<int>>;

  // 8：30, whatever the mark between hour and minute.
  Clock clock_in_digits() const {
    constexpr std::string_view kDigits = "0123456789";
    const std::string_view text = *fields_.text("clock");
    const std::size_t mark = std::min(text.find_first_not_of(kDigits), text.size());
    const std::size_t minute = std::min(text.find_first_of(kDigits, mark), text.size());
    return {parse_small_number(text.substr(0, mark), 0, 24),
            parse_small_number(text.substr(minute), 0, 59)};
  }

  Clock clock_in_words() const {
    std::optional<int> minute = 0;
    if (fields_.has("half_hour")) minute = 30;
    if (const auto quarters = fields_.number("quarter_hour", 0, 3)) minute = *quarters * 15;
    if (fields_.has("minute")) minute = fields_.number("minute", 0, 59);
    return {fields_.number("hour", 0, 24), minute};
  }

  int hour_of_day(int hour) const {
    if (fields_.has("pm") && hour > 0 && hour < 12) return hour + 12;
    if (fields_.has("noon") && hour > 0 && hour < 10) return hour + 12;
    if (fields_.has("night") && hour == 12) return 0;
    return continues_afternoon(hour) ? hour + 12 : hour;
  }

  // 下午1：30报到，2：00开会: a bare clock time behind one of the afternoon.
  bool continues_afternoon(int hour) const {
    if (fields_.has("part") || !no_point() || hour < 1 || hour >= 12) return false;
    const DateValue* before = day_before();
    if (before == nullptr || !before->time || *before->time < "12:00") return false;
    return fmt::format("{:02}:59", hour + 12) >= *before->time;
  }

  std::optional<Interval> find_interval() {
    if (fields_.has("tens") || fields_.has("century") || fields_.has("century_offset")) {
      return of_decades();
    }
    if (fields_.has("lunar") || fields_.has("term") || fields_.has("nth")) return of_festival();
    if (fields_.has("lunar_month")) return of_lunar_month();
    if (day_offset()) return of_day_offset();
    if (fields_.has("week_offset") || (fields_.has("weekday") && no_point())) return of_week();
    if (no_point()) return of_clock();
    return of_points();
  }

  bool no_point() const {
    return start_.empty() && end_.empty() && !says_year() && !says_month_by_offset();
  }

  bool from_previous() const { return fields_.text("anchor") == "previous"; }

  // ---- years and months from the context

  static std::optional<int> single_year(const std::optional<DateValue>& value) {
    if (!has_days(value) || value->start->year != value->end->year) return std::nullopt;
    return value->start->year;
  }

  // Of the heading; without a reference date, or when it says so, the title is one.
  std::optional<int> heading_year() const {
    const auto year = single_year(context_.heading);
    const bool title_counts = !context_.reference || (context_.title && context_.title->governs);
    return year || !title_counts ? year : single_year(context_.title);
  }

  // In a chronicle the words 今年 and 本月 are those of its heading: 1989年 above, published in 2013.
  bool tells_of_another_time() const {
    const auto year = heading_year();
    return year && context_.reference && context_.reference->year - *year > 1;
  }

  std::optional<int> previous_year() const {
    if (has_days(context_.previous)) return context_.previous->start->year;
    return context_.stated_year;
  }

  int two_digit_year(int year) const {
    const int last =
        context_.reference ? context_.reference->year + kTwoDigitYearsAhead : kLastTwoDigitYear;
    return last - ((last - year) % 100 + 100) % 100;
  }

  // The year that is written or counted from another; none when none is said.
  std::optional<YearChoice> said_year() const {
    if (start_.year) {
      const int year = *start_.year + fields_.number("year_base", 1, 1911).value_or(0);
      return YearChoice{year < 100 ? two_digit_year(year) : year, "explicit"};
    }
    const auto offset = fields_.has("this_year") ? std::optional(0) : fields_.offset("year_offset");
    if (!offset) return std::nullopt;
    const auto base = from_previous()           ? previous_year()
                      : tells_of_another_time() ? heading_year()
                                                : std::nullopt;
    if (base) return YearChoice{*base + *offset, "context"};
    if (context_.reference) return YearChoice{context_.reference->year + *offset, "reference"};
    if (const auto year = heading_year()) return YearChoice{*year + *offset, "context"};
    if (context_.stated_year) return YearChoice{*context_.stated_year + *offset, "context"};
    return std::nullopt;
  }

  bool says_year() const {
    return start_.year || fields_.has("year_offset") || fields_.has("this_year");
  }

  bool says_month_by_offset() const {
    return fields_.has("month_offset") || fields_.has("this_month");
  }

  // The year of what names none: RECORDS.md, Date.
  std::optional<YearChoice> inferred_year(const Probe& probe, int days_ahead) const {
    if (const auto year = heading_year()) return YearChoice{*year, "context"};
    if (const auto year = year_of_history(probe)) return YearChoice{*year, "context"};
    if (context_.reference) return year_near_reference(probe, days_ahead);
    if (context_.stated_year) return YearChoice{*context_.stated_year, "context"};
    return std::nullopt;
  }

  // 1949年5月22日，县城解放…。6月10日，县委成立, on a page of 2011: the telling goes on in 1949. A day near
  // the reference date is news all the same.
  std::optional<int> year_of_history(const Probe& probe) const {
    if (!has_days(context_.history) || !context_.reference) return std::nullopt;
    const int year = context_.history->end->year;
    const auto told = probe(year);
    if (!told || told->first < *context_.history->start) return std::nullopt;
    if (context_.whole_text_is_history()) return year;
    const auto since = day_number(told->first) - day_number(*context_.history->end);
    if (context_.reference_guessed && since <= kDaysOfSequel) return year;
    const auto news = year_near_reference(probe, kDaysAhead);
    const auto day = news ? probe(news->year) : std::nullopt;
    const auto reference = day_number(*context_.reference);
    const bool near = day && std::abs(day_number(day->first) - reference) <= kDaysAhead;
    return near ? std::nullopt : std::optional(year);
  }

  std::optional<YearChoice> year_near_reference(const Probe& probe, int days_ahead) const {
    const std::int64_t latest = day_number(*context_.reference) + days_ahead;
    const int newest = context_.reference->year + 1;
    for (int year = newest; year > newest - kYearsBack; --year) {
      const auto interval = probe(year);
      if (interval && day_number(interval->first) <= latest) return YearChoice{year, "reference"};
    }
    return std::nullopt;
  }

  // 上半年, 第二季度: those of the year of the report.
  std::optional<YearChoice> year_of_report() const {
    if (const auto year = heading_year()) return YearChoice{*year, "context"};
    if (context_.reference) return YearChoice{context_.reference->year, "reference"};
    if (context_.stated_year) return YearChoice{*context_.stated_year, "context"};
    return std::nullopt;
  }

  // The month that 22日 or 是月 belongs to.
  const DateValue* month_before() const {
    if (has_days(context_.heading) && is_whole_month(*context_.heading)) return &*context_.heading;
    if (has_days(context_.previous_month)) return &*context_.previous_month;
    if (has_days(context_.heading) && within_one_month(*context_.heading))
      return &*context_.heading;
    return nullptr;
  }

  const DateValue* day_before() const {
    if (has_days(context_.previous_day)) return &*context_.previous_day;
    if (has_days(context_.heading) && context_.heading->start == context_.heading->end) {
      return &*context_.heading;
    }
    return nullptr;
  }

  // ---- kinds of expressions

  // 年, 月, 日 and parts of them.
  std::optional<Interval> of_points() {
    if (!plausible(start_) || !plausible(end_)) return no_such_day();
    if (says_month_by_offset() && !take_offset_month()) return std::nullopt;
    const bool needs_month =
        !start_.month && !start_.names_part_of_year() && !says_year() &&
        (start_.day || start_.decade || start_.month_half || start_.first || start_.last);
    if (needs_month && !take_context_month()) return std::nullopt;
    if (!start_.month && end_.month && !start_.names_part_of_year()) start_.month = 1;  // 前11个月
    const auto year = year_of_points();
    if (!year) return no_year();
    value_.basis = named_ && year->basis != "explicit" ? "calendar" : year->basis;
    return range_from(year->year);
  }

  // 9月30日前完成, in a plan of March: what is due is of the running year, however far ahead.
  int days_ahead() const {
    const int usual = named_ ? kNamedDaysAhead : kDaysAhead;
    if (!value_.deadline || !context_.reference) return usual;
    const Day year_end{context_.reference->year, 12, 31};
    const auto rest = day_number(year_end) - day_number(*context_.reference);
    return std::max(usual, static_cast<int>(rest));
  }

  std::optional<YearChoice> year_of_points() {
    if (chosen_year_) return chosen_year_;
    if (says_year()) return said_year();
    if (start_.month) {
      // 1-11月 in December is past; of days the first one counts.
      const bool in_days = start_.day || start_.nth || start_.week;
      const bool months = end_.month && !in_days && *end_.month >= *start_.month;
      const DatePoint& decisive = months ? end_ : start_;
      const Probe probe = [&decisive](int year) { return days_of(year, decisive); };
      return inferred_year(probe, days_ahead());
    }
    return start_.names_part_of_year() ? year_of_report() : std::nullopt;
  }

  bool take_offset_month() {
    const int offset = fields_.offset("month_offset").value_or(0);
    const DateValue* before = month_before();
    std::optional<Day> base = context_.reference;
    const bool told_before = from_previous() || !base || tells_of_another_time();
    if (before != nullptr && told_before) base = before->start;
    if (!base) return false;
    const bool context = before != nullptr && base == before->start;
    auto [year, month] = month_after(base->year, base->month, offset);
    year += fields_.offset("year_offset").value_or(0);  // 去年本月
    start_.month = month;
    chosen_year_ = YearChoice{year, context ? "context" : "reference"};
    return true;
  }

  // 10月24日至26日…，去年8月…。25日，…: the 25th of the event, not of what was told in between.
  bool take_month_of_event() {
    if (!start_.day || !has_days(context_.event)) return false;
    if (has_days(context_.heading) && is_whole_month(*context_.heading)) return false;
    const DateValue* before = month_before();
    if (before == nullptr || *before->start > *context_.event->end) return false;
    // 5月1日开幕，3日结束: a day of the same paragraph goes before the event.
    if (has_days(context_.previous_day) && before->start == context_.previous_day->start)
      return false;
    for (auto day = context_.event->start; day && *day <= *context_.event->end;
         day = add_days(*day, 1)) {
      if (day->day != *start_.day) continue;
      start_.month = day->month;
      chosen_year_ = YearChoice{day->year, "context"};
      return true;
    }
    return false;
  }

  bool take_context_month() {
    if (take_month_of_event()) return true;
    if (const DateValue* before = month_before()) {
      start_.month = before->start->month;
      chosen_year_ = YearChoice{before->start->year, "context"};
      return true;
    }
    if (!context_.reference) return false;
    return start_.day ? take_latest_month() : take_month_of_part();
  }

  // 上半月, 下旬 with nothing before it: the last one that has begun by the reference date.
  bool take_month_of_part() {
    for (int back = 0; back < 2; ++back) {
      const auto [year, month] =
          month_after(context_.reference->year, context_.reference->month, -back);
      start_.month = month;
      const auto days = days_of(year, start_);
      if (!days || days->first > *context_.reference) continue;
      chosen_year_ = YearChoice{year, "reference"};
      return true;
    }
    start_.month = std::nullopt;
    return false;
  }

  // 22日 with nothing before it: the last 22nd that is not behind the reference date.
  bool take_latest_month() {
    for (int back = 0; back < 3; ++back) {
      const auto [year, month] =
          month_after(context_.reference->year, context_.reference->month, -back);
      const Day day{year, month, *start_.day};
      if (exists(day) && day <= *context_.reference) {
        start_.month = month;
        chosen_year_ = YearChoice{year, "reference"};
        return true;
      }
    }
    return false;
  }

  std::optional<Interval> range_from(int year) {
    const auto first = days_of(year, start_);
    if (!first) return no_such_day();
    const bool end_said = !end_.empty() || fields_.has("end_year_offset");
    if (!end_said) return first;
    const auto last = days_of(complete_end(year), end_);
    if (!last) return no_such_day();
    if (last->last < first->first) {
      impossible_ = true;
      warn("range_reversed",
           fmt::format("{} stands behind {}", format_iso(first->first), format_iso(last->last)));
      return std::nullopt;
    }
    return Interval{first->first, last->last};
  }

  // Fills the second point from the first and gives its year.
  int complete_end(int year) {
    const bool same_year = !end_.year && !fields_.has("end_year_offset");
    const bool in_month = end_.day || end_.decade || end_.month_half || end_.first || end_.last;
    if (same_year && !end_.month && in_month && !end_.names_part_of_year()) {
      end_.month = start_.month;
    }
    if (end_.year) return *end_.year < 100 ? two_digit_year(*end_.year) : *end_.year;
    if (const auto offset = fields_.offset("end_year_offset")) {
      return (context_.reference ? context_.reference->year : year) + *offset;
    }
    // 12月28日至1月3日.
    return end_.month && start_.month && *end_.month < *start_.month ? year + 1 : year;
  }

  // 昨日, 三天前
  std::optional<int> day_offset() const {
    if (const auto back = fields_.number("days_back", 1, 366)) return -*back;
    if (const auto on = fields_.number("days_on", 1, 366)) return on;
    return fields_.has("day_offset") ? std::optional(fields_.offset("day_offset").value_or(0))
                                     : std::nullopt;
  }

  std::optional<Interval> of_day_offset() {
    const int offset = day_offset().value_or(0);
    const DateValue* before = day_before();
    std::optional<Day> base;
    if (!from_previous()) base = context_.reference;
    value_.basis = base ? "reference" : "context";
    if (!base && before != nullptr) base = offset > 0 ? before->end : before->start;
    const auto day = base ? add_days(*base, offset) : std::nullopt;
    const int end_offset = fields_.offset("end_day_offset").value_or(offset);
    const auto last = base && end_offset >= offset ? add_days(*base, end_offset) : day;
    return day && last ? std::optional(Interval{*day, *last}) : std::nullopt;
  }

  std::optional<Interval> of_week() {
    const DateValue* before = day_before();
    std::optional<Day> base = context_.reference;
    value_.basis = base ? "reference" : "context";
    if (before != nullptr && (from_previous() || !base)) base = before->start;
    if (!base) return std::nullopt;
    const auto first = fields_.number("weekday", 1, 7);
    int offset = fields_.offset("week_offset").value_or(0);
    // 周五 alone: the last one that is not behind the reference date.
    if (!fields_.has("week_offset") && first.value_or(1) > weekday(*base)) offset = -1;
    const auto monday = add_days(*base, offset * 7 + 1 - weekday(*base));
    if (!monday) return std::nullopt;
    const int last = fields_.number("end_weekday", 1, 7).value_or(first.value_or(7));
    const auto begin = add_days(*monday, first.value_or(1) - 1);
    const auto end = add_days(*monday, last - 1);
    if (!begin || !end || *end < *begin) return std::nullopt;
    return Interval{*begin, *end};
  }

  // 上午8点30分, 下午: of the nearest day before it.
  std::optional<Interval> of_clock() {
    const DateValue* before = day_before();
    if (before == nullptr) return std::nullopt;
    value_.basis = "context";
    return Interval{*before->start, *before->start};
  }

  // 20世纪90年代, 上世纪六七十年代; 90年代 alone is of the last century that had it begin.
  std::optional<Interval> of_decades() {
    value_.basis = "explicit";
    const auto tens = in_tens("tens");
    std::optional<int> century = fields_.number("century", 1, 99);
    if (const auto offset = fields_.offset("century_offset")) {
      century =
          century_of(context_.reference ? context_.reference->year : kLastTwoDigitYear) + *offset;
    }
    if (!century && tens) century = century_of(two_digit_year(*tens));
    if (!century) return std::nullopt;
    const int first = (*century - 1) * 100;
    if (!tens) return Interval{{first + 1, 1, 1}, {first + 100, 12, 31}};
    const int last = in_tens("end_tens").value_or(*tens);
    return Interval{{first + *tens, 1, 1}, {first + last + 9, 12, 31}};
  }

  // 六七十年代: 六 is written for 六十.
  std::optional<int> in_tens(std::string_view name) const {
    const auto number = fields_.number(name, 0, 90);
    return number && *number < 10 ? *number * 10 : number;
  }

  static int century_of(int year) { return year / 100 + 1; }

  std::optional<Interval> of_festival() {
    // 腊八 may come twice in a Gregorian year, or not at all: without a year it is sought by lunar years.
    const bool by_lunar_year = !says_year() && !heading_year() && context_.reference;
    const Probe probe = [this, by_lunar_year](int year) -> std::optional<Interval> {
      const auto day = festival_day(year, by_lunar_year);
      const auto moved = day ? add_days(*day, fields_.offset("shift").value_or(0)) : std::nullopt;
      return moved ? std::optional(Interval{*moved, *moved}) : std::nullopt;
    };
    const auto year = says_year() ? said_year() : inferred_year(probe, kNamedDaysAhead);
    if (!year) return std::nullopt;
    value_.basis = says_year() ? year->basis : "calendar";
    return probe(year->year);
  }

  std::optional<Day> festival_day(int year, bool by_lunar_year) const {
    if (const auto term = fields_.number("term", 0, 23)) return solar_term(year, *term);
    if (const auto nth = fields_.text("nth")) return nth_weekday(year, dashed_numbers(*nth));
    const auto numbers = dashed_numbers(fields_.text("lunar").value_or(""));
    if (numbers.size() != 2) return std::nullopt;
    if (by_lunar_year) return lunar_to_day({year, numbers[0], numbers[1], false});
    return lunar_in_year(year, numbers[0], numbers[1]);
  }

  std::optional<Interval> of_lunar_month() {
    const auto month = fields_.number("lunar_month", 1, 12);
    if (!month) return no_such_day();
    const Probe probe = [this, month](int year) { return lunar_days(year, *month); };
    const auto year = says_year() ? said_year() : inferred_year(probe, kDaysAhead);
    if (!year) return std::nullopt;
    value_.basis = year->basis;
    const auto interval = probe(year->year);
    return interval ? interval : no_such_day();
  }

  std::optional<Interval> lunar_days(int year, int month) const {
    const bool leap = fields_.has("lunar_leap");
    if (fields_.has("lunar_day")) {
      const int number = fields_.number("lunar_day", 1, 30).value_or(0);
      const auto day = lunar_to_day({year, month, number, leap});
      return day ? std::optional(Interval{*day, *day}) : std::nullopt;
    }
    const auto first = lunar_to_day({year, month, 1, leap});
    auto last = lunar_to_day({year, month, 30, leap});
    if (!last) last = lunar_to_day({year, month, 29, leap});
    return first && last ? std::optional(Interval{*first, *last}) : std::nullopt;
  }

  // ---- what is left over

  // Months and days that no year has.
  static bool plausible(const DatePoint& point) {
    constexpr int kSomeLeapYear = 2000;
    if (point.month && (*point.month < 1 || *point.month > 12)) return false;
    if (!point.day) return true;
    const int most = point.month ? days_in_month(kSomeLeapYear, *point.month) : 31;
    return *point.day >= 1 && *point.day <= most;
  }

  void warn(std::string code, std::string text) {
    value_.warnings.emplace_back(std::move(code), std::move(text));
  }

  std::optional<Interval> no_such_day() {
    impossible_ = true;
    warn("no_such_day", "the calendar has no such day");
    return std::nullopt;
  }

  // N月N日 whose year nothing tells; a day that none of the years near the reference date has is none.
  std::optional<Interval> no_year() {
    return context_.reference && start_.month && !says_year() ? no_such_day() : std::nullopt;
  }

  void note_partial() {
    const bool year_said = start_.year || fields_.has("tens") || fields_.has("century");
    if (year_said || fields_.has("lunar_month") || !plausible(start_)) return;
    const auto month = named_ && fields_.has("lunar") ? std::nullopt : start_.month;
    if (month && start_.day) {
      value_.partial = fmt::format("--{:02}-{:02}", *month, *start_.day);
    } else if (month) {
      value_.partial = fmt::format("--{:02}", *month);
    } else if (start_.day) {
      value_.partial = fmt::format("---{:02}", *start_.day);
    }
  }

  void apply_open_end() {
    if (!fields_.has("open") || !context_.reference) return;
    if (*context_.reference >= *value_.start) value_.end = context_.reference;
  }

  void check_weekday() {
    const auto written = fields_.number("weekday", 1, 7);
    if (!written || fields_.has("week_offset") || no_point() || value_.start != value_.end) return;
    const int actual = weekday(*value_.start);
    if (actual == *written) return;
    warn("weekday_mismatch", fmt::format("{} is weekday {} of the week, the text says {}",
                                         format_iso(*value_.start), actual, *written));
  }

  const DateFields& fields_;
  const DateContext& context_;
  DatePoint start_;
  DatePoint end_;
  bool named_ = false;
  bool impossible_ = false;  // a warning says why there is no value
  std::optional<YearChoice> chosen_year_;
  DateValue value_;
};

}  // namespace

DateValue resolve_date(const model::DateParts& parts, const DateContext& context) {
  const DateFields fields(parts);
  return Resolution(fields, context).run();
}

}  // namespace zhailu::resolve
