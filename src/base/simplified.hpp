#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace zhailu::base {

// The simplified form of a character that simplified text does not use (not in GB 2312): 報 → 报.
// All others stay: 乾 後 於 are written in simplified texts too.
char32_t simple_form(char32_t c);

// One bit for each code point of the Basic Multilingual Plane that `simple_form` changes.
extern const std::array<std::uint64_t, 1024> kTraditional;
inline bool is_traditional(char32_t c) {
  return c < 0x10000 && (kTraditional[c >> 6] >> (c & 63) & 1) != 0;
}

// What a literal of a rule or a word list is in normalized text: folded and simplified.
char32_t literal_form(char32_t c);
std::string literal_text(std::string_view text);

}  // namespace zhailu::base
