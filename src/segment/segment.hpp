#pragma once

#include "model/blocks.hpp"
#include "model/normalized_text.hpp"
#include "ruleset/layout.hpp"

// Cuts a normalized text into blocks, sentences and quotations.
namespace zhailu::segment {

// `layout` must be the one that the text was normalized with: it gives the lines' kinds their meaning.
// Every line is in one block, in text order; only a title's lines share a block. Linear. Thread-safe.
model::Segments segment(const model::NormalizedText& text, const ruleset::Layout& layout);

}  // namespace zhailu::segment
