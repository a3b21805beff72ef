#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/date.hpp"

namespace zhailu::resolve {

// Reads the fields of one expression by name. `parts` must outlive it.
class DateFields {
 public:
  explicit DateFields(const model::DateParts& parts) : parts_(&parts) {}

  // The text of the first field of that name; none when absent or empty.
  [[nodiscard]] std::optional<std::string_view> text(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return text(name).has_value(); }
  // The number of that field; none when absent or no number within [least, most].
  [[nodiscard]] std::optional<int> number(std::string_view name, int least, int most) const;
  // A signed number of an attribute: "-1".
  [[nodiscard]] std::optional<int> offset(std::string_view name) const;
  // True when a field was made unreadable: ×月×日.
  [[nodiscard]] bool redacted() const;

 private:
  const model::DateParts* parts_;
};

// One end of a date: what is said of it. Absent numbers were not said.
struct DatePoint {
  std::optional<int> year, month, day;
  std::optional<int> decade, month_half;
  std::optional<int> half, quarter, season;
  std::optional<int> week;              // of the month or, without one, of the year
  std::optional<int> nth, nth_weekday;  // 5月第二个星期日; nth -1: the last one
  bool first = false;                   // 月初: only the first day
  bool last = false;                    // 月底: only the last day

  [[nodiscard]] bool empty() const;
  [[nodiscard]] bool names_part_of_year() const;  // half, quarter, season or week, without a month
};

// The point that the fields name; `prefix` is "" or "end_". Numbers that are out of range stay, so
// that 13月 is told from no month.
DatePoint read_point(const DateFields& fields, std::string_view prefix);

}  // namespace zhailu::resolve
