#pragma once

#include <string>
#include <string_view>

#include "ruleset/layout.hpp"

namespace zhailu::normalize {

// The text with the layout's look-alikes in the place of what they stand for, one character for one:
//
//   2O21年l月29 H → 2021年1月29 日      县长王XX → 县长王××      Xbox 和 VOLVO 照旧
//
// Empty when nothing changes. Linear: the shapes are short.
std::string with_look_alikes(std::string_view text, const ruleset::Layout& layout);

}  // namespace zhailu::normalize
