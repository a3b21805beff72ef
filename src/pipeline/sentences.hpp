#pragma once

#include <vector>

#include "model/analysis.hpp"

namespace zhailu::pipeline {

// The document's sentences as code points of the decoded text, ascending. Linear.
std::vector<CodePointSpan> decoded_sentences(const model::Analysis& analysis);

}  // namespace zhailu::pipeline
