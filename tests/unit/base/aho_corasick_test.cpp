#include "base/aho_corasick.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace zhailu::base {
namespace {

std::vector<int> find(const AhoCorasick& automaton, std::string_view text) {
  AhoCorasick::Found found;
  automaton.find(text, found);
  std::ranges::sort(found.ids);
  return found.ids;
}

AhoCorasick automaton_of(const std::vector<std::string>& words) {
  AhoCorasick automaton;
  for (std::size_t i = 0; i < words.size(); ++i) automaton.add(words[i], static_cast<int>(i));
  automaton.finish();
  return automaton;
}

TEST(AhoCorasick, WordsInsideAndOverlappingOneAnotherAreAllFound) {
  const AhoCorasick automaton = automaton_of({"党组", "党组织", "组织", "织", "会议"});
  EXPECT_EQ(find(automaton, "各级党组织要"), (std::vector<int>{0, 1, 2, 3}));
  EXPECT_EQ(find(automaton, "局党组"), (std::vector<int>{0}));
  EXPECT_TRUE(find(automaton, "党会组").empty());
  EXPECT_TRUE(find(automaton, "").empty());
}

TEST(AhoCorasick, UpperCaseOfTheTextIsReadAsLowerCase) {
  EXPECT_EQ(find(automaton_of({"gdp"}), "全年GDP增长"), (std::vector<int>{0}));
}

TEST(AhoCorasick, OneTextMayHaveManyIds) {
  EXPECT_EQ(find(automaton_of({"会", "会"}), "开会"), (std::vector<int>{0, 1}));
}

TEST(AhoCorasick, AnEmptyAutomatonFindsNothing) {
  EXPECT_TRUE(find(automaton_of({}), "会议").empty());
}

TEST(AhoCorasick, AgreesWithPlainSearch) {
  std::mt19937 random(11);
  const auto word = [&](std::size_t longest) {
    std::string text(1 + random() % longest, 'a');
    for (char& c : text) c = "abc"[random() % 3];
    return text;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> words;
    for (int i = 0; i < 12; ++i) words.push_back(word(5));
    const AhoCorasick automaton = automaton_of(words);
    const std::string text = word(30);
    std::vector<int> expected;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (text.find(words[i]) != std::string::npos) expected.push_back(static_cast<int>(i));
    }
    ASSERT_EQ(find(automaton, text), expected) << text;
  }
}

}  // namespace
}  // namespace zhailu::base
