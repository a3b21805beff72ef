#include "write/valid_text.hpp"

#include "base/utf8.hpp"

namespace zhailu::write {

std::string repaired(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = base::character_bytes(text[at]);
    const std::string_view character = text.substr(at, size);
    const bool valid = base::is_valid_utf8(character);
    if (valid) {
      result += character;
    } else {
      base::append_code_point(result, base::kReplacement);
    }
    at += valid ? size : 1;
  }
  return result;
}

}  // namespace zhailu::write
