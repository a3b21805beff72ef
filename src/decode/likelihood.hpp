#pragma once

#include <limits>
#include <string_view>

#include "decode/charset.hpp"

namespace zhailu::decode {

// How surprising a character is in an official text, in nats (-ln of its share). Only differences
// of sums over the same bytes mean something: the reading with the lowest sum is the likeliest.
//
//   会 5.2   缅 9.5   ，3   鍏 (what UTF-8 read as GBK looks like) 11.5   an unassigned code point 16
float cost_of(char32_t character);

// The cost of each byte that is part of no character of the charset.
inline constexpr float kBadByteCost = 14.0F;

// What a charset makes of some bytes.
struct Assessment {
  double cost = 0;                // nats
  std::size_t bad_sequences = 0;  // a cut tail is not among them
  std::size_t bad_bytes = 0;
  bool cut_tail = false;
};
inline constexpr double kNoLimit = std::numeric_limits<double>::infinity();
// Stops once the cost is over `limit`; the other figures are then those of the part read.
Assessment assess(Charset charset, std::string_view bytes, double limit);

// The mean of cost_of over the characters of valid UTF-8; 0 for no text. Official prose has about
// 6, Korean 9, bytes of a picture read as UTF-16 over 12.
double mean_cost(std::string_view text);

}  // namespace zhailu::decode
