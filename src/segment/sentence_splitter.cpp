#include "segment/sentence_splitter.hpp"

#include "base/utf8.hpp"

namespace zhailu::segment {
namespace {

using model::Block;
using model::BlockKind;

// A pair further apart than this (bytes) is two stray marks.
constexpr std::size_t kLongestQuotation = 6000;

bool is_one_sentence(BlockKind kind) {
  return kind == BlockKind::kTitle || kind == BlockKind::kField || kind == BlockKind::kRow;
}

// Where the sentence that begins at `begin` ends: behind its end marks and what closes with them.
std::size_t sentence_end(std::string_view text, std::size_t begin, std::size_t end,
                         const ruleset::Layout::Marks& marks) {
  bool ended = false;
  for (std::size_t at = begin; at < end;) {
    std::size_t next = at;
    const char32_t c = base::next_code_point(text, next);
    if (marks.sentence_end.contains(c)) {
      ended = true;
    } else if (ended && c != U' ' && !marks.closing.contains(c)) {
      return at;
    }
    at = next;
  }
  return end;
}

}  // namespace

std::vector<model::Sentence> split_sentences(std::string_view text,
                                             const std::vector<Block>& blocks,
                                             const ruleset::Layout& layout) {
  std::vector<model::Sentence> sentences;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    for (std::size_t begin = block.span.begin; begin < block.span.end;) {
      const std::size_t end = is_one_sentence(block.kind)
                                  ? block.span.end
                                  : sentence_end(text, begin, block.span.end, layout.marks);
      sentences.push_back({{begin, end}, static_cast<int>(i)});
      begin = end;
    }
  }
  return sentences;
}

std::vector<Span<Normalized>> pair_quotations(std::string_view text) {
  constexpr std::string_view kOpen = "“";
  constexpr std::string_view kClose = "”";
  std::vector<Span<Normalized>> quotations;
  std::size_t open = std::string_view::npos;
  // Both marks begin with the same two bytes.
  const std::string_view lead = kOpen.substr(0, 2);
  for (std::size_t at = text.find(lead); at != std::string_view::npos;
       at = text.find(lead, at + 3)) {
    const std::string_view mark = text.substr(at, kOpen.size());
    if (mark == kOpen) {
      open = at;
    } else if (mark == kClose && open != std::string_view::npos) {
      const std::size_t end = at + kClose.size();
      if (end - open <= kLongestQuotation) quotations.push_back({open, end});
      open = std::string_view::npos;
    }
  }
  return quotations;
}

}  // namespace zhailu::segment
