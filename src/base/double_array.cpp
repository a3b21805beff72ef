#include "base/double_array.hpp"

#include <algorithm>
#include <cassert>
#include <queue>

namespace zhailu::base {

DoubleArray::Cell& DoubleArray::cell(std::size_t at) {
  if (at >= cells_.size()) cells_.resize(at + 1);
  return cells_[at];
}

void DoubleArray::list_children(const std::vector<std::u32string>& keys, const Node& node,
                                std::vector<Child>& children) {
  children.clear();
  for (std::size_t i = node.first_key; i < node.last_key; ++i) {
    const char32_t label = keys[i][node.depth];
    if (children.empty() || children.back().label != label) children.push_back({label, i, i});
    children.back().last_key = i + 1;
  }
}

bool DoubleArray::fits(std::size_t base, const std::vector<Child>& children) const {
  return std::ranges::all_of(children, [&](const Child& c) { return is_free(base + c.label); });
}

// First fit. The search begins where cells begin to be free: as soon as 19 of 20 cells that it passed
// are taken, later searches begin behind them (the figure is that of Yata's Darts).
std::int32_t DoubleArray::free_base(const std::vector<Child>& children) {
  const std::size_t first_label = children.front().label;
  const std::size_t start = std::max<std::size_t>(search_from_, first_label + 1);
  std::size_t taken = 0;
  for (std::size_t at = start;; ++at) {
    if (!is_free(at)) {
      ++taken;
      continue;
    }
    if (!fits(at - first_label, children)) continue;
    if (taken * 20 >= (at - start + 1) * 19) search_from_ = at;
    return static_cast<std::int32_t>(at - first_label);
  }
}

void DoubleArray::build(const std::vector<std::u32string>& keys) {
  assert(std::ranges::is_sorted(keys) && "keys are sorted");
  cells_.assign(2, Cell{});
  search_from_ = 1;
  char32_t largest = 1;
  std::vector<Child> children;
  std::queue<Node> open;
  open.push({kRoot, 0, 0, keys.size()});
  for (; !open.empty(); open.pop()) {
    Node node = open.front();
    if (node.depth > 0 && keys[node.first_key].size() == node.depth) {
      cells_[static_cast<std::size_t>(node.state)].key = static_cast<std::int32_t>(node.first_key);
      ++node.first_key;
    }
    if (node.first_key == node.last_key) continue;
    list_children(keys, node, children);
    const std::int32_t base = free_base(children);
    cells_[static_cast<std::size_t>(node.state)].base = base;
    for (const Child& child : children) {
      const std::int32_t state = base + static_cast<std::int32_t>(child.label);
      cell(static_cast<std::size_t>(state)).parent = node.state;
      open.push({state, node.depth + 1, child.first_key, child.last_key});
      largest = std::max(largest, child.label);
    }
  }
  // So that child() needs no bound: every base + label is inside.
  cells_.resize(cells_.size() + largest + 1);
}

}  // namespace zhailu::base
