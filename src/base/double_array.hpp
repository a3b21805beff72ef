#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace zhailu::base {

// A trie in one array (Aoe's double array): the child of `state` under `label` stands at
// base(state) + label and names its parent. A step is one addition and one comparison.
//
// Labels count from 1 and should be dense and small (bytes + 1, or code points renumbered).
class DoubleArray {
 public:
  static constexpr std::int32_t kRoot = 0;
  static constexpr std::int32_t kNone = -1;

  // `keys`: sorted, distinct, none empty. Replaces what was there.
  void build(const std::vector<std::u32string>& keys);

  // The child of `state` under `label` (1 … the largest label of a key), or kNone.
  [[nodiscard]] std::int32_t child(std::int32_t state, char32_t label) const {
    const auto next =
        cells_[static_cast<std::size_t>(state)].base + static_cast<std::int32_t>(label);
    return cells_[static_cast<std::size_t>(next)].parent == state ? next : kNone;
  }
  // Index of the key that ends at `state`, or kNone.
  [[nodiscard]] std::int32_t key(std::int32_t state) const {
    return cells_[static_cast<std::size_t>(state)].key;
  }
  [[nodiscard]] std::size_t size() const { return cells_.size(); }

 private:
  struct Cell {
    std::int32_t base = 0;
    std::int32_t parent = kNone;
    std::int32_t key = kNone;
  };
  struct Child {
    char32_t label = 0;
    std::size_t first_key = 0;
    std::size_t last_key = 0;
  };
  struct Node {
    std::int32_t state = 0;
    std::size_t depth = 0;
    std::size_t first_key = 0;
    std::size_t last_key = 0;
  };

  static void list_children(const std::vector<std::u32string>& keys, const Node& node,
                            std::vector<Child>& children);
  std::int32_t free_base(const std::vector<Child>& children);
  [[nodiscard]] bool fits(std::size_t base, const std::vector<Child>& children) const;
  [[nodiscard]] bool is_free(std::size_t at) const {
    return at >= cells_.size() || cells_[at].parent == kNone;
  }
  Cell& cell(std::size_t at);

  std::vector<Cell> cells_ = std::vector<Cell>(2);
  std::size_t search_from_ = 1;  // hardly a cell before it is free
};

}  // namespace zhailu::base
