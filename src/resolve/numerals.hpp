// Numbers as official texts write them, to integers.
//
//   2021  二○二一  二O二一  一百二十  十五  廿八  两千  1.7万  1，200  →  2021 2021 2021 120 15 28 2000 17000 1200
//   近百  几十  数千                                                →  no integer: the text does not say which
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace zhailu::resolve {

// The integer that the whole of `text` (normalized UTF-8) writes: ASCII digits (with OCR's O o l I
// among them), digits with thousands commas, numeral characters one by one (二○二一) or with
// units (一百二十, 一万二, 廿八), decimals before a unit (7.6万). Blanks inside are passed over.
// None when anything else stands there, when the value is no integer, or beyond 10^15.
std::optional<std::int64_t> parse_number(std::string_view text);

// The same, for the small numbers of dates: none unless within [least, most].
std::optional<int> parse_small_number(std::string_view text, int least, int most);

struct CountValue {
  std::optional<std::int64_t> number;
  bool vague =
      false;  // a number is meant, but not said: 近百, 数十, 两三, 五六十 (warning count_vague)
};

// The count that `text` says: the first numeral in it, whatever stands around (120余人 is 120,
// 7.6万人次 is 76000). Without a numeral neither member is set.
CountValue resolve_count(std::string_view text);

}  // namespace zhailu::resolve
