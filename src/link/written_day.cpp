#include "link/written_day.hpp"

namespace zhailu::link {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::optional<model::Day> checked_day(int year, int month, int day) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1) return std::nullopt;
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  const int days = kDays[month - 1] + (month == 2 && leap ? 1 : 0);
  if (day > days) return std::nullopt;
  return model::Day{year, month, day};
}

// One or two digits behind one to three separator bytes (年 has three); `at` moves behind them.
std::optional<int> next_part(std::string_view text, std::size_t& at) {
  std::size_t begin = at;
  while (begin < text.size() && begin < at + 3 && !is_digit(text[begin])) {
    if (is_letter(text[begin])) return std::nullopt;
    ++begin;
  }
  const std::size_t length = begin == at ? 0 : digits_at(text, begin);
  if (length < 1 || length > 2) return std::nullopt;
  at = begin + length;
  return number(text.substr(begin, length));
}

std::optional<model::Day> day_at(std::string_view text, std::size_t at, std::size_t length) {
  const auto part = [&](std::size_t from, std::size_t size) {
    return number(text.substr(at + from, size));
  };
  if (length == 8) return checked_day(part(0, 4), part(4, 2), part(6, 2));
  if (length != 4) return std::nullopt;
  std::size_t end = at + 4;
  const std::optional<int> month = next_part(text, end);
  const std::optional<int> day = month ? next_part(text, end) : std::nullopt;
  if (!day) return std::nullopt;
  return checked_day(part(0, 4), *month, *day);
}

}  // namespace

std::optional<model::Day> find_written_day(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = digits_at(text, at);
    if (length == 0) {
      ++at;
      continue;
    }
    const bool whole = (at == 0 || !is_letter(text[at - 1])) &&
                       (at + length == text.size() || !is_letter(text[at + length]));
    if (const auto day = whole ? day_at(text, at, length) : std::nullopt) return day;
    at += length;
  }
  return std::nullopt;
}

}  // namespace zhailu::link
