#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "zhailu/span.hpp"

namespace zhailu::model {

enum class BlockKind : std::uint8_t {
  kMasthead, kIssue, kTitle, kByline, kHeading, kParagraph, kListItem, kField, kRow, kCaption,
  kSignature, kDistribution, kNoise,
};
inline constexpr int kBlockKinds = 13;

// The name of a kind as rules write it: masthead issue title byline heading paragraph list_item
// field row caption signature distribution noise.
std::string_view block_kind_name(BlockKind kind);

// A line or paragraph of the normalized text (without its newline), in text order.
struct Block {
  Span<Normalized> span;
  BlockKind kind = BlockKind::kParagraph;
  int level = 0;    // of a heading: 1 is the highest; 0: no heading
  int article = 0;  // blocks of one article share it (several articles may stand in one file)
  int parent = -1;  // the block index of the heading or list head that it stands under; -1: none
};

// A sentence of a block. Sentences cover their block without gap; a sentence ends behind 。！？ (and
// closing quotes and brackets that follow), a block always ends one.
struct Sentence {
  Span<Normalized> span;
  int block = 0;
};

struct Segments {
  std::vector<Block> blocks;
  std::vector<Sentence> sentences;
  std::vector<Span<Normalized>> quotations;  // “…” paired over the document, marks included
};

}  // namespace zhailu::model
