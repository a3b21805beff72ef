// What the date rules captured of one expression, to calendar days.
//
//   month=7 day=1 part=上午 hour=8 minute=30, reference 2020-07-05  →  2020-07-01, 08:30, basis reference
//   month=2 day=30                                                  →  no value, warning no_such_day
//
// How a year is inferred: record definitions, section Date.
#pragma once

#include "model/date.hpp"
#include "model/date_context.hpp"

namespace zhailu::resolve {

// Field names, as rules capture them or word lists give them as attributes. N: a number in any
// notation of numerals.hpp. Fields of the second point of a range have the same name with `end_`;
// what the second point leaves out is that of the first (10月16日至22日). Other names are passed over.
//
//   year N          2 digits: of the century that puts it at most 10 years behind the reference date
//   year_base N     the year before the first of an era: 民国 1911
//   year_offset N   去年 -1, 今年 0, 明年 1, from `anchor`
//   this_year, this_month   any text: 年底, 月底 without a number; of the reference date
//   month N, day N  the month, the day of the month
//   month_offset N  上月 -1, 本月 0, from `anchor`
//   day_offset N    昨日 -1, 今天 0, from `anchor`; 次日 1 with anchor=previous
//   week_offset N   上周 -1, 本周 0; alone the week, with weekday its day
//   weekday N       1 Monday … 7 Sunday; beside a full day only checked (warning weekday_mismatch)
//   anchor          reference (default) | previous: offsets count from the date before it
//   decade N        上旬 1, 中旬 2, 下旬 3
//   month_half N    上半月 1, 下半月 2
//   half N          上半年 1, 下半年 2
//   quarter N       1 … 4
//   season N        春 1 (March to May) … 冬 4 (to February of the next year)
//   week N          第一周 of the month or year named: the first that has its Thursday there (ISO 8601)
//   nth_in_month N  5月第二个星期日, with month and weekday; nth_last (any text): 最后一个
//   days_back N, days_on N   三天前, 三天后; end_day_offset N   今晚到明天, beside day_offset
//   edge            first | last: 月初, 年初, 月底, 年底: the first or last day of what is named
//   edge_first, edge_last   the same, with any text (初, 底)
//   tens N          六十年代: 60 or 6; end_tens: 六七十年代
//   century N       20世纪 20; alone the century
//   century_offset  上世纪 -1, 本世纪 0
//   named           the name of a named day or month; its month and day, lunar, term or nth stand beside it
//   lunar           "5-5": month and day of the Chinese calendar
//   term N          a solar term, 小寒 0 … 冬至 23
//   nth             "5-2-7": the second Sunday of May; "5--1-7" the last one
//   shift N         days added at the end: 除夕 is lunar=1-1 shift=-1
//   lunar_month N, lunar_day N, lunar_leap   农历闰四月初八; the year is then the lunar year
//   open            any text: 以来, 至今: to the reference date
//   hour N, minute N, half_hour (any text: 半), quarter_hour N (一刻); clock: 8：30, in its stead
//   part            上午 … as written; with pm (下午 晚: adds 12 to hours below 12), noon (中午: the same
//                   below 10) or night (凌晨: 12 is 0)
//   approximate     前夕 左右 许 …, as written; without it the text of edge_first or edge_last
//   deadline        any text: 前, 以前: when something is due, no date of the telling
//   governs         any text: 2011年 in the title of a chronicle or a summary
//   redacted        any text; also set when a number holds × or *
//
// The value of one expression. Pure, never throws; linear in the fields.
//   start, end   none when the year (or more) is unknown: `partial` then says what is known
//   basis        explicit | reference | context | calendar (a named day whose year is inferred) | vague
//   warnings     no_such_day, no_such_time, weekday_mismatch, range_reversed
model::DateValue resolve_date(const model::DateParts& parts, const model::DateContext& context);

}  // namespace zhailu::resolve
