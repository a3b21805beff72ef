#pragma once

#include <string_view>
#include <vector>

#include "assemble/document_view.hpp"

namespace zhailu::assemble {

// An item of an announced list: a block with what stands under it (a heading: with the first block), or
// one of several that a paragraph numbers (一是…；二是…).
struct ListItem {
  int block = -1;
  Span<Normalized> whole;
  Span<Normalized> lead;  // its first words, up to 。 or ：; of a row of a table empty
  bool has_name = false;  // the lead names what the rest tells
};

// Reads from the blocks of a document which are the items of a list.
class ListLayout {
 public:
  explicit ListLayout(const DocumentView& view);

  // The items of the list that is announced in `block` before the place `behind`, in text order; may be
  // empty. What is numbered within the block comes before what follows it.
  [[nodiscard]] std::vector<ListItem> items(int block, std::size_t behind) const;

 private:
  [[nodiscard]] std::vector<int> candidates(int block) const;
  [[nodiscard]] ListItem item(int block) const;
  [[nodiscard]] std::vector<ListItem> numbered_within(int block, std::size_t from) const;
  [[nodiscard]] bool is_numbered_within(int block) const;
  [[nodiscard]] std::size_t item_end(int block) const;
  [[nodiscard]] Span<Normalized> lead(Span<Normalized> span) const;
  [[nodiscard]] bool is_titled(int block) const;
  [[nodiscard]] bool has_item_form(int block) const;
  [[nodiscard]] bool goes_with(int next, int block) const;
  [[nodiscard]] bool are_alike(int a, int b) const;
  [[nodiscard]] std::size_t marker_size(std::string_view text) const;
  [[nodiscard]] const model::Block& at(int block) const {
    return view_.analysis.segments.blocks[static_cast<std::size_t>(block)];
  }

  const DocumentView& view_;
  std::vector<std::size_t> subtree_end_;  // by block: where the last block under it ends
};

}  // namespace zhailu::assemble
