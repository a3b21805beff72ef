#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zhailu::write {

// A text as a cell of a workbook takes it: on one line, no control characters, nothing that XML may
// not hold (U+FFFE and U+FFFF become U+FFFD). Longer than 32,767 units of UTF-16: cut before, … at
// the end, and `cut` is set.
std::string book_text(std::string_view text, bool& cut);

// Columns of a terminal or sheet that the text takes, about: two for Han and other wide characters.
std::size_t shown_width(std::string_view text);

}  // namespace zhailu::write
