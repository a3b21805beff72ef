#include "ruleset/pattern_text.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::ruleset {

Place PatternText::place_of(std::string_view part) const {
  const std::size_t at = text.find(part);
  if (form == Form::kOther || at == std::string::npos || part.empty()) return place;
  if (text.find('\n') != std::string::npos) return place;
  const std::string_view before = std::string_view(text).substr(0, at);
  Place inside = place;
  inside.column += base::count_code_points(before);
  if (form == Form::kSingleQuoted)  // the quote itself, and '' for each one inside
    inside.column += 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\''));
  return inside;
}

}  // namespace zhailu::ruleset
