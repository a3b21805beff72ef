#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "zhailu/diagnostic.hpp"

namespace zhailu::base {

// The candidate that is most like `word`, for "did you mean"; none when nothing is near: more than
// one edit (change, insertion, loss or swap of neighbours) for every three characters of the word.
// Of equals the first. Texts are valid UTF-8; upper and lower case count as alike.
std::optional<std::string> nearest(std::string_view word,
                                   std::span<const std::string_view> candidates);

// The hint "did you mean '…'?" for the candidate that is nearest; `otherwise` when none is near.
Wording did_you_mean(std::string_view word, std::span<const std::string_view> candidates,
                     Wording otherwise = {});

}  // namespace zhailu::base
