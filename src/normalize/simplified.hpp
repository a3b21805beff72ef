#pragma once

#include <string>
#include <string_view>

#include "base/simplified.hpp"

namespace zhailu::normalize {

using base::is_traditional;
using base::simple_form;

// A traditional text in simplified characters, one for one. By phrases (OpenCC t2s: 乾隆 stays) where
// that keeps the number of characters of a line, else by `simple_form`. Never throws.
std::string to_simplified(std::string_view text);

}  // namespace zhailu::normalize
