#include "decode/charset.hpp"

#include <array>
#include <cstring>
#include <utility>

#include "base/utf8.hpp"
#include "decode/charset_tables.hpp"

namespace zhailu::decode {
namespace {

using Byte = unsigned char;

Byte byte_at(std::string_view bytes, std::size_t at) { return static_cast<Byte>(bytes[at]); }

Step good(char32_t character, std::size_t bytes) { return {character, 0, bytes, false, false}; }
Step bad(std::size_t bytes) { return {base::kReplacement, 0, bytes, true, false}; }
Step cut(std::size_t bytes) { return {base::kReplacement, 0, bytes, true, true}; }

struct Utf8Lead {
  std::size_t length;
  Byte low;   // the range of the second byte keeps out overlong forms, surrogates, > 10FFFF
  Byte high;  // (Unicode 14, table 3-7)
};

Utf8Lead utf8_lead(Byte lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return {2, 0x80, 0xBF};
  if (lead == 0xE0) return {3, 0xA0, 0xBF};
  if (lead == 0xED) return {3, 0x80, 0x9F};
  if (lead >= 0xE1 && lead <= 0xEF) return {3, 0x80, 0xBF};
  if (lead == 0xF0) return {4, 0x90, 0xBF};
  if (lead >= 0xF1 && lead <= 0xF3) return {4, 0x80, 0xBF};
  if (lead == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

Step step_utf8(std::string_view bytes, std::size_t at) {
  const Byte lead = byte_at(bytes, at);
  if (lead < 0x80) return good(lead, 1);
  const Utf8Lead form = utf8_lead(lead);
  if (form.length == 0) return bad(1);
  char32_t character = lead & (0xFFu >> (form.length + 1));
  for (std::size_t i = 1; i < form.length; ++i) {
    if (at + i >= bytes.size()) return cut(i);
    const Byte next = byte_at(bytes, at + i);
    const Byte low = i == 1 ? form.low : Byte{0x80};
    const Byte high = i == 1 ? form.high : Byte{0xBF};
    if (next < low || next > high) return bad(i);
    character = character << 6 | (next & 0x3Fu);
  }
  return good(character, form.length);
}

bool is_digit(Byte byte) { return byte >= 0x30 && byte <= 0x39; }
bool is_lead(Byte byte) { return byte >= 0x81 && byte <= 0xFE; }

// 81–FE 30–39 81–FE 30–39. A sequence that breaks off is bad in its lead only: the digits are text.
Step step_gb18030_four(std::string_view bytes, std::size_t at) {
  if (at + 2 >= bytes.size()) return cut(bytes.size() - at);
  if (!is_lead(byte_at(bytes, at + 2))) return bad(1);
  if (at + 3 >= bytes.size()) return cut(3);
  if (!is_digit(byte_at(bytes, at + 3))) return bad(1);
  const std::array<Byte, 4> four = {byte_at(bytes, at), byte_at(bytes, at + 1),
                                    byte_at(bytes, at + 2), byte_at(bytes, at + 3)};
  const char32_t character = gb18030_four_bytes(four.data());
  return character == 0 ? bad(1) : good(character, 4);
}

Step step_gb18030(std::string_view bytes, std::size_t at) {
  const Byte lead = byte_at(bytes, at);
  if (lead < 0x80) return good(lead, 1);
  if (!is_lead(lead)) return bad(1);
  if (at + 1 >= bytes.size()) return cut(1);
  const Byte trail = byte_at(bytes, at + 1);
  if (is_digit(trail)) return step_gb18030_four(bytes, at);
  const char32_t character = gb18030_table().at(lead, trail);
  return character == 0 ? bad(1) : good(character, 2);
}

// Big5-HKSCS-2008: 8862, 8864, 88A3, 88A5 stand for a letter and a combining mark. (ICU gives them
// private-use characters.)
char32_t big5_mark(Byte trail) {
  if (trail == 0x62 || trail == 0xA3) return 0x304;
  return trail == 0x64 || trail == 0xA5 ? 0x30C : 0;
}

Step big5_pair(Byte trail) {
  return {char32_t{trail < 0xA0 ? 0xCAu : 0xEAu}, big5_mark(trail), 2, false, false};
}

Step step_big5(std::string_view bytes, std::size_t at) {
  const Byte lead = byte_at(bytes, at);
  if (lead < 0x80) return good(lead, 1);
  if (!is_lead(lead)) return bad(1);
  if (at + 1 >= bytes.size()) return cut(1);
  const Byte trail = byte_at(bytes, at + 1);
  if (lead == 0x88 && big5_mark(trail) != 0) return big5_pair(trail);
  const char32_t character = big5_hkscs_table().at(lead, trail);
  return character == 0 ? bad(1) : good(character, 2);
}

char32_t unit_at(std::string_view bytes, std::size_t at, std::size_t width, bool little) {
  char32_t unit = 0;
  for (std::size_t i = 0; i < width; ++i) {
    unit = unit << 8 | byte_at(bytes, little ? at + width - 1 - i : at + i);
  }
  return unit;
}

bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

Step step_utf16(std::string_view bytes, std::size_t at, bool little) {
  if (at + 2 > bytes.size()) return cut(1);
  const char32_t unit = unit_at(bytes, at, 2, little);
  if (is_low_surrogate(unit)) return bad(2);
  if (!is_high_surrogate(unit)) return good(unit, 2);
  if (at + 4 > bytes.size()) return cut(bytes.size() - at);
  const char32_t second = unit_at(bytes, at + 2, 2, little);
  if (!is_low_surrogate(second)) return bad(2);
  return good(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00), 4);
}

Step step_utf32(std::string_view bytes, std::size_t at, bool little) {
  if (at + 4 > bytes.size()) return cut(bytes.size() - at);
  const char32_t unit = unit_at(bytes, at, 4, little);
  const bool surrogate = unit >= 0xD800 && unit <= 0xDFFF;
  return unit > 0x10FFFF || surrogate ? bad(4) : good(unit, 4);
}

std::string folded_label(std::string_view label) {
  std::string folded;
  for (const char c : label) {
    if (c == '-' || c == '_' || c == ' ' || c == '"' || c == '\'') continue;
    folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return folded;
}

// Bytes at `at` that are ASCII, for the fast way through long Latin stretches.
std::size_t ascii_run(std::string_view bytes, std::size_t at) {
  std::size_t end = at;
  while (end + 8 <= bytes.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + end, 8);
    if ((word & 0x8080808080808080u) != 0) break;
    end += 8;
  }
  while (end < bytes.size() && byte_at(bytes, end) < 0x80) ++end;
  return end - at;
}

bool is_ascii_based(Charset charset) {
  return charset == Charset::kUtf8 || charset == Charset::kGb18030 ||
         charset == Charset::kBig5Hkscs;
}

}  // namespace

std::string_view charset_name(Charset charset) {
  switch (charset) {
    case Charset::kUtf8:
      return "UTF-8";
    case Charset::kGb18030:
      return "GB18030";
    case Charset::kBig5Hkscs:
      return "Big5-HKSCS";
    case Charset::kUtf16Le:
      return "UTF-16LE";
    case Charset::kUtf16Be:
      return "UTF-16BE";
    case Charset::kUtf32Le:
      return "UTF-32LE";
    case Charset::kUtf32Be:
      return "UTF-32BE";
  }
  return "UTF-8";
}

std::optional<Charset> charset_of_label(std::string_view label) {
  static constexpr std::pair<std::string_view, Charset> kLabels[] = {
      {"utf8", Charset::kUtf8},          {"unicode11utf8", Charset::kUtf8},
      {"ascii", Charset::kUtf8},         {"usascii", Charset::kUtf8},
      {"gb2312", Charset::kGb18030},     {"gb231280", Charset::kGb18030},
      {"euccn", Charset::kGb18030},      {"gbk", Charset::kGb18030},
      {"xgbk", Charset::kGb18030},       {"cp936", Charset::kGb18030},
      {"windows936", Charset::kGb18030}, {"ms936", Charset::kGb18030},
      {"gb18030", Charset::kGb18030},    {"big5", Charset::kBig5Hkscs},
      {"xxbig5", Charset::kBig5Hkscs},   {"cnbig5", Charset::kBig5Hkscs},
      {"cp950", Charset::kBig5Hkscs},    {"big5hkscs", Charset::kBig5Hkscs},
      {"utf16", Charset::kUtf16Le},      {"utf16le", Charset::kUtf16Le},
      {"utf16be", Charset::kUtf16Be},    {"utf32", Charset::kUtf32Le},
      {"utf32le", Charset::kUtf32Le},    {"utf32be", Charset::kUtf32Be}};
  const std::string folded = folded_label(label);
  for (const auto& [name, charset] : kLabels) {
    if (folded == name) return charset;
  }
  return std::nullopt;
}

Step step(Charset charset, std::string_view bytes, std::size_t at) {
  switch (charset) {
    case Charset::kUtf8:
      return step_utf8(bytes, at);
    case Charset::kGb18030:
      return step_gb18030(bytes, at);
    case Charset::kBig5Hkscs:
      return step_big5(bytes, at);
    case Charset::kUtf16Le:
      return step_utf16(bytes, at, true);
    case Charset::kUtf16Be:
      return step_utf16(bytes, at, false);
    case Charset::kUtf32Le:
      return step_utf32(bytes, at, true);
    case Charset::kUtf32Be:
      return step_utf32(bytes, at, false);
  }
  return bad(1);
}

Reading read_all(Charset charset, std::string_view bytes) {
  Reading reading;
  reading.text.reserve(bytes.size() + bytes.size() / 2);
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t ascii = is_ascii_based(charset) ? ascii_run(bytes, at) : 0;
    reading.text.append(bytes, at, ascii);
    at += ascii;
    if (at == bytes.size()) break;
    const Step next = step(charset, bytes, at);
    base::append_code_point(reading.text, next.character);
    if (next.combining != 0) base::append_code_point(reading.text, next.combining);
    if (next.bad) ++reading.replaced;
    at += next.bytes;
  }
  return reading;
}

Utf8Check check_utf8(std::string_view bytes) {
  Utf8Check check;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t ascii = ascii_run(bytes, at);
    at += ascii;
    if (at == bytes.size()) break;
    const Step next = step_utf8(bytes, at);
    check.non_ascii_bytes += next.bytes;
    if (next.cut) check.cut_tail = true;
    if (next.bad && !next.cut) {
      ++check.bad_sequences;
      check.bad_bytes += next.bytes;
    }
    if (!next.bad && next.bytes >= 3) ++check.long_sequences;
    at += next.bytes;
  }
  for (const char c : bytes) check.nuls += c == '\0' ? 1 : 0;
  return check;
}

char32_t windows_1252(unsigned char byte) {
  static constexpr std::array<char16_t, 32> kUpper = {
      0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
      0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  return byte >= 0x80 && byte <= 0x9F ? kUpper[byte - 0x80u] : char32_t{byte};
}

}  // namespace zhailu::decode
