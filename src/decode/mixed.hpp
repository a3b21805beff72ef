#pragma once

#include <string>
#include <string_view>

#include "decode/charset.hpp"

namespace zhailu::decode {

// The likeliest reading of bytes in which UTF-8 and a double-byte charset may both occur.
struct MixedReading {
  std::string text;
  std::size_t replaced = 0;
  std::size_t utf8_bytes = 0;    // of characters outside ASCII that were read as UTF-8
  std::size_t double_bytes = 0;  // … in the other charset
  double cost = 0;
};

// `other`: kGb18030 or kBig5Hkscs. A change of charset has to pay for itself by some three Han
// characters, so that a lone bad byte becomes U+FFFD and not a character of the other charset.
// Linear in time; memory for one window of 64 KiB beside the text.
MixedReading read_mixed(std::string_view bytes, Charset other);

// True when `bytes` hold two neighbouring three-byte UTF-8 forms of Han characters, which a
// double-byte text forms by chance about once in a million characters.
bool has_utf8_han_run(std::string_view bytes);

}  // namespace zhailu::decode
