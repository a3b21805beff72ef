#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zhailu::authoring {

// Columns that a character takes on a terminal: Han and full-width signs two, marks that join the
// character before them none, all others one (also those whose width depends on the font, “ ” …).
std::size_t columns_of(char32_t code_point);
// Of a text of valid UTF-8.
std::size_t columns_of(std::string_view text);

// The text with control and bidirectional characters as \x1B, so that a document cannot steer the
// terminal; line breaks, too.
std::string harmless(std::string_view text);

}  // namespace zhailu::authoring
