#pragma once

#include <compare>

#include "zhailu/value.hpp"

namespace zhailu::schema {

// An integer in the sense of draft 7: 1 and 1.0.
bool is_integral(const Value& number);

// Both are numbers; exact also between a large integer and a double.
std::partial_ordering compare_numbers(const Value& a, const Value& b);

// True when `number` is a whole multiple of `divisor` (> 0), both taken as the shortest decimals
// that stand for them: 0.0075 is a multiple of 0.0001.
bool is_multiple(const Value& number, const Value& divisor);

}  // namespace zhailu::schema
