#include <gtest/gtest.h>

#include "fixture.hpp"

namespace zhailu::match {
namespace {

struct Case {
  const char* guard;
  const char* text;
  Lines expected;
};

// The guard stands in a rule that finds 会.
void expect_finds(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    const std::string rule = "- {id: r, make: x, find: '会', " + std::string(one.guard) + "}\n";
    EXPECT_EQ(finds_of(rule, one.text), one.expected) << one.guard << " in " << one.text;
  }
}

TEST(Guards, BeforeAndAfterStandDirectlyBeside) {
  expect_finds({{"before: 大", "大会，小会，大的会", {"x[会]"}},
                {"before: [大, 小]", "大会小会", {"x[会]", "x[会]"}},
                {"before: '{start}'", "会会", {"x[会]"}},
                {"before: '{person}'", "甲会会", {"x[会]"}},
                {"after: 议", "会，会议", {"x[会]"}},
                {"after: ['议', '{end}']", "会，会议，会", {"x[会]", "x[会]"}},
                {"before: 大, after: 议", "大会，会议，大会议", {"x[会]"}}});
}

TEST(Guards, WhatStandsBeforeMayBePartOfTheFindBefore) {
  expect_finds({{"before: 会", "会会会", {"x[会]", "x[会]"}}});
  EXPECT_EQ(finds_of("- {id: r, make: x, find: 'AB', before: '{start}|B'}\n", "ABABCAB"),
            (Lines{"x[AB]", "x[AB]"}));
}

TEST(Guards, WhatStandsBehindMayBeginTheNextFind) {
  expect_finds({{"after: 会", "会会会", {"x[会]", "x[会]"}}});
}

TEST(Guards, ContextMayCapture) {
  expect_finds({{"before: '{person:who}'", "甲会", {"x[会 who=甲]"}},
                {"after: '(?P<more>议)'", "会议", {"x[会 more=议]"}}});
}

TEST(Guards, NotBeforeAndNotAfterVeto) {
  expect_finds({{"not_before: 大", "大会，小会", {"x[会]"}},
                {"not_before: [大, 小]", "大会小会会", {"x[会]"}},
                {"not_before: '{person}'", "甲会，会", {"x[会]"}},
                {"not_before: '{start}'", "会会", {"x[会]"}},
                {"not_after: 议", "会议，会", {"x[会]"}},
                {"not_after: '{end}'", "会，会", {"x[会]"}},
                {"not_after: '{..2}强调'", "会上他强调，会，会上同时还强调", {"x[会]", "x[会]"}}});
}

TEST(Guards, TheSentencesBordersAreNoBordersOfTheGuardsSight) {
  std::string far;
  for (int i = 0; i < 100; ++i) far += "很";
  expect_finds({{"not_before: '{start}很+'", "很很会", {}},
                {"not_before: '{start}很+'", (far + "会").c_str(), {"x[会]"}},
                {"not_after: '很+{end}'", "会很很", {}},
                {"not_after: '很+{end}'", ("会" + far + "大").c_str(), {"x[会]"}}});
}

TEST(Guards, AVetoedFindIsPassedOverWhole) {
  EXPECT_EQ(finds_of("- {id: r, make: x, find: '大?会', not_before: 党}\n", "党大会"), Lines{});
  EXPECT_EQ(finds_of("- {id: r, make: x, find: '\\p{Han}{2}', not_after: 很}\n", "天地很好"),
            (Lines{"x[很好]"}));
}

TEST(Guards, NearLooksSoManyCharactersFar) {
  expect_finds(
      {{"near: {words: 要求, within: 3, side: left}", "要求开会，要求我们都开会", {"x[会]"}},
       {"near: {words: 要求, within: 2}", "要求会", {"x[会]"}},
       {"near: {words: 要求, within: 1}", "要求会", {}},
       {"near: {words: [要, 请], within: 1, side: right}", "会请，会，会要", {"x[会]", "x[会]"}},
       {"near: {words: 要, within: 4, side: right}", "要会", {}},
       {"not_near: {words: 要, within: 4}", "要会", {}},
       {"not_near: {words: 要, within: 4}", "会要", {}},
       {"not_near: {words: '{person}', within: 2, side: left}", "甲会，会", {"x[会]"}}});
}

TEST(Guards, NearStaysInTheSentence) {
  expect_finds({{"near: {words: 要, within: 9}", "要。会", {}},
                {"unit: block, near: {words: 要, within: 9}", "要。会", {}},
                {"unit: block, near: {words: 要, within: 9}", "好。要会。好", {"x[会]"}},
                {"unit: block, not_near: {words: 要, within: 9}", "会。要", {"x[会]"}}});
}

TEST(Guards, InsideMentionsAndQuotations) {
  expect_finds({{"inside: quotation", "“会”会", {"x[会]"}},
                {"not_inside: quotation", "“会”大会", {"x[会]"}},
                {"not_inside: [quotation]", "“会”", {}}});
  const std::string rules = "- {id: long, make: title, find: '《[^》]*》'}\n";
  const ruleset::Pack pack =
      compile({{"first", "", "", rules},
               {"last", "", "",
                "- {id: a, make: x, find: '会', inside: title}\n"
                "- {id: b, make: y, find: '课', not_inside: [title, quotation]}\n"}});
  EXPECT_EQ(finds(pack, "《会课》会课“课”", {"x", "y"}), (Lines{"x[会]", "y[课]"}));
}

TEST(Guards, RetryTriesTheFindWithoutItsLastCharacterOnce) {
  const std::string rule =
      "- {id: r, make: x, find: '(?P<a>天)(?P<b>\\p{Han}{1,2})', not_after: '年', retry: "
      "shorter}\n";
  EXPECT_EQ(finds_of(rule, "天地人年"), (Lines{"x[天地 a=天 b=地]"}));
  EXPECT_EQ(
      finds_of("- {id: r, make: x, find: '(?P<a>天)(?P<b>地)', not_after: '年', retry: shorter}\n",
               "天地年"),
      (Lines{"x[天 a=天]"}));
  EXPECT_EQ(
      finds_of("- {id: r, make: x, find: '天地', not_after: '[地年]', retry: shorter}\n", "天地年"),
      Lines{});
  EXPECT_EQ(finds_of("- {id: r, make: x, find: '天', not_after: '年', retry: shorter}\n", "天年"),
            Lines{});
}

TEST(Guards, AfterARetryTheContextsCaptureStays) {
  const std::string rule =
      "- {id: r, make: x, find: '天地', after: '(?P<c>人)', not_after: '人年', retry: shorter}\n";
  EXPECT_EQ(finds_of(rule, "天地人年"), (Lines{"x[天 c=人]"}));
}

TEST(Guards, ARetryLeavesTheLastCharacterForTheNextFind) {
  EXPECT_EQ(finds_of("- {id: r, make: x, find: '天地|地人', not_after: '人', retry: shorter}\n",
                     "天地人"),
            (Lines{"x[天]", "x[地人]"}));
}

}  // namespace
}  // namespace zhailu::match
