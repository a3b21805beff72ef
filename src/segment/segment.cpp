#include "segment/segment.hpp"

#include "segment/block_builder.hpp"
#include "segment/sentence_splitter.hpp"

namespace zhailu::segment {

model::Segments segment(const model::NormalizedText& text, const ruleset::Layout& layout) {
  model::Segments segments;
  segments.blocks = build_blocks(text, layout);
  segments.sentences = split_sentences(text.text, segments.blocks, layout);
  segments.quotations = pair_quotations(text.text);
  return segments;
}

}  // namespace zhailu::segment
