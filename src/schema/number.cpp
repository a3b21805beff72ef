#include "schema/number.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string_view>

namespace zhailu::schema {
namespace {

// Holds every int64 and every double exactly.
using Wide = long double;
static_assert(std::numeric_limits<Wide>::digits >= 64);

__extension__ typedef unsigned __int128 Product;

// digits · 10^exponent, sign dropped.
struct Decimal {
  std::uint64_t digits = 0;
  int exponent = 0;
};

Wide wide(const Value& number) {
  return number.is_integer() ? static_cast<Wide>(number.integer())
                             : static_cast<Wide>(number.number());
}

// The shortest decimal that reads back as the double: at most 17 digits.
Decimal decimal_of(double number) {
  std::array<char, 32> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                     std::fabs(number), std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
  Decimal decimal;
  const std::size_t e = text.find('e');
  for (const char c : text.substr(0, e)) {
    if (c == '.') continue;
    decimal.digits = decimal.digits * 10 + static_cast<std::uint64_t>(c - '0');
    --decimal.exponent;
  }
  ++decimal.exponent;  // one digit stands before the point
  decimal.exponent += std::atoi(buffer.data() + e + 1);
  return decimal;
}

Decimal decimal_of(const Value& number) {
  if (number.is_double()) return decimal_of(number.number());
  const auto bits = static_cast<std::uint64_t>(number.integer());
  return {number.integer() < 0 ? 0 - bits : bits, 0};
}

// digits · 10^exponent mod divisor
std::uint64_t remainder_scaled(std::uint64_t digits, int exponent, std::uint64_t divisor) {
  std::uint64_t rest = digits % divisor;
  for (; exponent > 0 && rest != 0; --exponent) {
    rest = static_cast<std::uint64_t>(Product{rest} * 10 % divisor);
  }
  return rest;
}

// divisor · 10^exponent, unless it is beyond every digits.
std::optional<std::uint64_t> scaled(std::uint64_t divisor, int exponent) {
  for (; exponent > 0; --exponent) {
    if (divisor > std::numeric_limits<std::uint64_t>::max() / 10) return std::nullopt;
    divisor *= 10;
  }
  return divisor;
}

}  // namespace

bool is_integral(const Value& number) {
  if (number.is_integer()) return true;
  return number.is_double() && std::isfinite(number.number()) &&
         std::trunc(number.number()) == number.number();
}

std::partial_ordering compare_numbers(const Value& a, const Value& b) {
  return wide(a) <=> wide(b);
}

bool is_multiple(const Value& number, const Value& divisor) {
  if (!std::isfinite(number.number())) return false;
  const Decimal dividend = decimal_of(number);
  const Decimal step = decimal_of(divisor);
  if (dividend.digits == 0) return true;
  const int shift = dividend.exponent - step.exponent;
  if (shift >= 0) return remainder_scaled(dividend.digits, shift, step.digits) == 0;
  const auto scaled_step = scaled(step.digits, -shift);
  return scaled_step && dividend.digits % *scaled_step == 0;
}

}  // namespace zhailu::schema
