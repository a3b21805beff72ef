#include "write/evidence_sentence.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::write {
namespace {

constexpr std::size_t kStep = 256;
constexpr std::size_t kMaxCharacters = 1000;

}  // namespace

EvidenceSentences::EvidenceSentences(const DocumentRecords& document) : document_(document) {
  const std::string& text = document.decoded;
  std::size_t code_points = 0;
  for (std::size_t at = 0; at < text.size(); at += base::character_bytes(text[at])) {
    if (code_points++ % kStep == 0) bytes_.push_back(at);
  }
}

std::size_t EvidenceSentences::byte_of(std::size_t code_point) const {
  const std::string& text = document_.decoded;
  if (code_point / kStep >= bytes_.size()) return text.size();
  std::size_t at = bytes_[code_point / kStep];
  for (std::size_t left = code_point % kStep; left > 0 && at < text.size(); --left) {
    at += base::character_bytes(text[at]);
  }
  return std::min(at, text.size());
}

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
  if (wide.end <= wide.begin) return {};
  const std::size_t end = std::min(wide.end, wide.begin + kMaxCharacters);
  return text({wide.begin, end}) + (end < wide.end ? "…" : "");
}

std::string EvidenceSentences::text(CodePointSpan span) const {
  const std::size_t begin = byte_of(span.begin);
  const std::size_t end = byte_of(span.end);
  return begin < end ? document_.decoded.substr(begin, end - begin) : std::string();
}

}  // namespace zhailu::write
