#include "authoring/display_width.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "base/utf8.hpp"

namespace zhailu::authoring {
namespace {

UChar32 as_icu(char32_t code_point) { return static_cast<UChar32>(code_point); }

// Control characters, line and paragraph separators, formats (zero width and bidirectional).
bool is_harmful(char32_t code_point) {
  constexpr std::uint32_t kHarmful = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  return (U_GET_GC_MASK(as_icu(code_point)) & kHarmful) != 0;
}

}  // namespace

std::size_t columns_of(char32_t code_point) {
  if ((U_GET_GC_MASK(as_icu(code_point)) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0)
    return 0;
  const int width = u_getIntPropertyValue(as_icu(code_point), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();)
    columns += columns_of(base::next_code_point(text, at));
  return columns;
}

std::string harmless(std::string_view text) {
  std::string safe;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t code_point = base::next_code_point(text, at);
    if (is_harmful(code_point)) {
      safe += fmt::format("\\x{:02X}", static_cast<std::uint32_t>(code_point));
    } else {
      safe += text.substr(begin, at - begin);
    }
  }
  return safe;
}

}  // namespace zhailu::authoring
