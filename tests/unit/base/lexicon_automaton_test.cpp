#include "base/lexicon_automaton.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace zhailu::base {
namespace {

using Entries = std::vector<std::pair<std::string, int>>;

// Hits as "text#id", in order.
std::vector<std::string> found(const LexiconAutomaton& lexicon, std::string_view text) {
  std::vector<LexiconAutomaton::Hit> hits;
  lexicon.find_all(text, hits);
  std::vector<std::string> shown;
  for (const auto& [begin, end, id] : hits) {
    shown.push_back(std::string(text.substr(begin, end - begin)) + "#" + std::to_string(id));
  }
  return shown;
}

TEST(LexiconAutomaton, AllEntriesOfAPlaceStandLongestFirst) {
  const LexiconAutomaton lexicon(Entries{{"党组", 1}, {"党组织", 2}, {"组织", 3}, {"党组", 0}});
  EXPECT_EQ(found(lexicon, "局党组织部"),
            (std::vector<std::string>{"党组织#2", "党组#0", "党组#1", "组织#3"}));
}

TEST(LexiconAutomaton, OrderOfEntriesDoesNotMatter) {
  const LexiconAutomaton a(Entries{{"局长", 1}, {"副局长", 2}, {"局", 3}});
  const LexiconAutomaton b(Entries{{"局", 3}, {"副局长", 2}, {"局长", 1}});
  EXPECT_EQ(found(a, "副局长、局长"), found(b, "副局长、局长"));
}

TEST(LexiconAutomaton, AsciiIsCaseSensitive) {
  const LexiconAutomaton lexicon(Entries{{"GDP", 1}});
  EXPECT_EQ(found(lexicon, "GDP"), (std::vector<std::string>{"GDP#1"}));
  EXPECT_TRUE(found(lexicon, "gdp").empty());
}

TEST(LexiconAutomaton, RareAndSupplementaryCharactersAreFound) {
  const LexiconAutomaton lexicon(Entries{{"𠀀\U000F0001", 5}, {"\U000F0001", 6}});
  EXPECT_EQ(found(lexicon, "一𠀀\U000F0001\U0010FFFD"),
            (std::vector<std::string>{"𠀀\U000F0001#5", "\U000F0001#6"}));
}

TEST(LexiconAutomaton, NoEntriesFindNothing) {
  EXPECT_TRUE(LexiconAutomaton().empty());
  EXPECT_TRUE(found(LexiconAutomaton(), "局").empty());
  EXPECT_TRUE(found(LexiconAutomaton(Entries{{"", 1}}), "局").empty());
}

TEST(LexiconAutomaton, AgreesWithPlainSearch) {
  const std::vector<std::string> letters{"党", "组", "a", "𠀀"};
  std::mt19937 random(3);
  const auto word = [&](std::size_t longest) {
    std::string text;
    for (std::size_t n = 1 + random() % longest; n > 0; --n) text += letters[random() % 4];
    return text;
  };
  for (int round = 0; round < 200; ++round) {
    Entries entries;
    for (int i = 0; i < 10; ++i) entries.emplace_back(word(4), i);
    const LexiconAutomaton lexicon(entries);
    const std::string text = word(20);
    std::vector<LexiconAutomaton::Hit> expected;
    for (const auto& [entry, id] : entries) {
      for (std::size_t at = text.find(entry); at != std::string::npos;
           at = text.find(entry, at + 1)) {
        expected.push_back({at, at + entry.size(), id});
      }
    }
    std::ranges::sort(expected, [](const auto& a, const auto& b) {
      if (a.begin != b.begin) return a.begin < b.begin;
      return a.end != b.end ? a.end > b.end : a.id < b.id;
    });
    std::vector<LexiconAutomaton::Hit> hits;
    lexicon.find_all(text, hits);
    ASSERT_EQ(hits, expected) << text;
  }
}

}  // namespace
}  // namespace zhailu::base
