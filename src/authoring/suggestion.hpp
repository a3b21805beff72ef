#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "zhailu/diagnostic.hpp"

namespace zhailu::authoring {

// "did you mean 'extract'?" for the candidate that is most like `word`; empty when none is near.
Wording did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace zhailu::authoring
