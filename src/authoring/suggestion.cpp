#include "authoring/suggestion.hpp"

#include "base/nearest.hpp"
#include "base/utf8.hpp"

namespace zhailu::authoring {

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  if (!base::is_valid_utf8(word)) return {};
  const std::vector<std::string_view> views(candidates.begin(), candidates.end());
  const auto near = base::nearest(word, views);
  return near ? "did you mean '" + *near + "'?" : std::string();
}

}  // namespace zhailu::authoring
