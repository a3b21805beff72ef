#pragma once

#include <string>
#include <string_view>

namespace zhailu::base {

// SHA-256 as 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace zhailu::base
