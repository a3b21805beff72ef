#include "resolve/date_resolver.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "resolve/calendar.hpp"

namespace zhailu::resolve {
namespace {

using model::DateContext;
using model::DateParts;
using model::DateValue;

// "month=7 day=1 part=上午"
DateParts parts_of(const std::string& text) {
  DateParts parts;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) {
    const auto equals = word.find('=');
    parts.fields.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
  return parts;
}

// "2020-07-01" or "2020-07-01..2020-07-31".
DateValue value_of(const std::string& text) {
  DateValue value;
  const auto dots = text.find("..");
  value.start = parse_iso(text.substr(0, dots));
  value.end = dots == std::string::npos ? value.start : parse_iso(text.substr(dots + 2));
  value.basis = "reference";
  return value;
}

// Of one row: "ref=2020-07-05 prev=… heading=… stated=2019"; several prev are remembered in order.
DateContext context_of(const std::string& text) {
  DateContext context;
  for (const auto& [name, value] : parts_of(text).fields) {
    if (name == "ref") context.reference = parse_iso(value);
    if (name == "prev") remember_date(context, value_of(value));
    if (name == "title" || name == "governs") context.title = value_of(value);
    if (name == "governs") context.title->governs = true;
    if (name == "heading") context.heading = value_of(value);
    if (name == "stated") context.stated_year = std::stoi(value);
  }
  return context;
}

// "2020-07-01 08:30 reference !warning", "~--07-01 vague": what a row expects.
std::string shown(const DateValue& value) {
  std::string text = "none";
  if (value.start) text = format_iso(*value.start);
  if (value.start && value.end != value.start) text += ".." + format_iso(*value.end);
  if (value.partial) text = "~" + *value.partial;
  if (value.time) text += " " + *value.time;
  text += " " + value.basis;
  for (const auto& warning : value.warnings) text += " !" + warning.first;
  return text;
}

struct Row {
  const char* parts;
  const char* context;
  const char* expected;
};

template <std::size_t N>
void check(const Row (&rows)[N]) {
  for (const Row& row : rows) {
    EXPECT_EQ(shown(resolve_date(parts_of(row.parts), context_of(row.context))), row.expected)
        << row.parts << " | " << row.context;
  }
}

TEST(ResolveDate, WrittenYears) {
  check({
      {"year=2020 month=7 day=1", "", "2020-07-01 explicit"},
      {"year=2020 month=07 day=01", "ref=2022-01-01", "2020-07-01 explicit"},
      {"year=二〇二三 month=三 day=二", "", "2023-03-02 explicit"},
      {"year=二○二一 month=十二 day=三十一", "", "2021-12-31 explicit"},
      {"year=一九九八 month=十 day=廿八", "", "1998-10-28 explicit"},
      {"year=二零一九 month=一 day=卅", "", "2019-01-30 explicit"},
      {"year=2O19 month=l day=3", "", "2019-01-03 explicit"},
      {"year=2018 month=3", "", "2018-03-01..2018-03-31 explicit"},
      {"year=2020 month=2", "", "2020-02-01..2020-02-29 explicit"},
      {"year=1921", "ref=2020-07-16", "1921-01-01..1921-12-31 explicit"},
      {"year=2023 quarter=1", "", "2023-01-01..2023-03-31 explicit"},
      {"year=2023 quarter=四", "", "2023-10-01..2023-12-31 explicit"},
      {"year=2020 half=1", "", "2020-01-01..2020-06-30 explicit"},
      {"year=2020 half=2", "", "2020-07-01..2020-12-31 explicit"},
      {"year=2023 season=3", "", "2023-09-01..2023-11-30 explicit"},
      {"year=2023 season=4", "", "2023-12-01..2024-02-29 explicit"},
      {"year=2021 month=4 decade=1", "", "2021-04-01..2021-04-10 explicit"},
      {"year=2021 month=6 decade=2", "", "2021-06-11..2021-06-20 explicit"},
      {"year=2023 month=2 decade=3", "", "2023-02-21..2023-02-28 explicit"},
      {"year=2021 month=5 month_half=1", "", "2021-05-01..2021-05-15 explicit"},
      {"year=2021 month=5 month_half=2", "", "2021-05-16..2021-05-31 explicit"},
      {"year=2021 month=7 edge=last", "", "2021-07-31 explicit"},
      {"year=2021 month=3 edge=first", "", "2021-03-01 explicit"},
      {"year=2021 month=7 decade=2 end_decade=3", "", "2021-07-11..2021-07-31 explicit"},
      {"year=2021 month=7 edge_last=底", "", "2021-07-31 explicit"},
      {"year=2021 month=7 edge_first=初 end_edge_last=底", "", "2021-07-01..2021-07-31 explicit"},
      {"year=2025 edge=last", "", "2025-12-31 explicit"},
      {"year=2025 edge=first", "", "2025-01-01 explicit"},
      {"year=98 month=5 day=4", "ref=2003-01-01", "1998-05-04 explicit"},
      {"year=03 month=5 day=4", "ref=2003-01-01", "2003-05-04 explicit"},
      {"year=13 month=5 day=4", "ref=2003-01-01", "2013-05-04 explicit"},
      {"year=九八 month=5", "", "1998-05-01..1998-05-31 explicit"},
      {"year=22 month=11 day=23", "", "2022-11-23 explicit"},
      {"year=三十八 year_base=1911", "", "1949-01-01..1949-12-31 explicit"},
      {"year=1 year_base=1911 month=1 day=1", "", "1912-01-01 explicit"},
      {"year=十六 year_base=1911 month=八 day=一", "", "1927-08-01 explicit"},
      {"year=618", "", "0618-01-01..0618-12-31 explicit"},
      {"year=二十 year_base=1661", "", "1681-01-01..1681-12-31 explicit"},
  });
}

TEST(ResolveDate, WeeksBelongWhereTheirThursdayIs) {
  check({
      {"year=2021 week=1", "", "2021-01-04..2021-01-10 explicit"},
      {"year=2020 week=1", "", "2019-12-30..2020-01-05 explicit"},
      {"year=2020 week=53", "", "2020-12-28..2021-01-03 explicit"},
      {"year=2021 week=53", "", "none vague !no_such_day"},
      {"year=2021 week=1 end_week=2", "", "2021-01-04..2021-01-17 explicit"},
      {"month=10 week=1", "ref=2017-03-22", "2016-10-03..2016-10-09 reference"},
      {"year=2024 month=2 week=6", "", "none vague !no_such_day"},
  });
}

TEST(ResolveDate, WeekdaysOfAMonthAreCounted) {
  check({
      {"year=2021 month=5 nth_in_month=三 weekday=7", "", "2021-05-16 explicit"},
      {"year=2019 month=四 nth_last=最后 weekday=1", "", "2019-04-29 explicit"},
      {"year=2021 month=2 nth_in_month=5 weekday=1", "", "none vague !no_such_day"},
  });
}

TEST(ResolveDate, CountedDaysAndStretchesOfSaidDays) {
  check({
      {"days_back=三", "ref=2018-03-02", "2018-02-27 reference"},
      {"days_on=3", "ref=2018-02-27", "2018-03-02 reference"},
      {"days_back=3", "", "none vague"},
      {"day_offset=0 end_day_offset=1", "ref=2018-02-28", "2018-02-28..2018-03-01 reference"},
  });
}

TEST(ResolveDate, AMonthOfAnotherYearIsCountedInBoth) {
  check({{"year_offset=-1 month_offset=0 day=十", "ref=2017-03-22", "2016-03-10 reference"}});
}

TEST(ResolveDate, APartOfAMonthAloneIsTheLastThatHasBegun) {
  check({
      {"month_half=1", "ref=2019-09-03", "2019-09-01..2019-09-15 reference"},
      {"decade=3", "ref=2019-09-03", "2019-08-21..2019-08-31 reference"},
      {"decade=3", "", "none vague"},
  });
}

TEST(ResolveDate, YearOfNMonthNDayIsTheLatestAtMostSixtyDaysAhead) {
  check({
      {"month=7 day=1", "ref=2020-07-05", "2020-07-01 reference"},
      {"month=7 day=16", "ref=2020-07-16", "2020-07-16 reference"},
      {"month=9 day=14", "ref=2020-07-16", "2020-09-14 reference"},
      {"month=9 day=15", "ref=2020-07-16", "2019-09-15 reference"},
      {"month=12 day=28", "ref=2021-01-05", "2020-12-28 reference"},
      {"month=1 day=20", "ref=2020-12-25", "2021-01-20 reference"},
      {"month=3 day=1", "ref=2020-12-31", "2021-03-01 reference"},
      {"month=3 day=2", "ref=2020-12-31", "2020-03-02 reference"},
      {"month=9 day=30 deadline=前", "ref=2023-03-02", "2023-09-30 reference"},
      {"month=6 day=30 deadline=前", "ref=2023-12-25", "2023-06-30 reference"},
      {"month=1 day=20 deadline=前", "ref=2023-12-25", "2024-01-20 reference"},
      {"month=2 day=29", "ref=2021-03-01", "2020-02-29 reference"},
      {"month=2 day=29", "ref=2023-12-31", "2024-02-29 reference"},
      {"month=8", "ref=2021-07-06", "2021-08-01..2021-08-31 reference"},
      {"month=10", "ref=2021-07-06", "2020-10-01..2020-10-31 reference"},
      {"month=7 edge=last", "ref=2021-07-06", "2021-07-31 reference"},
      {"month=7 decade=1", "ref=2024-06-21", "2024-07-01..2024-07-10 reference"},
      {"month=1 end_month=4", "ref=2024-05-27", "2024-01-01..2024-04-30 reference"},
      {"end_month=11", "ref=2024-12-27", "2024-01-01..2024-11-30 reference"},
  });
}

TEST(ResolveDate, HeadingGoesBeforeReferenceAndReferenceBeforeStatedYear) {
  check({
      {"month=7 day=1", "ref=2020-07-05 heading=2018-01-01..2018-12-31", "2018-07-01 context"},
      {"month=7 day=1", "ref=2020-07-05 stated=2016", "2020-07-01 reference"},
      {"month=7 day=1", "stated=2016", "2016-07-01 context"},
      {"month=7 day=1", "heading=2018-01-01..2019-12-31 stated=2016", "2016-07-01 context"},
      {"month=7 day=1", "", "~--07-01 vague"},
      {"month=7", "", "~--07 vague"},
      {"day=22", "", "~---22 vague"},
      {"month=11 day=1", "stated=2022", "2022-11-01 context"},
      {"month=7 day=1", "title=2018-01-01..2018-12-31 stated=2016", "2018-07-01 context"},
      {"month=7 day=1", "ref=2020-07-05 title=2018-01-01..2018-12-31", "2020-07-01 reference"},
      {"month=12 day=7", "ref=2012-01-01 governs=2011-01-01..2011-12-31", "2011-12-07 context"},
      {"year_offset=0 month=8", "ref=2013-09-23 heading=1989-01-01..1989-12-31",
       "1989-08-01..1989-08-31 context"},
      {"year_offset=0", "ref=2013-01-23 heading=2012-01-01..2012-12-31",
       "2013-01-01..2013-12-31 reference"},
      {"month_offset=0", "ref=2013-09-23 heading=1989-01-01..1989-12-31 prev=1989-05-01",
       "1989-05-01..1989-05-31 context"},
      {"month=8", "heading=2019-01-01..2019-12-31", "2019-08-01..2019-08-31 context"},
  });
}

TEST(ResolveDate, DayAloneTakesTheMonthBeforeIt) {
  check({
      {"day=22", "prev=2022-10-16", "2022-10-22 context"},
      {"day=22 part=上午", "ref=2022-11-23 prev=2022-10-16", "2022-10-22 context"},
      {"day=24 part=上午 hour=9", "prev=2023-10-24..2023-10-26", "2023-10-24 09:00 context"},
      {"day=18 end_day=20", "prev=2018-04-02", "2018-04-18..2018-04-20 context"},
      {"day=4", "heading=2018-01-01..2018-01-31", "2018-01-04 context"},
      {"day=25",
       "heading=2018-01-01..2018-01-31 prev=2018-01-10..2018-01-12 prev=2018-01-01..2018-12-31",
       "2018-01-25 context"},
      {"day=5", "heading=2018-05-01..2018-05-31 prev=2018-04-27", "2018-05-05 context"},
      {"day=25", "prev=2018-01-10 prev=2018-01-01..2018-12-31", "2018-01-25 context"},
      {"decade=1", "heading=2018-05-01..2018-05-31 prev=2018-05-04",
       "2018-05-01..2018-05-10 context"},
      {"month_half=1", "prev=2018-05-04", "2018-05-01..2018-05-15 context"},
      {"day=10", "prev=2018-08-01..2018-08-31", "2018-08-10 context"},
      {"day=10", "ref=2018-08-12", "2018-08-10 reference"},
      {"day=29", "ref=2018-08-12", "2018-07-29 reference"},
      {"day=31", "ref=2018-03-01", "2018-01-31 reference"},
      {"day=29", "ref=2022-11-10 prev=2022-11-15", "2022-11-29 context"},
      {"day=25", "prev=2023-10-24..2023-10-26 prev=2022-08-01..2022-08-31", "2023-10-25 context"},
      {"day=3", "prev=1963-03-02..1963-03-08 prev=1959-05-01", "1959-05-03 context"},
      {"day=27", "prev=2023-10-24..2023-10-26 prev=2022-08-01..2022-08-31", "2022-08-27 context"},
      {"day=26", "prev=2023-10-24..2023-10-26 prev=2023-12-03", "2023-12-26 context"},
      {"day=19", "heading=2023-05-01..2023-05-31 prev=2023-04-18..2023-04-20",
       "2023-05-19 context"},
      {"day=1", "prev=2023-06-28..2023-07-02 prev=2022-06-01..2022-06-30", "2023-07-01 context"},
      {"day=31", "prev=2018-04-02", "none vague !no_such_day"},
  });
}

TEST(ResolveDate, Ranges) {
  check({
      {"month=10 day=16 end_day=22", "ref=2022-11-23", "2022-10-16..2022-10-22 reference"},
      {"month=6 day=15 end_month=7 end_day=15", "ref=2021-07-06",
       "2021-06-15..2021-07-15 reference"},
      {"month=12 day=28 end_month=1 end_day=3", "ref=2021-01-05",
       "2020-12-28..2021-01-03 reference"},
      {"year=2018 month=12 day=28 end_month=1 end_day=3", "", "2018-12-28..2019-01-03 explicit"},
      {"year=2018 month=3 end_year=2019 end_month=4", "", "2018-03-01..2019-04-30 explicit"},
      {"year=2015 end_year=2023", "", "2015-01-01..2023-12-31 explicit"},
      {"year=2019 end_year=21", "ref=2020-01-01", "2019-01-01..2021-12-31 explicit"},
      {"year=2024 month=6 day=12 end_day=14", "", "2024-06-12..2024-06-14 explicit"},
      {"month=1 day=19 end_day=20", "ref=2023-02-01", "2023-01-19..2023-01-20 reference"},
      {"month=1 end_month=9", "stated=2020", "2020-01-01..2020-09-30 context"},
      {"year=2020 month=10 decade=3 end_month=11 end_decade=1", "",
       "2020-10-21..2020-11-10 explicit"},
      {"year=2020 month=5 edge=last end_month=6 end_edge=first", "",
       "2020-05-31..2020-06-01 explicit"},
      {"year=2020 month=5 decade=1 end_decade=2", "", "2020-05-01..2020-05-20 explicit"},
      {"year=2020 quarter=1 end_quarter=3", "", "2020-01-01..2020-09-30 explicit"},
      {"quarter=1 end_quarter=3", "ref=2016-10-10", "2016-01-01..2016-09-30 reference"},
      {"year=2020 month=11 day=1 end_month=11 end_day=5", "", "2020-11-01..2020-11-05 explicit"},
      {"month=10 day=22 end_day=16", "ref=2022-11-23", "none vague !range_reversed"},
      {"year=2022 end_year=2019", "", "none vague !range_reversed"},
      {"year_offset=0 month=3 end_month=9", "ref=2023-10-01", "2023-03-01..2023-09-30 reference"},
      {"year_offset=-1 month=10 end_year_offset=0 end_month=3", "ref=2023-10-01",
       "2022-10-01..2023-03-31 reference"},
  });
}

TEST(ResolveDate, YearsCountedFromTheReferenceDate) {
  check({
      {"year_offset=-1", "ref=2020-07-16", "2019-01-01..2019-12-31 reference"},
      {"year_offset=-1 month=8", "ref=2023-02-24", "2022-08-01..2022-08-31 reference"},
      {"year_offset=-2", "ref=2023-02-24", "2021-01-01..2021-12-31 reference"},
      {"year_offset=0 month=3", "ref=2023-02-24", "2023-03-01..2023-03-31 reference"},
      {"year_offset=1 month=9", "ref=2016-10-10", "2017-09-01..2017-09-30 reference"},
      {"year_offset=0 open=以来", "ref=2021-07-06", "2021-01-01..2021-07-06 reference"},
      {"year=2020 open=以来", "ref=2021-07-06", "2020-01-01..2021-07-06 explicit"},
      {"year=2022 open=以来", "ref=2021-07-06", "2022-01-01..2022-12-31 explicit"},
      {"year_offset=0 half=1", "ref=2021-07-06", "2021-01-01..2021-06-30 reference"},
      {"half=2", "ref=2021-01-15", "2021-07-01..2021-12-31 reference"},
      {"quarter=2", "ref=2022-04-14", "2022-04-01..2022-06-30 reference"},
      {"half=1", "stated=2020", "2020-01-01..2020-06-30 context"},
      {"half=1", "", "none vague"},
      {"half=1", "ref=2021-07-06 heading=2020-01-01..2020-12-31", "2020-01-01..2020-06-30 context"},
      {"year_offset=0", "stated=2023", "2023-01-01..2023-12-31 context"},
      {"year_offset=-1 month=8", "stated=2023", "2022-08-01..2022-08-31 context"},
      {"year_offset=-1", "", "none vague"},
      {"this_year=年 edge_last=底", "ref=2021-07-06", "2021-12-31 reference"},
      {"this_month=月 edge_last=底", "ref=2021-06-06", "2021-06-30 reference"},
      {"year_offset=-1 edge=last", "ref=2021-07-06", "2020-12-31 reference"},
  });
}

TEST(ResolveDate, YearsAndMonthsCountedFromTheDateBefore) {
  check({
      {"year_offset=0 anchor=previous month=10 day=16", "ref=2023-02-24 prev=2022-07-01",
       "2022-10-16 context"},
      {"year_offset=1 anchor=previous", "ref=2023-02-24 prev=1949-10-01",
       "1950-01-01..1950-12-31 context"},
      {"year_offset=0 anchor=previous month=10", "stated=1998", "1998-10-01..1998-10-31 context"},
      {"month_offset=0 anchor=previous", "heading=2018-07-01..2018-07-31 prev=2018-07-13",
       "2018-07-01..2018-07-31 context"},
      {"month_offset=0 anchor=previous day=20", "ref=2020-01-01 prev=2018-07-13",
       "2018-07-20 context"},
      {"month_offset=1 anchor=previous", "prev=2018-12-13", "2019-01-01..2019-01-31 context"},
      {"month_offset=0 anchor=previous", "", "none vague"},
      {"month_offset=0 day=10", "ref=2023-03-13", "2023-03-10 reference"},
      {"month_offset=0 decade=3", "ref=2023-03-13", "2023-03-21..2023-03-31 reference"},
      {"month_offset=-1 day=25", "ref=2023-01-13", "2022-12-25 reference"},
      {"month_offset=-1", "ref=2023-03-13", "2023-02-01..2023-02-28 reference"},
      {"month_offset=1", "ref=2023-12-13", "2024-01-01..2024-01-31 reference"},
      {"month_offset=0 edge=last", "ref=2023-06-13", "2023-06-30 reference"},
      {"month_offset=0 day=10", "prev=2023-03-13", "2023-03-10 context"},
  });
}

TEST(ResolveDate, DaysAndWeeksCountedFromAnother) {
  check({
      {"day_offset=-1", "ref=2016-10-10", "2016-10-09 reference"},
      {"day_offset=0 part=下午", "ref=2016-10-10", "2016-10-10 reference"},
      {"day_offset=1", "ref=2020-12-31", "2021-01-01 reference"},
      {"day_offset=-2", "ref=2020-03-01", "2020-02-28 reference"},
      {"day_offset=0 anchor=previous", "ref=2021-07-05 prev=2021-06-28", "2021-06-28 context"},
      {"day_offset=1 anchor=previous", "prev=2021-06-30", "2021-07-01 context"},
      {"day_offset=1 anchor=previous", "prev=2021-06-28..2021-06-30", "2021-07-01 context"},
      {"day_offset=0 anchor=previous part=下午 hour=2 minute=30 pm=1", "prev=2023-03-09",
       "2023-03-09 14:30 context"},
      {"day_offset=0 anchor=previous", "prev=2021-06-28 prev=2021-01-01..2021-12-31",
       "2021-06-28 context"},
      {"day_offset=0 anchor=previous", "heading=2021-06-28", "2021-06-28 context"},
      {"day_offset=0 anchor=previous", "ref=2021-06-28", "none vague"},
      {"day_offset=-1", "", "none vague"},
      {"day_offset=-1", "prev=2021-06-28", "2021-06-27 context"},
      {"week_offset=-1 weekday=5", "ref=2021-07-05", "2021-07-02 reference"},
      {"week_offset=0 weekday=1", "ref=2021-07-08", "2021-07-05 reference"},
      {"week_offset=1 weekday=7", "ref=2021-07-08", "2021-07-18 reference"},
      {"week_offset=-1", "ref=2021-07-05", "2021-06-28..2021-07-04 reference"},
      {"week_offset=0 weekday=1 end_weekday=5", "ref=2021-07-08",
       "2021-07-05..2021-07-09 reference"},
      {"weekday=3", "ref=2021-07-08", "2021-07-07 reference"},
      {"weekday=5", "ref=2021-07-08", "2021-07-02 reference"},
      {"weekday=5", "", "none vague"},
  });
}

TEST(ResolveDate, ClockTimes) {
  check({
      {"month=7 day=1 part=上午 hour=8 minute=30", "ref=2020-07-05", "2020-07-01 08:30 reference"},
      {"part=上午 hour=8 minute=30", "prev=2022-11-01 prev=2022-01-01..2022-12-31",
       "2022-11-01 08:30 context"},
      {"part=上午", "prev=2021-07-01", "2021-07-01 context"},
      {"part=上午 hour=9", "ref=2020-07-05", "none 09:00 vague"},
      {"hour=17 minute=20", "prev=2022-04-12", "2022-04-12 17:20 context"},
      {"hour=15 minute=00 end_hour=17 end_minute=20", "prev=2022-04-12",
       "2022-04-12 15:00 context"},
      {"hour=9", "prev=2021-11-15..2021-11-19", "2021-11-15 09:00 context"},
      {"hour=9", "prev=2021-11-15 prev=2021-11-01..2021-11-30", "2021-11-15 09:00 context"},
      {"hour=9", "heading=2021-11-15", "2021-11-15 09:00 context"},
      {"year=2021 month=1 day=2 part=下午 pm=1 hour=4", "", "2021-01-02 16:00 explicit"},
      {"year=2021 month=1 day=2 part=下午 pm=1 hour=15", "", "2021-01-02 15:00 explicit"},
      {"year=2021 month=1 day=2 part=晚 pm=1 hour=七 half_hour=半", "",
       "2021-01-02 19:30 explicit"},
      {"year=2021 month=1 day=2 part=中午 noon=1 hour=12", "", "2021-01-02 12:00 explicit"},
      {"year=2021 month=1 day=2 part=中午 noon=1 hour=11 half_hour=半", "",
       "2021-01-02 11:30 explicit"},
      {"year=2021 month=1 day=2 part=中午 noon=1 hour=1", "", "2021-01-02 13:00 explicit"},
      {"year=2021 month=1 day=2 part=凌晨 night=1 hour=12", "", "2021-01-02 00:00 explicit"},
      {"year=2021 month=1 day=2 part=凌晨 night=1 hour=2", "", "2021-01-02 02:00 explicit"},
      {"year=2021 month=1 day=2 hour=三 quarter_hour=一", "", "2021-01-02 03:15 explicit"},
      {"year=2021 month=1 day=2 clock=8：30", "", "2021-01-02 08:30 explicit"},
      {"year=2021 month=1 day=2 part=下午 pm=1 clock=2:30", "", "2021-01-02 14:30 explicit"},
      {"year=2021 month=1 day=2 clock=8：", "", "2021-01-02 explicit !no_such_time"},
      {"year=2021 month=1 day=2 hour=24", "", "2021-01-02 24:00 explicit"},
      {"year=2021 month=1 day=2 hour=0 minute=05", "", "2021-01-02 00:05 explicit"},
      {"year=2021 month=1 day=2 hour=24 minute=30", "", "2021-01-02 explicit !no_such_time"},
      {"year=2021 month=1 day=2 hour=25", "", "2021-01-02 explicit !no_such_time"},
      {"year=2021 month=1 day=2 hour=9 minute=70", "", "2021-01-02 explicit !no_such_time"},
  });
}

TEST(ResolveDate, NamedDays) {
  check({
      {"named=七一 month=7 day=1", "ref=2022-04-14", "2022-07-01 calendar"},
      {"named=五四 month=5 day=4", "ref=2020-12-31", "2020-05-04 calendar"},
      {"named=国庆 month=10 day=1", "ref=2021-01-10", "2020-10-01 calendar"},
      {"named=元旦 month=1 day=1", "ref=2020-12-25", "2021-01-01 calendar"},
      {"named=七一 month=7 day=1 approximate=前夕", "stated=2020", "2020-07-01 calendar"},
      {"named=七一 month=7 day=1", "", "~--07-01 vague"},
      {"year=2022 named=七一 month=7 day=1", "ref=2023-02-24", "2022-07-01 explicit"},
      {"year_offset=0 named=春节 lunar=1-1", "ref=2023-02-24", "2023-01-22 reference"},
      {"year=2022 named=端午节 lunar=5-5", "", "2022-06-03 explicit"},
      {"named=端午节 lunar=5-5", "ref=2020-07-16", "2020-06-25 calendar"},
      {"named=元宵 lunar=1-15", "stated=2020", "2020-02-08 calendar"},
      {"named=中秋 lunar=8-15", "ref=2021-09-24", "2021-09-21 calendar"},
      {"named=重阳 lunar=9-9", "ref=2016-10-10", "2016-10-09 calendar"},
      {"named=小年 lunar=12-23", "ref=2018-12-31 heading=2018-02-01..2018-02-28",
       "2018-02-08 calendar"},
      {"named=除夕 lunar=1-1 shift=-1", "ref=2018-03-01", "2018-02-15 calendar"},
      {"named=腊八 lunar=12-8", "ref=2022-01-15", "2022-01-10 calendar"},
      {"named=春节 lunar=1-1", "ref=2019-12-25", "2020-01-25 calendar"},
      {"named=春节 lunar=1-1", "ref=2020-08-25", "2020-01-25 calendar"},
      {"named=清明 term=6", "ref=2024-04-03", "2024-04-04 calendar"},
      {"named=清明 term=6", "heading=2018-04-01..2018-04-30", "2018-04-05 calendar"},
      {"year=2021 named=冬至 term=23", "", "2021-12-21 explicit"},
      {"year=2021 named=母亲节 nth=5-2-7", "", "2021-05-09 explicit"},
      {"year=2021 named=感恩节 nth=11-4-4", "", "2021-11-25 explicit"},
      {"year=2021 named=x nth=5--1-7", "", "2021-05-30 explicit"},
      {"named=端午节 lunar=5-5", "", "none vague"},
      {"named=清明 term=6", "", "none vague"},
      {"named=安全生产月 month=6", "ref=2024-06-21", "2024-06-01..2024-06-30 calendar"},
  });
}

TEST(ResolveDate, LunarDays) {
  check({
      {"year=2020 lunar_month=五 lunar_day=五", "", "2020-06-25 explicit"},
      {"year=2020 lunar_month=四 lunar_leap=闰 lunar_day=八", "", "2020-05-30 explicit"},
      {"year=2015 lunar_month=十 lunar_day=一", "", "2015-11-12 explicit"},
      {"year=2017 lunar_month=12 lunar_day=廿三", "", "2018-02-08 explicit"},
      {"lunar_month=九 lunar_day=十", "ref=2016-10-10", "2016-10-10 reference"},
      {"lunar_month=九 lunar_day=九", "stated=2019", "2019-10-07 context"},
      {"lunar_month=12 lunar_day=23", "ref=2018-03-01", "2018-02-08 reference"},
      {"year=2020 lunar_month=1", "", "2020-01-25..2020-02-22 explicit"},
      {"year=2020 lunar_month=1 lunar_day=三十", "", "none vague !no_such_day"},
      {"year=2019 lunar_month=四 lunar_leap=闰 lunar_day=八", "", "none vague !no_such_day"},
      {"year=2200 lunar_month=四 lunar_day=八", "", "none vague !no_such_day"},
      {"lunar_month=五 lunar_day=五", "", "none vague"},
  });
}

TEST(ResolveDate, DecadesAndCenturies) {
  check({
      {"century=20 tens=90", "", "1990-01-01..1999-12-31 explicit"},
      {"century=二十 tens=八十", "", "1980-01-01..1989-12-31 explicit"},
      {"century_offset=-1 tens=六十 end_tens=七十", "ref=2023-04-19",
       "1960-01-01..1979-12-31 explicit"},
      {"tens=90", "ref=2023-04-19", "1990-01-01..1999-12-31 explicit"},
      {"century_offset=-1 tens=六 end_tens=七", "ref=2023-04-19",
       "1960-01-01..1979-12-31 explicit"},
      {"century=21", "", "2001-01-01..2100-12-31 explicit"},
      {"century_offset=0 tens=20", "ref=2023-04-19", "2020-01-01..2029-12-31 explicit"},
  });
}

TEST(ResolveDate, Fault021_DaysThatDoNotExistHaveNoValue) {
  check({
      {"month=2 day=30", "ref=2020-07-05", "none vague !no_such_day"},
      {"month=2 day=30", "", "none vague !no_such_day"},
      {"year=2021 month=2 day=29", "", "none vague !no_such_day"},
      {"month=13", "ref=2020-07-05", "none vague !no_such_day"},
      {"month=13 day=1", "", "none vague !no_such_day"},
      {"month=十三 day=卅五", "stated=2020", "none vague !no_such_day"},
      {"month=0 day=1", "ref=2020-07-05", "none vague !no_such_day"},
      {"month=4 day=31", "ref=2020-07-05", "none vague !no_such_day"},
      {"day=32", "prev=2020-07-05", "none vague !no_such_day"},
      {"year=99999", "", "none vague !no_such_day"},
      {"year=0", "", "2000-01-01..2000-12-31 explicit"},
      {"year=99999999999999999999", "", "none vague"},
      {"year=2020 month=4 day=5 end_day=31", "", "none vague !no_such_day"},
      {"year=2020 quarter=5", "", "none vague !no_such_day"},
      {"month=2 day=29", "stated=2021", "none vague !no_such_day"},
      {"year_offset=99999 month=1", "ref=9999-01-01", "~--01 vague"},
  });
}

TEST(ResolveDate, WeekdaysAreChecked) {
  check({
      {"month=6 day=25 weekday=5", "ref=2021-07-05", "2021-06-25 reference"},
      {"month=6 day=25 weekday=4", "ref=2021-07-05", "2021-06-25 reference !weekday_mismatch"},
      {"year=2022 month=4 day=12 weekday=二 hour=15 minute=00", "", "2022-04-12 15:00 explicit"},
      {"year=2016 month=10 day=10 weekday=7", "", "2016-10-10 explicit !weekday_mismatch"},
      {"day_offset=0 weekday=1", "ref=2016-10-10", "2016-10-10 reference"},
  });
}

TEST(ResolveDate, RedactedPartsHaveNoValue) {
  const auto value = resolve_date(parts_of("year=2020 month=× day=×"), {});
  EXPECT_TRUE(value.redacted);
  EXPECT_EQ(shown(value), "none vague");
  EXPECT_EQ(shown(resolve_date(parts_of("month=3 day=××"), context_of("ref=2020-01-01"))),
            "~--03 vague");
  EXPECT_EQ(shown(resolve_date(parts_of("year=202× month=3 day=5"), {})), "~--03-05 vague");
  EXPECT_FALSE(resolve_date(parts_of("month=3 day=5"), {}).redacted);
}

TEST(ResolveDate, WordsAreKeptAsWritten) {
  const auto value = resolve_date(parts_of("month=7 day=1 named=七一 part=上午 approximate=前夕"),
                                  context_of("ref=2020-07-05"));
  EXPECT_EQ(value.part, "上午");
  EXPECT_EQ(value.approximate, "前夕");
  EXPECT_EQ(value.partial, std::nullopt);
}

TEST(ResolveDate, NothingSaidIsVague) {
  check({{"", "ref=2020-07-05", "none vague"}, {"unknown=5", "ref=2020-07-05", "none vague"}});
}

TEST(RememberDate, NamedDaysAreNotTheDayBefore) {
  DateContext context = context_of("prev=2021-06-25");
  DateValue named = value_of("2021-07-01");
  named.basis = "calendar";
  remember_date(context, named);
  EXPECT_EQ(context.previous->start, (Day{2021, 7, 1}));
  EXPECT_EQ(context.previous_day->start, (Day{2021, 6, 25}));
  EXPECT_EQ(context.previous_month->start, (Day{2021, 6, 25}));
}

TEST(RememberDate, ADeadlineIsNotTheDayBefore) {
  DateContext context = context_of("prev=2023-03-09");
  DateValue due = value_of("2023-03-06");
  due.deadline = true;
  remember_date(context, due);
  EXPECT_EQ(context.previous_day->start, (Day{2023, 3, 9}));
  EXPECT_TRUE(resolve_date(parts_of("year=2023 month=3 day=6 deadline=1"), {}).deadline);
}

TEST(RememberDate, AParagraphOfHistoryKeepsItsYear) {
  DateContext context = context_of("ref=2011-06-03");
  DateValue old = value_of("1949-05-22");
  old.basis = "explicit";
  const auto value = [&](const char* parts) {
    return shown(resolve_date(parts_of(parts), context));
  };
  remember_date(context, old);
  EXPECT_EQ(value("month=10 day=10"), "1949-10-10 context");
  EXPECT_EQ(value("month=6 day=1"), "2011-06-01 reference");  // news
  EXPECT_EQ(value("month=3 day=1"), "2011-03-01 reference");  // not behind what is told
  leave_block(context);
  EXPECT_EQ(value("month=10 day=10"), "2010-10-10 reference");
  for (int i = 0; i < 3; ++i) remember_date(context, old);
  leave_block(context);
  EXPECT_EQ(value("month=10 day=10"), "1949-10-10 context");
  DateValue recent = value_of("2009-01-01");
  recent.basis = "explicit";
  remember_date(context, recent);
  EXPECT_EQ(value("month=10 day=10"), "2010-10-10 reference");
}

TEST(RememberDate, ASequelIsOfTheSameYearWhereTheReferenceDateIsGuessed) {
  DateContext context = context_of("ref=1959-05-01");
  DateValue told = value_of("1956-03-29..1956-04-03");
  told.basis = "explicit";
  remember_date(context, told);
  EXPECT_EQ(shown(resolve_date(parts_of("month=4 day=4"), context)), "1959-04-04 reference");
  context.reference_guessed = true;
  remember_date(context, told);
  EXPECT_EQ(shown(resolve_date(parts_of("month=4 day=4"), context)), "1956-04-04 context");
}

TEST(ResolveDate, ABareClockTimeBehindOneOfTheAfternoon) {
  DateContext context = context_of("prev=2008-01-14");
  context.previous_day->time = "13:00";
  EXPECT_EQ(shown(resolve_date(parts_of("clock=2：30"), context)), "2008-01-14 14:30 context");
  EXPECT_EQ(shown(resolve_date(parts_of("clock=9：00 part=上午"), context)),
            "2008-01-14 09:00 context");
  context.previous_day->time = "08:45";
  EXPECT_EQ(shown(resolve_date(parts_of("clock=9：00"), context)), "2008-01-14 09:00 context");
}

TEST(LeaveBlock, DaysBeforeTheEventCountInTheirParagraphOnly) {
  DateContext context = context_of("prev=2023-10-24..2023-10-26 prev=2023-10-26 prev=2023-09-11");
  EXPECT_EQ(context.previous_day->start, (Day{2023, 9, 11}));
  leave_block(context);
  EXPECT_EQ(context.previous_day->start, (Day{2023, 10, 26}));
  EXPECT_EQ(context.previous_month->start, (Day{2023, 10, 26}));
  DateContext without_event = context_of("prev=2023-10-26 prev=2023-09-11");
  leave_block(without_event);
  EXPECT_EQ(without_event.previous_day->start, (Day{2023, 9, 11}));
}

TEST(RememberDate, OnlyWrittenYearsAreStated) {
  DateContext context = context_of("stated=2016 prev=2020-07-01");
  EXPECT_EQ(context.stated_year, 2016);
  DateValue written = value_of("2018-12-28..2019-01-03");
  written.basis = "explicit";
  remember_date(context, written);
  EXPECT_EQ(context.stated_year, 2019);
  DateValue book = value_of("1986-01-01..2005-12-31");
  book.basis = "explicit";
  remember_date(context, book);
  EXPECT_EQ(context.stated_year, 2019);
  context = context_of("prev=2018-12-28");
  remember_date(context, DateValue{});
  EXPECT_EQ(context.previous->start, (Day{2018, 12, 28}));
}

}  // namespace
}  // namespace zhailu::resolve
