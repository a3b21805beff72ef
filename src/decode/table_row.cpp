#include "decode/table_row.hpp"

#include <algorithm>

namespace zhailu::decode {
namespace {

constexpr std::size_t kMaxCellBytes = 600;
constexpr std::ptrdiff_t kMaxLines = 6;

// The lines of a cell as one; none when it is too long for a cell of a data table.
std::optional<std::string> cell_line(std::string_view cell) {
  while (!cell.empty() && cell.front() == '\n') cell.remove_prefix(1);
  if (cell.size() > kMaxCellBytes) return std::nullopt;
  if (std::count(cell.begin(), cell.end(), '\n') >= kMaxLines) return std::nullopt;
  std::string line;
  for (const char c : cell) {
    if (c != '\n') {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

}  // namespace

std::optional<std::string> row_line(const std::vector<std::string_view>& cells) {
  std::string joined;
  for (const std::string_view cell : cells) {
    const std::optional<std::string> line = cell_line(cell);
    if (!line) return std::nullopt;
    if (line->empty()) continue;
    if (!joined.empty()) joined += "\u3000";
    joined += *line;
  }
  return joined;
}

}  // namespace zhailu::decode
