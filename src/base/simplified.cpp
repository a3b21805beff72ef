#include "base/simplified.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "base/utf8.hpp"

namespace zhailu::base {
namespace {

struct Pair {
  char32_t from;
  char32_t to;
};

// Made 2026-11-25 from OpenCC 1.1.6 (t2s.json, single characters), without those of GB 2312.
constexpr Pair kPairs[] = {
#include "base/traditional_table.inc"
};

constexpr std::array<std::uint64_t, 1024> traditional_bits() {
  std::array<std::uint64_t, 1024> bits{};
  for (const Pair& pair : kPairs) bits[pair.from >> 6] |= std::uint64_t{1} << (pair.from & 63);
  return bits;
}

}  // namespace

constexpr std::array<std::uint64_t, 1024> kTraditional = traditional_bits();

char32_t simple_form(char32_t c) {
  if (!is_traditional(c)) return c;
  return std::ranges::lower_bound(kPairs, c, {}, &Pair::from)->to;
}

char32_t literal_form(char32_t c) { return simple_form(fold(c)); }

std::string literal_text(std::string_view text) {
  std::string literal;
  literal.reserve(text.size());
  for (std::size_t at = 0; at < text.size();)
    append_code_point(literal, literal_form(next_code_point(text, at)));
  return literal;
}

}  // namespace zhailu::base
