#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "model/date.hpp"

namespace zhailu::model {

// What the text around a date says about its year, month or day. `link` keeps it, `resolve` reads it.
struct DateContext {
  std::optional<Day> reference;        // the document's reference date
  std::optional<DateValue> previous;   // the nearest date before it in its article that has a start
  std::optional<DateValue> heading;    // of the nearest heading or list head above it that has one
  std::optional<int> stated_year;      // the last year written before it
};

// The resolvers that `pipeline` hands to `link`: stages never include one another.
using DateResolver = std::function<DateValue(const DateParts&, const DateContext&)>;

}  // namespace zhailu::model
