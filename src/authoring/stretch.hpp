#pragma once

#include <cstddef>
#include <string_view>

#include "zhailu/span.hpp"

namespace zhailu::authoring {

// What people are shown of a sentence that has no end: `place` with some hundred bytes on either side,
// never beyond `whole`, on character borders of `text`. A whole of at most kWholeBytes is shown whole.
inline constexpr std::size_t kWholeBytes = 1500;
Span<Normalized> stretch_around(std::string_view text, Span<Normalized> whole,
                                Span<Normalized> place);

}  // namespace zhailu::authoring
