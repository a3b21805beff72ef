#include <gtest/gtest.h>

#include "fixture.hpp"

namespace zhailu::match {
namespace {

Lines items(const std::string& sequence, std::string_view text, const std::string& more = {}) {
  return finds_of("- {id: r, make: x, sequence: {" + sequence + "}" + more + "}\n", text);
}

TEST(Sequence, ItemsBetweenSeparators) {
  EXPECT_EQ(items("item: '{person:who}', separator: 、", "甲、乙、丙到"),
            (Lines{"x[甲 who=甲]", "x[乙 who=乙]", "x[丙 who=丙]"}));
  EXPECT_EQ(items("item: '{person:who}', separator: '[、和]'", "甲和乙"),
            (Lines{"x[甲 who=甲]", "x[乙 who=乙]"}));
}

TEST(Sequence, TwoItemsAtLeast) {
  EXPECT_EQ(items("item: '{person}', separator: 、", "甲到，乙"), Lines{});
  EXPECT_EQ(items("item: '{person}', separator: 、, min: 1", "甲到，乙"),
            (Lines{"x[甲]", "x[乙]"}));
  EXPECT_EQ(items("item: '{person}', separator: 、, min: 3", "甲、乙，甲、乙、丙"),
            (Lines{"x[甲]", "x[乙]", "x[丙]"}));
}

TEST(Sequence, ItemsShareTheCapturesOfTheStart) {
  EXPECT_EQ(items("start: '(?P<post>领导)', item: '{person:who}', separator: 、",
                  "市领导甲、乙到会，丙、丁"),
            (Lines{"x[甲 who=甲 post=领导]", "x[乙 who=乙 post=领导]"}));
}

TEST(Sequence, TheEndMustFollowTheLastItem) {
  const std::string sequence = "item: '{person}', separator: 、, end: 到会";
  EXPECT_EQ(items(sequence, "甲、乙到会"), (Lines{"x[甲]", "x[乙]"}));
  EXPECT_EQ(items(sequence, "甲、乙说"), Lines{});
  EXPECT_EQ(items("item: '\\p{Han}{1,4}', separator: 、, end: [区, 县]", "东西、南北区"),
            (Lines{"x[东西]", "x[南北]"}));
}

// Tried from every item anew it would take minutes.
TEST(Sequence, Fault019_AChainWithoutItsEndIsPassedOverOnce) {
  std::string chain;
  for (int i = 0; i < 20000; ++i) chain += "甲、";
  EXPECT_EQ(items("item: '{person}', separator: 、, end: 到会", chain + "说"), Lines{});
}

TEST(Sequence, ASeparatorWithoutItemEndsIt) {
  EXPECT_EQ(items("item: '{person}', separator: 、", "甲、乙、天"), (Lines{"x[甲]", "x[乙]"}));
}

TEST(Sequence, AVetoedItemEndsIt) {
  EXPECT_EQ(items("item: '{person}', separator: 、", "甲、乙、丙说", ", not_after: 说"),
            (Lines{"x[甲]", "x[乙]"}));
}

TEST(Sequence, TestsOfTheStartCount) {
  const std::string sequence = "start: '{person/甲/}：', item: '{date}', separator: 、";
  EXPECT_EQ(items(sequence, "乙：一、二"), Lines{});
  EXPECT_EQ(items(sequence, "乙：甲：一、二"), (Lines{"x[一]", "x[二]"}));
}

TEST(Sequence, SpanIsThatOfTheItemsPart) {
  EXPECT_EQ(
      items("item: '(?P<no>[0-9])\\.{person:who}', separator: 、", "1.甲、2.乙", ", span: who"),
      (Lines{"x[甲 no=1 who=甲]", "x[乙 no=2 who=乙]"}));
}

TEST(Sequence, LongTextsAreProbedInParts) {
  std::string text;
  while (text.size() < 4095) text += "a";  // the sequence stands across the probe's first border
  EXPECT_EQ(items("item: '{person}', separator: 、", text + "甲、乙"), (Lines{"x[甲]", "x[乙]"}));
}

TEST(Sequence, ARosterMayBeLongerThanAProbe) {
  std::string text = "甲";
  for (int i = 1; i < 3000; ++i) text += "、乙";
  EXPECT_EQ(items("item: '{person}', separator: 、", text).size(), 3000U);
}

}  // namespace
}  // namespace zhailu::match
