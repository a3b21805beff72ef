#include "base/aho_corasick.hpp"

#include <algorithm>
#include <queue>

namespace zhailu::base {
namespace {

char32_t own_label(char byte) { return static_cast<unsigned char>(byte) + char32_t{1}; }

std::u32string labels_of(std::string_view text) {
  std::u32string labels;
  for (const char byte : text) labels.push_back(own_label(byte));
  return labels;
}

std::size_t index(std::int32_t state) { return static_cast<std::size_t>(state); }

}  // namespace

void AhoCorasick::add(std::string_view text, int id) { added_.emplace_back(text, id); }

void AhoCorasick::finish() {
  std::ranges::sort(added_);
  std::vector<std::u32string> keys;
  for (const auto& [text, id] : added_) {
    std::u32string labels = labels_of(text);
    if (keys.empty() || keys.back() != labels) {
      keys.push_back(std::move(labels));
      ids_.emplace_back();
    }
    ids_.back().push_back(id);
    for (const char byte : text) labels_[static_cast<unsigned char>(byte)] = own_label(byte);
  }
  for (std::size_t byte = 'A'; byte <= 'Z'; ++byte) labels_[byte] = labels_[byte + ('a' - 'A')];
  added_ = {};
  trie_.build(keys);
  link_states();
}

// Breadth first, so that the failure of a state is known before its children ask for it.
void AhoCorasick::link_states() {
  failure_.assign(trie_.size(), DoubleArray::kRoot);
  report_.assign(trie_.size(), DoubleArray::kNone);
  std::queue<std::int32_t> open;
  open.push(DoubleArray::kRoot);
  for (; !open.empty(); open.pop()) {
    const std::int32_t state = open.front();
    for (std::size_t byte = 0; byte < labels_.size(); ++byte) {
      const char32_t label = own_label(static_cast<char>(byte));
      if (labels_[byte] != label) continue;  // in no key
      const std::int32_t child = trie_.child(state, label);
      if (child == DoubleArray::kNone) continue;
      const std::int32_t failure =
          state == DoubleArray::kRoot ? DoubleArray::kRoot : step(failure_[index(state)], label);
      failure_[index(child)] = failure;
      report_[index(child)] =
          trie_.key(child) != DoubleArray::kNone ? child : report_[index(failure)];
      open.push(child);
    }
  }
}

std::int32_t AhoCorasick::step(std::int32_t state, char32_t label) const {
  for (;;) {
    const std::int32_t child = trie_.child(state, label);
    if (child != DoubleArray::kNone) return child;
    if (state == DoubleArray::kRoot) return state;
    state = failure_[index(state)];
  }
}

// All keys that end at `state`. One seen before in this scan ends the chain: its shorter ones were
// reported with it.
void AhoCorasick::report(std::int32_t state, Found& found) const {
  for (state = report_[index(state)]; state != DoubleArray::kNone;
       state = report_[index(failure_[index(state)])]) {
    const std::size_t key = index(trie_.key(state));
    if (found.seen[key] == found.scan) return;
    found.seen[key] = found.scan;
    found.ids.insert(found.ids.end(), ids_[key].begin(), ids_[key].end());
  }
}

void AhoCorasick::find(std::string_view text, Found& found) const {
  found.ids.clear();
  if (ids_.empty()) return;
  if (++found.scan == 0) {  // the counter went round: old marks could look like new ones
    std::ranges::fill(found.seen, 0);
    found.scan = 1;
  }
  if (found.seen.size() < ids_.size()) found.seen.resize(ids_.size());
  std::int32_t state = DoubleArray::kRoot;
  for (const char byte : text) {
    const char32_t label = labels_[static_cast<unsigned char>(byte)];
    state = label == 0 ? DoubleArray::kRoot : step(state, label);
    if (report_[index(state)] != DoubleArray::kNone) report(state, found);
  }
}

}  // namespace zhailu::base
