#include "base/alphabet.hpp"

#include <gtest/gtest.h>

#include <random>

#include "base/pattern.hpp"
#include "base/utf8.hpp"

namespace zhailu::base {
namespace {

// Expressions over one alphabet, and texts in its codes.
struct Coded {
  explicit Coded(const std::vector<std::string>& all) : expressions(all) {
    for (const std::string& one : all) {
      auto apart = take_apart(one, classes);
      EXPECT_TRUE(apart) << one;
      if (apart) alphabet.add(*apart);
      trees.push_back(apart ? std::move(*apart) : Expression{});
    }
    EXPECT_TRUE(alphabet.finish());
  }

  [[nodiscard]] std::string coded(std::string_view text) const {
    std::string codes;
    for (std::size_t at = 0; at < text.size();)
      codes += alphabet.code(next_code_point(text, at)).text();
    return codes;
  }

  std::vector<std::string> expressions;
  KnownClasses classes;
  std::vector<Expression> trees;
  Alphabet alphabet;
};

// First match and captures, as characters of the text.
std::vector<std::size_t> found(const Pattern& pattern, std::string_view text) {
  std::vector<std::string_view> groups(static_cast<std::size_t>(pattern.group_count()) + 1);
  std::vector<std::size_t> places;
  if (!pattern.search(text, 0, groups)) return places;
  for (const std::string_view group : groups) {
    if (group.data() == nullptr) continue;
    const auto begin = static_cast<std::size_t>(group.data() - text.data());
    places.push_back(count_code_points(text.substr(0, begin)));
    places.push_back(count_code_points(group));
  }
  return places;
}

const std::vector<std::string> kExpressions = {
    "召开.*会议",
    "[^，。]+(?:讲|说)",
    "(?:^|，)(\\p{Han}{2,3}?)(同志)?(?:说|，)",
    "[0-9]{1,4}年",
    "(?i:gdp|k)",
    "(?i)Ab[c-e]",
    "[\\d一二三]+[^\\S\\n]",
    "\\Q[会]\\E|\\x{F0001}会",
    "[[:alpha:]\\x{4E00}-\\x{4E10}]",
    "(?s:会.议)$",
    "“([^“”]{1,8})”",
    "\\bAB\\b",
    "[^\\x{F0000}-\\x{F0FFF}]会\\PL",
    "(?:会|会议|会议室){2}",
    "[]会-]x|[a-]b",
    "\\w\\s?\\W\\D",
};

TEST(Alphabet, FindsOverCodesWhatIsFoundOverTheText) {
  const Coded all(kExpressions);
  const std::vector<std::string> pieces = {
      "召", "开", "会", "议", "室", "，", "。", "讲", "说", "张", "同志", "2", "0年", "G", "d", "P", "\u212A",
      "aB", "d",  "一", "三", "\t", " ",  "\n", "“",  "”",  "[",  "]",    "-x", "\U000F0001", "\U000F0FFF",
      "召开", "会议", "丁", "AB", "é",  "x",  "b",  "\U00020000", "\uE000", "\U0010FFFD"};
  std::mt19937 random(7);
  for (std::size_t i = 0; i < all.expressions.size(); ++i) {
    const Pattern plain = *Pattern::compile(all.expressions[i]);
    const auto coded = Pattern::compile_coded(all.alphabet.write(all.trees[i]), all.expressions[i],
                                              Pattern::Limits{});
    ASSERT_TRUE(coded) << all.expressions[i];
    std::size_t hits = 0;
    for (int round = 0; round < 3000; ++round) {
      std::string text;
      for (std::size_t n = random() % 9; n > 0; --n) text += pieces[random() % pieces.size()];
      const auto expected = found(plain, text);
      ASSERT_EQ(found(*coded, all.coded(text)), expected) << all.expressions[i] << "\n" << text;
      hits += expected.empty() ? 0 : 1;
    }
    EXPECT_GT(hits, 0U) << all.expressions[i];
  }
}

TEST(Alphabet, WhatNoExpressionTellsApartSharesACode) {
  const Coded all({"召开.*会议", "[^，。]+讲"});
  EXPECT_EQ(all.coded("甲"), all.coded("乙"));
  EXPECT_EQ(all.coded("甲").size(), 1U);
  EXPECT_NE(all.coded("召"), all.coded("开"));
  EXPECT_NE(all.coded("甲"), all.coded("，"));
  EXPECT_EQ(all.coded("，"), all.coded("。"));
}

TEST(Alphabet, ProgramsOverCodesAreSmall) {
  const Coded all({"“([^“”]{1,80})”"});
  const auto coded = Pattern::compile_coded(all.alphabet.write(all.trees[0]), all.expressions[0],
                                            Pattern::Limits{});
  EXPECT_LT(coded->program_size() * 5, Pattern::compile(all.expressions[0])->program_size());
}

TEST(Expression, FlagsThatMoveLinesAreNotRead) {
  KnownClasses classes;
  EXPECT_FALSE(take_apart("(?m)^会", classes));
  EXPECT_FALSE(take_apart("(?U:会+)", classes));
  EXPECT_TRUE(take_apart("(?is)会.(?-i:x)", classes));
}

TEST(Expression, KnowsWhetherTheEmptyTextMatches) {
  KnownClasses classes;
  for (const char* empty : {"", "会?", "(?:会|)", "^$", "(会*)?议{0,3}", "(?:)"})
    EXPECT_TRUE(matches_empty(*take_apart(empty, classes))) << empty;
  for (const char* filled : {"会", "会+", "会|议", "[^会]", "(?:会?议)", "会{1,}"})
    EXPECT_FALSE(matches_empty(*take_apart(filled, classes))) << filled;
}

TEST(CharacterSet, ClassesAreThoseOfRe2) {
  KnownClasses classes;
  const CharacterSet& han = classes.members("\\p{Han}");
  EXPECT_TRUE(contains(han, U'会'));
  EXPECT_TRUE(contains(han, U'〇'));
  EXPECT_FALSE(contains(han, U'，'));
  EXPECT_FALSE(contains(han, 0xF0001));
  EXPECT_TRUE(contains(classes.members("\\P{Han}"), 0xF0001));
  EXPECT_TRUE(contains(classes.members("\\p{Co}"), 0xF0FFF));
  EXPECT_EQ(classes.members("(?i:k)"), (CharacterSet{{'K', 'K'}, {'k', 'k'}, {0x212A, 0x212A}}));
  EXPECT_EQ(complement({{0, 'a'}, {'c', kLastCodePoint}}), (CharacterSet{{'b', 'b'}}));
  EXPECT_EQ(united({{'d', 'e'}, {'a', 'b'}, {'b', 'c'}}), (CharacterSet{{'a', 'e'}}));
}

}  // namespace
}  // namespace zhailu::base
