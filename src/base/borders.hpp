#pragma once

#include <algorithm>
#include <string_view>

#include "base/utf8.hpp"

// The nearest place between two characters of valid UTF-8; offsets are bytes, what lies behind the end
// becomes the end.
namespace zhailu::base {

inline std::size_t border_at_or_after(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_border(text[at])) ++at;
  return std::min(at, text.size());
}

inline std::size_t border_at_or_before(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  while (at > 0 && at < text.size() && !is_border(text[at])) --at;
  return at;
}

}  // namespace zhailu::base
