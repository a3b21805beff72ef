#pragma once

#include <vector>

#include "model/blocks.hpp"
#include "model/normalized_text.hpp"
#include "ruleset/layout.hpp"

namespace zhailu::segment {

// The blocks of the text with their kinds, levels, articles and parents; see model/blocks.hpp.
std::vector<model::Block> build_blocks(const model::NormalizedText& text,
                                       const ruleset::Layout& layout);

}  // namespace zhailu::segment
