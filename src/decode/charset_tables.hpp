#pragma once

#include <cstdint>
#include <vector>

namespace zhailu::decode {

// The two-byte part of a Chinese charset: the character of (lead, trail), 0 where there is none.
class DoubleByteTable {
 public:
  explicit DoubleByteTable(const char* icu_name);
  [[nodiscard]] char32_t at(unsigned char lead, unsigned char trail) const {
    return characters_[static_cast<std::size_t>(lead) << 8 | trail];
  }

 private:
  std::vector<char32_t> characters_;  // 64 Ki; a vector, so that the table lives on the heap
};

// Made at first use, by ICU's converters in stop mode; never changed afterwards, free for all
// threads.
const DoubleByteTable& gb18030_table();
const DoubleByteTable& big5_hkscs_table();

// The character of a four-byte GB18030 sequence 81–FE 30–39 81–FE 30–39, 0 where there is none.
char32_t gb18030_four_bytes(const unsigned char* bytes);

// False for code points that Unicode 14 assigns nothing to.
bool is_assigned(char32_t code_point);

}  // namespace zhailu::decode
