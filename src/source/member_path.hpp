#pragma once

#include <string>
#include <string_view>

namespace zhailu::source {

// A zip member's name as records show it behind the archive's path: UTF-8 as it is, else GBK (as Windows in China
// writes it) decoded, else as in record_path.hpp. `\` is `/`. Such components as would lead out of a folder are
// escaped: the name is shown, never opened.
//
//   B3 C9 D4 B1 2E 64 6F 63 78 → 成员.docx      ../a.txt → %2E%2E/a.txt      /a.txt → %2Fa.txt
std::string member_path(std::string_view name);

}  // namespace zhailu::source
