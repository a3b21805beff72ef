#include "decode/mojibake.hpp"

#include "base/utf8.hpp"
#include "decode/charset.hpp"

namespace zhailu::decode {
namespace {

// The byte that Latin-1 or Windows-1252 shows as `character`; -1 for others and for ASCII.
int byte_shown_as(char32_t character) {
  if (character >= 0x80 && character <= 0xFF) return static_cast<int>(character);
  if (character < 0x152 || character > 0x2122) return -1;
  for (int byte = 0x80; byte <= 0x9F; ++byte) {
    if (windows_1252(static_cast<unsigned char>(byte)) == character) return byte;
  }
  return -1;
}

// Counts lead E4–E9 with two continuation bytes, the form of a Han character.
class HanForms {
 public:
  void take(int byte) {
    const bool continuation = byte >= 0x80 && byte <= 0xBF;
    if (byte >= 0xE4 && byte <= 0xE9) {
      length_ = 1;
    } else if (continuation && length_ > 0) {
      ++length_;
    } else {
      length_ = 0;
    }
    if (length_ == 3) {
      ++found_;
      length_ = 0;
    }
  }
  [[nodiscard]] std::size_t found() const { return found_; }

 private:
  int length_ = 0;
  std::size_t found_ = 0;
};

}  // namespace

bool looks_double_encoded(std::string_view text) {
  HanForms forms;
  std::size_t non_ascii = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = base::next_code_point(text, at);
    if (character >= 0x80) ++non_ascii;
    forms.take(byte_shown_as(character));
  }
  return forms.found() >= 2 && forms.found() * 3 * 2 > non_ascii;
}

}  // namespace zhailu::decode
