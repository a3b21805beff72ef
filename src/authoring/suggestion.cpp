#include "authoring/suggestion.hpp"

#include "base/nearest.hpp"
#include "base/utf8.hpp"

namespace zhailu::authoring {

Wording did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  if (!base::is_valid_utf8(word)) return {};
  const std::vector<std::string_view> views(candidates.begin(), candidates.end());
  return base::did_you_mean(word, views);
}

}  // namespace zhailu::authoring
