#include "source/record_path.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::source {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool is_escape(std::string_view text, std::size_t at) {
  return text[at] == '%' && at + 2 < text.size() && hex_value(text[at + 1]) >= 0 &&
         hex_value(text[at + 2]) >= 0;
}

}  // namespace

std::string record_path(std::string_view name) {
  std::string path;
  for (std::size_t at = 0; at < name.size();) {
    const std::string_view character = name.substr(at, base::character_bytes(name[at]));
    if (is_escape(name, at)) {
      path += "%25";
      ++at;
    } else if (base::is_valid_utf8(character)) {
      path += character;
      at += character.size();
    } else {
      path += fmt::format("%{:02X}", static_cast<unsigned char>(name[at]));
      ++at;
    }
  }
  return path;
}

std::string file_name_of(std::string_view path) {
  std::string name;
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (!is_escape(path, at)) {
      name += path[at];
      continue;
    }
    name += static_cast<char>(hex_value(path[at + 1]) * 16 + hex_value(path[at + 2]));
    at += 2;
  }
  return name;
}

}  // namespace zhailu::source
