#pragma once

#include <string>
#include <string_view>

namespace zhailu::base {

// One character for one character: the form in which texts and the literals of rules meet.
//
//   Ａ１ → A1    ( , : → （ ， ：    ﹝［ → 〔    「」 → “”    ‐–—－ → -    ～〜 → ~    ‧・ → ·
//   U+3000, tab, NBSP → blank    compatibility ideographs, Kangxi radicals → their ideograph
//
// What stays: ①Ⅲ² ○〇 " ' 【】 〈〉 《》 。 and everything not named above. Line ends stay.
// fold(fold(c)) == fold(c).
char32_t fold(char32_t code_point);

// Every character of valid UTF-8 folded.
std::string fold_text(std::string_view text);

}  // namespace zhailu::base
