#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "model/date.hpp"

namespace zhailu::model {

// What the text around a date says about its year, month or day. `link` keeps it, `resolve` reads it.
struct DateContext {
  std::optional<Day> reference;       // the document's reference date
  bool reference_guessed = false;     // it is only the newest date of the text
  std::optional<DateValue> previous;  // the nearest date before it in its article that has a start
  std::optional<DateValue> heading;   // of the nearest heading or list head above it that has one
  std::optional<int> stated_year;     // the last year written before it
  // Of `previous` and those before it, the last that lies within one month (22日 takes its month;
  // a 2018年 between the two does not count), and the last that is a day (次日, 上午9时 take it).
  std::optional<DateValue> previous_month;
  std::optional<DateValue> previous_day;
  // The last stretch of some days (10月24日至26日): a later 25日 is one of its days, though 去年8月 or
  // 9月28日 was told of in between.
  std::optional<DateValue> event;
  // What the paragraph tells of, when it is long past: 1949年5月22日，县城解放…。6月10日，… Each
  // paragraph begins anew, until three old years in a row show that the whole text is history.
  std::optional<DateValue> history;
  int old_years_in_a_row = 0;
  [[nodiscard]] bool whole_text_is_history() const { return old_years_in_a_row >= 3; }
  std::optional<DateValue> day_of_event;  // the last day told that is not before the event
  // Of the article's title (2023年秋季观摩侧记): its year counts like a heading's where there is no reference
  // date (a report of 2023 may be titled 2022年度…), or where the title says that it governs.
  std::optional<DateValue> title;
};

// Puts a date that has just been resolved into the context of those behind it: previous,
// previous_month, previous_day (not of a named day), event, stated_year. The others stay. A date without start
// changes nothing. Call it in text order; start anew for each article.
void remember_date(DateContext& context, const DateValue& value);

// To be called between two blocks: what a paragraph told of the time before the event (the plate was
// hung on 9月11日) is no day that the next paragraph's 当天 could mean.
void leave_block(DateContext& context);

// The resolvers that `pipeline` hands to `link`: stages never include one another.
using DateResolver = std::function<DateValue(const DateParts&, const DateContext&)>;

}  // namespace zhailu::model
