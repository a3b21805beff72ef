#pragma once

#include <string>
#include <string_view>

namespace zhailu::source {

// A file name as records show it: valid UTF-8, reversible. A byte that is not part of valid UTF-8
// becomes %XX (upper-case hex); a `%` that stands before two hex digits becomes %25; all else
// stays.
//
//   简报\xFF.txt → 简报%FF.txt    100%.txt → 100%.txt    a%41.txt → a%2541.txt
std::string record_path(std::string_view name);

// The name that record_path was given.
std::string file_name_of(std::string_view path);

}  // namespace zhailu::source
