#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "ruleset/layout.hpp"

namespace zhailu::normalize {

// A run of blanks between two words of a line.
struct Gap {
  std::size_t position = 0;  // byte in the line's text without blanks
  std::size_t columns = 0;   // a full-width blank is 2 wide, a tab 9
  std::size_t characters = 0;
  bool keep = true;  // it divides words and becomes one blank
};

// Decides for each gap of a line (`text`: folded, without any blanks) whether it is layout.
//
//   2020 年 第 十一 期 → no gap      时　间：  方　圆，→ one word      张三 李四 → a dividing gap
//   丁　一 高 远 → 丁一 高远 (family names)       文 凌　晨    图 高　尚 → 文 凌晨 图 高尚 (the wider gap)
//
// Linear in the number of gaps.
void settle_gaps(std::string_view text, std::vector<Gap>& gaps, const ruleset::Layout& layout);

}  // namespace zhailu::normalize
