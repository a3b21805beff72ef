#include "pipeline/sentences.hpp"

#include "base/utf8.hpp"

namespace zhailu::pipeline {

std::vector<CodePointSpan> decoded_sentences(const model::Analysis& analysis) {
  std::vector<CodePointSpan> spans;
  spans.reserve(analysis.segments.sentences.size());
  const std::string& text = analysis.decoded.text;
  std::size_t byte = 0;
  std::size_t code_point = 0;
  const auto advance = [&](std::size_t to) {
    for (; byte < to; ++byte) code_point += base::is_border(text[byte]) ? 1 : 0;
    return code_point;
  };
  for (const model::Sentence& sentence : analysis.segments.sentences) {
    const Span<Decoded> span = analysis.normalized.map.to_decoded(sentence.span);
    if (span.begin < byte) continue;  // sentences ascend; an empty one at a border would not
    const std::size_t begin = advance(span.begin);
    spans.push_back({begin, advance(span.end)});
  }
  return spans;
}

}  // namespace zhailu::pipeline
