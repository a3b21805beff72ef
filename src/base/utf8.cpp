#include "base/utf8.hpp"

namespace zhailu::base {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool continues(std::string_view bytes, std::size_t from, std::size_t count) {
  for (std::size_t i = from; i < from + count; ++i) {
    if (i >= bytes.size() || is_border(bytes[i])) return false;
  }
  return true;
}

// Bytes of the well-formed character at `at`, or 0. The bounds of the second byte are those of
// table 3-7 of the Unicode standard: they keep out overlong forms, surrogates and values over 10FFFF.
std::size_t well_formed_bytes(std::string_view bytes, std::size_t at) {
  const unsigned lead = byte_at(bytes, at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (!continues(bytes, at + 1, length - 1)) return 0;
  const unsigned second = byte_at(bytes, at + 1);
  if (lead == 0xE0 && second < 0xA0) return 0;
  if (lead == 0xED && second > 0x9F) return 0;
  if (lead == 0xF0 && second < 0x90) return 0;
  if (lead == 0xF4 && second > 0x8F) return 0;
  return length;
}

}  // namespace

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += is_border(byte) ? 1 : 0;
  return count;
}

void append_code_point(std::string& text, char32_t code_point) {
  const auto push = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    push(code_point);
  } else if (code_point < 0x800) {
    push(0xC0 | code_point >> 6);
    push(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    push(0xE0 | code_point >> 12);
    push(0x80 | (code_point >> 6 & 0x3F));
    push(0x80 | (code_point & 0x3F));
  } else {
    push(0xF0 | code_point >> 18);
    push(0x80 | (code_point >> 12 & 0x3F));
    push(0x80 | (code_point >> 6 & 0x3F));
    push(0x80 | (code_point & 0x3F));
  }
}

std::size_t valid_utf8_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t length = well_formed_bytes(bytes, at);
    if (length == 0) break;
    at += length;
  }
  return at;
}

bool is_valid_utf8(std::string_view bytes) { return valid_utf8_prefix(bytes) == bytes.size(); }

bool is_han(char32_t c) {
  if (c < 0x3400) return c == 0x3007;
  if (c <= 0x9FFF) return c <= 0x4DBF || c >= 0x4E00;
  if (c < 0x20000) return c >= 0xF900 && c <= 0xFAFF;
  return c <= 0x2A6DF || (c >= 0x2A700 && c <= 0x2EBEF) || (c >= 0x2F800 && c <= 0x2FA1F) ||
         (c >= 0x30000 && c <= 0x3134F);
}

}  // namespace zhailu::base
