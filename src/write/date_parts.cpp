#include "write/date_parts.hpp"

#include <algorithm>
#include <charconv>

#include "write/document_view.hpp"

namespace zhailu::write {
namespace {

namespace chrono = std::chrono;

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Value as_value(std::optional<int> number) { return number ? Value(*number) : Value(); }

// --07-01, --07, ---22
DateParts partial_parts(std::string_view text) {
  if (!text.starts_with("--")) return {};
  const bool of_month = text.size() == 5 && text[2] == '-';
  const auto month = of_month ? std::nullopt : number(text.substr(2, 2));
  if (text.size() == 4 && month) return {{}, *month, {}, "month"};
  if (!of_month && (text.size() != 7 || !month)) return {};
  const auto day = number(text.substr(text.size() - 2));
  return day ? DateParts{{}, as_value(month), *day, "day"} : DateParts{};
}

bool is_last_of_month(const chrono::year_month_day& day) {
  return day == chrono::year_month_day(day.year() / day.month() / chrono::last);
}

std::string_view precision_of(const chrono::year_month_day& first,
                              const chrono::year_month_day& last) {
  if (first == last) return "day";
  const bool whole_months = first.day() == chrono::day(1) && is_last_of_month(last);
  if (!whole_months || first.year() != last.year()) return "range";
  if (first.month() == last.month()) return "month";
  return first.month() == chrono::January && last.month() == chrono::December ? "year" : "range";
}

bool has_column(const CollectionInfo& collection, std::string_view name, ValueKind kind) {
  return std::any_of(collection.columns.begin(), collection.columns.end(), [&](const auto& column) {
    return column.name == name && column.kind == kind;
  });
}

}  // namespace

std::optional<chrono::year_month_day> day_of(const Value& iso) {
  if (!iso.is_text()) return std::nullopt;
  const std::string_view text = iso.text();
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  const chrono::year_month_day result(chrono::year(*year),
                                      chrono::month(static_cast<unsigned>(*month)),
                                      chrono::day(static_cast<unsigned>(*day)));
  return result.ok() ? std::optional(result) : std::nullopt;
}

DateParts date_parts(const Value& start, const Value& end, const Value& partial) {
  const auto first = day_of(start);
  if (!first) return partial.is_text() ? partial_parts(partial.text()) : DateParts{};
  const auto last = day_of(end).value_or(*first);
  DateParts parts;
  parts.precision = precision_of(*first, last);
  if (first->year() != last.year()) return parts;
  parts.year = static_cast<int>(first->year());
  if (first->month() != last.month()) return parts;
  parts.month = static_cast<int>(static_cast<unsigned>(first->month()));
  if (*first == last) parts.day = static_cast<int>(static_cast<unsigned>(first->day()));
  return parts;
}

bool has_days(const CollectionInfo& collection) {
  return has_column(collection, "start", ValueKind::kDay) &&
         has_column(collection, "end", ValueKind::kDay);
}

bool is_event(const CollectionInfo& collection) {
  return has_days(collection) && has_column(collection, "name", ValueKind::kText);
}

// ISO days are ordered as texts are.
bool is_within(const Value& record, std::string_view since, std::string_view until) {
  if (since.empty() && until.empty()) return true;
  const Value& start = member_of(record, "start");
  if (!start.is_text()) return false;
  const Value& last = member_of(record, "end");
  const std::string& end = last.is_text() ? last.text() : start.text();
  return (until.empty() || start.text() <= until) && (since.empty() || end >= since);
}

}  // namespace zhailu::write
