#include <gtest/gtest.h>
#include <rapidcheck.h>
// After gtest.h, which it does not include itself.
#include <rapidcheck/gtest.h>

#include "../unit/shipped_layout.hpp"
#include "base/utf8.hpp"
#include "normalize/normalize.hpp"
#include "random_text.hpp"
#include "segment/segment.hpp"

namespace zhailu {
namespace {

using model::NormalizedText;
using model::Segments;

RC_GTEST_PROP(SegmentProperty, BlocksCoverTheLinesInOrder, ()) {
  const NormalizedText text = normalize::normalize(*test::random_text(), test::shipped_layout());
  const Segments segments = segment::segment(text, test::shipped_layout());
  std::size_t at = 0;
  for (const auto& block : segments.blocks) {
    RC_ASSERT(block.span.begin == at);
    RC_ASSERT(!block.span.empty());
    at = block.span.end + 1;
  }
  RC_ASSERT((segments.blocks.empty() ? text.text.empty() : at == text.text.size() + 1));
}

RC_GTEST_PROP(SegmentProperty, SentencesCoverTheirBlocks, ()) {
  const NormalizedText text = normalize::normalize(*test::random_text(), test::shipped_layout());
  const Segments segments = segment::segment(text, test::shipped_layout());
  std::size_t sentence = 0;
  for (std::size_t block = 0; block < segments.blocks.size(); ++block) {
    std::size_t at = segments.blocks[block].span.begin;
    while (sentence < segments.sentences.size() &&
           segments.sentences[sentence].block == static_cast<int>(block)) {
      const auto span = segments.sentences[sentence].span;
      RC_ASSERT(span.begin == at);
      RC_ASSERT(!span.empty());
      RC_ASSERT(base::is_border(text.text[span.begin]));
      at = span.end;
      ++sentence;
    }
    RC_ASSERT(at == segments.blocks[block].span.end);
  }
  RC_ASSERT(sentence == segments.sentences.size());
}

RC_GTEST_PROP(SegmentProperty, ParentsStandBeforeTheirBlocksInTheSameArticle, ()) {
  const NormalizedText text = normalize::normalize(*test::random_text(), test::shipped_layout());
  const Segments segments = segment::segment(text, test::shipped_layout());
  int article = 0;
  for (std::size_t i = 0; i < segments.blocks.size(); ++i) {
    const auto& block = segments.blocks[i];
    RC_ASSERT(block.article == article || block.article == article + 1);
    article = block.article;
    RC_ASSERT(block.parent < static_cast<int>(i));
    if (block.parent < 0) continue;
    RC_ASSERT(segments.blocks[static_cast<std::size_t>(block.parent)].article == block.article);
  }
}

RC_GTEST_PROP(SegmentProperty, QuotationsArePairsThatDoNotOverlap, ()) {
  const NormalizedText text = normalize::normalize(*test::random_text(), test::shipped_layout());
  const Segments segments = segment::segment(text, test::shipped_layout());
  std::size_t at = 0;
  for (const auto& quotation : segments.quotations) {
    RC_ASSERT(quotation.begin >= at);
    const auto shown = slice(std::string_view(text.text), quotation);
    RC_ASSERT(shown.substr(0, 3) == "“");
    RC_ASSERT(shown.substr(shown.size() - 3) == "”");
    at = quotation.end;
  }
}

}  // namespace
}  // namespace zhailu
