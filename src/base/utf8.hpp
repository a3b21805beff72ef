#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zhailu::base {

inline constexpr char32_t kReplacement = 0xFFFD;

// The code point at `at` of valid UTF-8, and `at` moved behind it.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) return text[at++] & 0x7F;
  if (lead < 0xE0) {
    const char32_t c = (lead & 0x1Fu) << 6 | (byte(at + 1) & 0x3Fu);
    at += 2;
    return c;
  }
  if (lead < 0xF0) {
    const char32_t c = (lead & 0x0Fu) << 12 | (byte(at + 1) & 0x3Fu) << 6 | (byte(at + 2) & 0x3Fu);
    at += 3;
    return c;
  }
  const char32_t c = (lead & 0x07u) << 18 | (byte(at + 1) & 0x3Fu) << 12 |
                     (byte(at + 2) & 0x3Fu) << 6 | (byte(at + 3) & 0x3Fu);
  at += 4;
  return c;
}

// Bytes of the character that starts with `lead`.
inline std::size_t character_bytes(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// True at the first byte of a character (and not inside one).
inline bool is_border(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

// Code points of valid UTF-8.
std::size_t count_code_points(std::string_view text);

void append_code_point(std::string& text, char32_t code_point);

// Strict: no overlong forms, surrogates or values over 10FFFF.
bool is_valid_utf8(std::string_view bytes);
// Bytes before the first one that is not well-formed; bytes.size() when all are.
std::size_t valid_utf8_prefix(std::string_view bytes);

// CJK ideographs (blocks URO, A–G, compatibility) and 〇.
bool is_han(char32_t code_point);

}  // namespace zhailu::base
