#include "base/required_literals.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/pattern.hpp"

namespace zhailu::base {
namespace {

std::vector<Way> ways(std::string_view expression) {
  KnownClasses classes;
  return required_literals(*take_apart(expression, classes));
}

// [召开 举行][会议] | [讲]
std::string drawn(std::string_view expression) {
  std::string line;
  for (const Way& way : ways(expression)) {
    line += line.empty() ? "" : " | ";
    for (Clause clause : way) {
      std::ranges::sort(clause);
      line += "[";
      for (const std::string& one : clause) line += (line.back() == '[' ? "" : " ") + one;
      line += "]";
    }
  }
  return line;
}

TEST(RequiredLiterals, AreThoseWithoutWhichNothingMatches) {
  EXPECT_EQ(drawn("召开了?.*会议"), "[召开][会议]");
  EXPECT_EQ(drawn("(?:召开|举行).{0,9}(?:会议|座谈会)"), "[会议 座谈会][举行 召开]");  // rare ones first
  EXPECT_EQ(drawn("(?:开展|举行)活动"), "[举行活动 开展活动]");
  EXPECT_EQ(drawn("[甲乙]+会"), "[会][乙 甲]");
  EXPECT_EQ(drawn("第.{2}届"), "[第][届]");
}

TEST(RequiredLiterals, BranchesAreWaysOfTheirOwn) {
  EXPECT_EQ(drawn("召开.*会|讲.*党课"), "[召开][会] | [党课][讲]");
  EXPECT_EQ(drawn("(?:在.*讲|向.*说)课"), "[在][讲][课] | [向][说][课]");
}

TEST(RequiredLiterals, WhatMayBeAbsentRequiresNothing) {
  EXPECT_EQ(drawn("\\p{Han}+"), "");
  EXPECT_EQ(ways("(?:会议)*")[0].size(), 0U);
  EXPECT_EQ(ways("会议|.*")[0].size(), 0U);
  EXPECT_EQ(drawn("(?:会议)?召开"), "[召开]");
}

TEST(RequiredLiterals, ALongerOneThatHoldsAShorterOneIsLeftOut) {
  EXPECT_EQ(drawn("(?:会|会议|大会)"), "[会]");
}

// The slow and obvious judge: a text that matches satisfies a way.
TEST(RequiredLiterals, NoMatchIsWithoutThem) {
  const std::vector<std::string> pieces = {"会", "议", "召", "开", "讲", "课", "，", "1"};
  std::mt19937 random(3);
  const auto pick = [&] { return pieces[random() % pieces.size()]; };
  const std::vector<std::string> shapes = {"A(?:B|CD)*E", "(?:AB|C.*D)E?", "(?:A|B|)C+", "A{2}[BC]", "(?:(?:A|B)C|D.E){1,2}", "A?B?C?D"};
  for (int round = 0; round < 3000; ++round) {
    std::string expression;
    for (const char c : shapes[random() % shapes.size()])
      expression += c >= 'A' && c <= 'E' ? pick() : std::string(1, c);
    const Pattern pattern = *Pattern::compile(expression);
    const auto all = ways(expression);
    for (int texts = 0; texts < 10; ++texts) {
      std::string text;
      for (std::size_t n = random() % 7; n > 0; --n) text += pick();
      if (!pattern.contains(text)) continue;
      const auto holds = [&](const std::string& one) { return text.find(one) != std::string::npos; };
      const bool satisfied = std::ranges::any_of(all, [&](const Way& way) {
        return std::ranges::all_of(way, [&](const Clause& clause) { return std::ranges::any_of(clause, holds); });
      });
      ASSERT_TRUE(satisfied) << expression << "\n" << text;
    }
  }
}

}  // namespace
}  // namespace zhailu::base
