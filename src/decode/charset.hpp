#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhailu::decode {

// The charsets that the archive's texts come in. GB2312 and GBK are read as GB18030, Big5 as
// Big5-HKSCS.
enum class Charset : std::uint8_t {
  kUtf8,
  kGb18030,
  kBig5Hkscs,
  kUtf16Le,
  kUtf16Be,
  kUtf32Le,
  kUtf32Be,
};

// "UTF-8", "GB18030", "Big5-HKSCS", "UTF-16LE", …
std::string_view charset_name(Charset charset);

// The charset that a label means (any case, `-`, `_` and blanks left out): utf8, gb2312, gbk,
// cp936, gb18030, big5, big5-hkscs, cp950, utf-16, utf-16le, … None for a label that is not known.
std::optional<Charset> charset_of_label(std::string_view label);

// One character of a charset, or a sequence that is none.
struct Step {
  char32_t character = 0;  // U+FFFD where `bad`
  char32_t combining = 0;  // of the four Big5-HKSCS characters that are two in Unicode (Ê̄)
  std::size_t bytes = 1;  // taken; of a bad sequence its maximal subpart (a following `<` survives)
  bool bad = false;
  bool cut = false;  // bad because the text ends in the middle of a character
};

// The character at `at`, which is less than bytes.size().
Step step(Charset charset, std::string_view bytes, std::size_t at);

// The whole of `bytes`, each bad sequence as one U+FFFD.
struct Reading {
  std::string text;
  std::size_t replaced = 0;
};
Reading read_all(Charset charset, std::string_view bytes);

// A UTF-8 check in one pass.
struct Utf8Check {
  std::size_t bad_sequences = 0;
  std::size_t bad_bytes = 0;  // a cut tail is not among them
  std::size_t non_ascii_bytes = 0;
  std::size_t long_sequences = 0;  // right characters of three and four bytes
  std::size_t nuls = 0;
  bool cut_tail = false;
};
Utf8Check check_utf8(std::string_view bytes);

// Windows-1252 for bytes 80–9F (WHATWG encoding standard, index windows-1252); others stand for
// themselves.
char32_t windows_1252(unsigned char byte);

}  // namespace zhailu::decode
