#include "normalize/simplified.hpp"

#include <opencc/opencc.h>

#include <exception>
#include <memory>

#include "base/utf8.hpp"

namespace zhailu::normalize {
namespace {

std::string by_character(std::string_view line) {
  std::string simplified;
  simplified.reserve(line.size());
  for (std::size_t at = 0; at < line.size();) {
    base::append_code_point(simplified, simple_form(base::next_code_point(line, at)));
  }
  return simplified;
}

// Null when OpenCC's dictionaries are not installed: then characters are converted one by one.
std::unique_ptr<opencc::SimpleConverter> open_converter() {
  try {
    return std::make_unique<opencc::SimpleConverter>("t2s.json");
  } catch (const std::exception&) {
    return nullptr;
  }
}

std::string by_phrase(const opencc::SimpleConverter& converter, std::string_view line) {
  try {
    std::string simplified = converter.Convert(line.data(), line.size());
    const bool one_to_one = base::is_valid_utf8(simplified) &&
                            base::count_code_points(simplified) == base::count_code_points(line);
    return one_to_one ? simplified : by_character(line);
  } catch (const std::exception&) {
    return by_character(line);
  }
}

}  // namespace

std::string to_simplified(std::string_view text) {
  const auto converter = open_converter();
  if (!converter) return by_character(text);
  std::string simplified;
  simplified.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find('\n', at);
    end = end == std::string_view::npos ? text.size() : end + 1;
    // A NUL would end the line for OpenCC; the check of the length then takes the other way.
    simplified += by_phrase(*converter, text.substr(at, end - at));
    at = end;
  }
  return simplified;
}

}  // namespace zhailu::normalize
