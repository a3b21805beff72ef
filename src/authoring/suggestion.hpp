#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zhailu::authoring {

// "did you mean 'extract'?" for the candidate that is most like `word`; empty when none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace zhailu::authoring
