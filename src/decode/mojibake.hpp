#pragma once

#include <string_view>

namespace zhailu::decode {

// True when UTF-8 `text` looks like UTF-8 that was once read as Latin-1 (or Windows-1252) and saved
// again: å…šç»„ for 党组. At least two such Han characters, and the better part of what is not ASCII.
bool looks_double_encoded(std::string_view text);

}  // namespace zhailu::decode
