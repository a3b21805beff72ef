#pragma once

#include <string>
#include <string_view>

namespace zhailu::write {

// The text with every byte that is no part of valid UTF-8 replaced by U+FFFD. Texts of records are
// valid by contract; this keeps a slip of ours from making a file that no reader opens.
std::string repaired(std::string_view text);

}  // namespace zhailu::write
