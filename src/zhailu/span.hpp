#pragma once

#include <cstddef>
#include <string_view>

namespace zhailu {

// The three frames of a text. A span carries its frame as a tag, so that spans cannot be mixed.
struct Decoded {};     // UTF-8 after decoding: what records count in (as code points)
struct Normalized {};  // folded text that rules work on
struct PhaseView {};   // normalized text in which earlier mentions are single code points

// Half-open byte range [begin, end) in one frame; borders lie on character borders.
template <class Frame>
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin == end; }
  [[nodiscard]] bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(const Span&, const Span&) = default;
};

// The bytes of `text` under `span`; `text` must be the text of that frame.
template <class Frame>
std::string_view slice(std::string_view text, Span<Frame> span) {
  return text.substr(span.begin, span.size());
}

// Half-open range of code points of the decoded text, as records show it.
struct CodePointSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const CodePointSpan&, const CodePointSpan&) = default;
};

}  // namespace zhailu
