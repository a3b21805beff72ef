#include "write/book_text.hpp"

#include "base/utf8.hpp"
#include "write/csv_emitter.hpp"
#include "write/valid_text.hpp"

namespace zhailu::write {
namespace {

constexpr std::size_t kMaxUnits = 32'767;  // of a cell, by Excel's limits
constexpr char32_t kFirstWide = 0x1100;    // Hangul; what stands before is narrow

bool is_no_character(char32_t c) { return c == 0xFFFE || c == 0xFFFF; }

std::size_t units_of(char32_t c) { return c > 0xFFFF ? 2 : 1; }

}  // namespace

std::string book_text(std::string_view text, bool& cut) {
  const std::string line = on_one_line(base::is_valid_utf8(text) ? text : repaired(text));
  std::string result;
  std::size_t units = 0;
  std::size_t fits = 0;  // bytes of the result that leave room for …
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = base::next_code_point(line, at);
    units += units_of(c);
    if (units > kMaxUnits) {
      cut = true;
      result.resize(fits);
      return result + "…";
    }
    base::append_code_point(result, is_no_character(c) ? base::kReplacement : c);
    if (units < kMaxUnits) fits = result.size();
  }
  return result;
}

std::size_t shown_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    width += base::next_code_point(text, at) < kFirstWide ? 1 : 2;
  }
  return width;
}

}  // namespace zhailu::write
