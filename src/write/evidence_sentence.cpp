#include "write/evidence_sentence.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::write {
namespace {

constexpr std::size_t kMaxCharacters = 1000;

std::string shortened(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t count = 0; count < kMaxCharacters && end < text.size(); ++count) {
    end += base::character_bytes(text[end]);
  }
  std::string kept(text.substr(0, end));
  return end < text.size() ? kept + "…" : kept;
}

}  // namespace

EvidenceSentences::EvidenceSentences(const DocumentRecords& document)
    : document_(document), bytes_(document.decoded, offsets_of(document), OffsetUnit::kByte) {}

CodePointSpan EvidenceSentences::widened(CodePointSpan span) const {
  const auto& sentences = document_.sentences;
  const auto first = std::upper_bound(
      sentences.begin(), sentences.end(), span.begin,
      [](std::size_t place, CodePointSpan sentence) { return place < sentence.end; });
  for (auto sentence = first; sentence != sentences.end() && sentence->begin < span.end;
       ++sentence) {
    span.begin = std::min(span.begin, sentence->begin);
    span.end = std::max(span.end, sentence->end);
  }
  return span;
}

std::string EvidenceSentences::at(CodePointSpan span) const {
  const CodePointSpan wide = widened(span);
  return shortened(text(wide));
}

std::string EvidenceSentences::text(CodePointSpan span) const {
  const std::size_t begin = bytes_.at(span.begin);
  const std::size_t end = bytes_.at(span.end);
  return begin < end ? document_.decoded.substr(begin, end - begin) : std::string();
}

}  // namespace zhailu::write
