#include "base/lexicon_automaton.hpp"

#include <algorithm>
#include <iterator>

#include "base/utf8.hpp"

namespace zhailu::base {
namespace {

std::u32string code_points(std::string_view text) {
  std::u32string result;
  for (std::size_t at = 0; at < text.size();) result.push_back(next_code_point(text, at));
  return result;
}

}  // namespace

// Frequent characters get small labels: the array has fewer holes. Equal counts by code point, so
// that the same entries give the same array.
void LexiconAutomaton::number_characters(const std::vector<std::u32string>& keys) {
  char32_t largest = 0;
  for (const std::u32string& key : keys) largest = std::max(largest, std::ranges::max(key));
  std::vector<std::size_t> counts(keys.empty() ? 0 : largest + 1);
  for (const std::u32string& key : keys) {
    for (const char32_t c : key) ++counts[c];
  }
  std::vector<char32_t> used;
  for (char32_t c = 0; c < counts.size(); ++c) {
    if (counts[c] > 0) used.push_back(c);
  }
  std::ranges::stable_sort(used, std::ranges::greater{}, [&](char32_t c) { return counts[c]; });
  characters_.assign(counts.size(), Character{});
  for (std::size_t i = 0; i < used.size(); ++i) {
    characters_[used[i]].label = static_cast<char32_t>(i + 1);
  }
}

// Most characters of a text begin no entry: one look tells.
void LexiconAutomaton::enter_first_characters() {
  for (Character& character : characters_) {
    if (character.label != 0) character.first = trie_.child(DoubleArray::kRoot, character.label);
  }
}

LexiconAutomaton::LexiconAutomaton(const std::vector<std::pair<std::string, int>>& entries) {
  std::vector<std::pair<std::u32string, int>> sorted;
  for (const auto& [text, id] : entries) {
    if (!text.empty()) sorted.emplace_back(code_points(text), id);
  }
  std::vector<std::u32string> keys;
  std::ranges::transform(sorted, std::back_inserter(keys), [](const auto& e) { return e.first; });
  number_characters(keys);
  for (auto& [key, id] : sorted) {
    std::ranges::transform(key, key.begin(), [this](char32_t c) { return characters_[c].label; });
  }
  std::ranges::sort(sorted);
  keys.clear();
  for (auto& [key, id] : sorted) {
    if (keys.empty() || keys.back() != key) {
      keys.push_back(std::move(key));
      first_id_.push_back(static_cast<std::uint32_t>(ids_.size()));
    }
    ids_.push_back(id);
  }
  if (!keys.empty()) first_id_.push_back(static_cast<std::uint32_t>(ids_.size()));
  trie_.build(keys);
  enter_first_characters();
}

void LexiconAutomaton::find_at(std::string_view text, std::size_t begin,
                               std::vector<Hit>& hits) const {
  if (empty() || begin == text.size()) return;
  std::size_t at = begin;
  std::int32_t state = character(next_code_point(text, at)).first;
  const std::size_t first_hit = hits.size();
  while (state != DoubleArray::kNone) {
    if (const std::int32_t key = trie_.key(state); key != DoubleArray::kNone) {
      const auto k = static_cast<std::size_t>(key);
      // Backwards, as the whole is turned round below.
      for (std::uint32_t i = first_id_[k + 1]; i-- > first_id_[k];) {
        hits.push_back({begin, at, ids_[i]});
      }
    }
    if (at == text.size()) break;
    const char32_t label = character(next_code_point(text, at)).label;
    state = label == 0 ? DoubleArray::kNone : trie_.child(state, label);
  }
  std::reverse(hits.begin() + static_cast<std::ptrdiff_t>(first_hit), hits.end());
}

void LexiconAutomaton::find_all(std::string_view text, std::vector<Hit>& hits) const {
  if (empty()) return;
  for (std::size_t begin = 0; begin < text.size(); begin += character_bytes(text[begin])) {
    find_at(text, begin, hits);
  }
}

}  // namespace zhailu::base
