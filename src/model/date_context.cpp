#include "model/date_context.hpp"

namespace zhailu::model {
namespace {

// An event lasts some days; a third of a month or a month is no day that 当日 could mean.
constexpr int kDaysOfAnEvent = 8;

bool within_one_month(const DateValue& value) {
  return value.start->year == value.end->year && value.start->month == value.end->month;
}

bool is_day(const DateValue& value) {
  return within_one_month(value) && value.end->day - value.start->day < kDaysOfAnEvent;
}

// 10月24日至26日, 6月28日至7月2日.
bool is_event(const DateValue& value) {
  const int months =
      (value.end->year - value.start->year) * 12 + value.end->month - value.start->month;
  const int days = months * 31 + value.end->day - value.start->day;  // a day more or less
  return value.start != value.end && days <= 2 * kDaysOfAnEvent && !value.deadline;
}

// News look back a few years (a law, a founding); what is older than this is told of at length.
constexpr int kYearsOfHistory = 8;

void remember_year(DateContext& context, const DateValue& value) {
  if (value.basis != "explicit" && value.basis != "context") return;
  if (!context.reference || value.end->year - value.start->year > 1) return;
  const int years_ago = context.reference->year - value.end->year;
  const bool old = context.reference_guessed ? years_ago != 0 : years_ago >= kYearsOfHistory;
  if (!old) context.history.reset();
  if (old && (within_one_month(value) || is_event(value))) context.history = value;
  if (value.basis == "explicit") {
    context.old_years_in_a_row = old ? context.old_years_in_a_row + 1 : 0;
  }
}

}  // namespace

void remember_date(DateContext& context, const DateValue& value) {
  if (!value.start || !value.end) return;
  remember_year(context, value);
  context.previous = value;
  // 1986～2005 in a book's title states no year of the telling; 2018年12月28日至2019年1月3日 does.
  if (value.basis == "explicit" && value.end->year - value.start->year <= 1) {
    context.stated_year = value.end->year;
  }
  // 6月25日，庆“七一”…；28日: the named day is no date of the telling.
  if (value.basis == "calendar") return;
  if (within_one_month(value)) context.previous_month = value;
  if (is_event(value)) {
    context.event = value;
    context.day_of_event.reset();
  }
  const bool due = value.deadline && context.previous_day;
  if (is_day(value) && !due) context.previous_day = value;
  const bool of_event = context.event && *value.start >= *context.event->start;
  if (of_event && is_day(value) && !due) context.day_of_event = value;
}

void leave_block(DateContext& context) {
  if (!context.whole_text_is_history()) context.history.reset();
  if (!context.event) return;
  const DateValue& last = context.day_of_event ? *context.day_of_event : *context.event;
  const auto is_background = [&](const std::optional<DateValue>& value) {
    return value && *value->start < *context.event->start;
  };
  if (is_background(context.previous_day)) context.previous_day = last;
  if (is_background(context.previous_month)) context.previous_month = last;
}

}  // namespace zhailu::model
