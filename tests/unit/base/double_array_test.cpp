#include "base/double_array.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace zhailu::base {
namespace {

std::int32_t walk(const DoubleArray& trie, const std::u32string& key) {
  std::int32_t state = DoubleArray::kRoot;
  for (const char32_t label : key) {
    state = trie.child(state, label);
    if (state == DoubleArray::kNone) return DoubleArray::kNone;
  }
  return trie.key(state);
}

TEST(DoubleArray, AnEmptyTrieHasNoChildren) {
  DoubleArray trie;
  EXPECT_EQ(trie.child(DoubleArray::kRoot, 1), DoubleArray::kNone);
  trie.build({});
  EXPECT_EQ(trie.child(DoubleArray::kRoot, 1), DoubleArray::kNone);
}

TEST(DoubleArray, RandomKeysAreFoundAndOthersAreNot) {
  std::mt19937 random(7);
  std::set<std::u32string> keys;
  for (int i = 0; i < 3000; ++i) {
    std::u32string key(1 + random() % 5, U'\1');
    for (char32_t& label : key) label = static_cast<char32_t>(1 + random() % 40);
    keys.insert(key);
  }
  const std::vector<std::u32string> sorted(keys.begin(), keys.end());
  DoubleArray trie;
  trie.build(sorted);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    ASSERT_EQ(walk(trie, sorted[i]), static_cast<std::int32_t>(i));
  }
  for (int i = 0; i < 3000; ++i) {
    std::u32string key(1 + random() % 5, U'\1');
    for (char32_t& label : key) label = static_cast<char32_t>(1 + random() % 40);
    ASSERT_EQ(walk(trie, key) != DoubleArray::kNone, keys.contains(key));
  }
}

}  // namespace
}  // namespace zhailu::base
