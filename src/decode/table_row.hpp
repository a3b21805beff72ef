#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhailu::decode {

// The cells of a row of data on one line, U+3000 between them, empty ones left out. None for a row that lays out
// a page: a cell is longer than 600 bytes or has more than six lines.
//
//   姓名, 职务 → 姓名　职务
std::optional<std::string> row_line(const std::vector<std::string_view>& cells);

}  // namespace zhailu::decode
