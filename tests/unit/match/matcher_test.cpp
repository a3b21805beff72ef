#include "match/matcher.hpp"

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace zhailu::match {
namespace {

TEST(Matcher, GlobalWordsAreMentionsLeftmostLongest) {
  const ruleset::Pack pack =
      compile({{"only", "", "", "[]"}}, {{"city", "武汉\n武汉市\n!沅川路\n沅川\n", "place"}});
  EXPECT_EQ(finds(pack, "武汉市沅川路，沅川武汉"),
            (Lines{"place[武汉市]", "place[沅川]", "place[武汉]"}));
}

TEST(Matcher, GlobalWordsKnowTheirSentence) {
  const ruleset::Pack pack = compile({{"only", "", "", "[]"}}, {{"city", "武汉\n", "place"}});
  const model::Analysis analysis = matched(pack, "好。在武汉。\n武汉");
  ASSERT_EQ(analysis.mentions.size(), 2U);
  EXPECT_EQ(analysis.mentions[0].sentence, 1);
  EXPECT_EQ(analysis.mentions[1].sentence, 2);
  EXPECT_EQ(analysis.mentions[1].block, 1);
}

TEST(Matcher, MentionsKnowBlockAndSentence) {
  const ruleset::Pack pack =
      compile({{"only", "", "",
                "- {id: a, make: x, find: '会'}\n- {id: b, make: y, find: '课', unit: block}\n"}});
  const model::Analysis analysis = matched(pack, "会。课\n好。课。会");
  std::vector<std::pair<int, int>> places;
  for (const model::Mention& one : analysis.mentions) places.emplace_back(one.block, one.sentence);
  EXPECT_EQ(places, (std::vector<std::pair<int, int>>{{0, 0}, {0, 1}, {1, 3}, {1, 4}}));
}

TEST(Matcher, MentionsStandInOrderTheLongerFirst) {
  const ruleset::Pack pack =
      compile({{"first", "", "", "- {id: a, make: inner, find: '会'}\n"},
               {"last", "inner", "", "- {id: b, make: outer, find: '{inner:part}议'}\n"}});
  EXPECT_EQ(finds(pack, "会，会议"), (Lines{"inner[会]", "outer[会议 part=会]", "inner[会]"}));
  const model::Analysis analysis = matched(pack, "会，会议");
  EXPECT_EQ(analysis.mentions[1].captures[0].mention, 2);  // captures follow the order
}

TEST(Matcher, KeptMentionsAreNoSymbols) {
  const ruleset::Pack pack = compile(
      {{"first", "", "",
        "- {id: a, make: help, find: '大会', keep: true}\n- {id: b, make: help, find: '小会'}\n"},
       {"last", "help", "", "- {id: c, make: x, find: '{help}|会'}\n"}});
  EXPECT_EQ(finds(pack, "大会小会", {"x"}), (Lines{"x[会]", "x[小会]"}));
}

TEST(Matcher, RemoveDropsEarlierMentionsThatOverlap) {
  const ruleset::Pack pack =
      compile({letters(),
               {"next", "person", "",
                "- {id: a, make: body, find: '{person}{person:who}公司', remove: [person]}\n"},
               {"last", "person, body", "",
                "- {id: b, make: x, find: '{person}|{body}'}\n"
                "- {id: c, make: y, find: '会', inside: person}\n"}});
  EXPECT_EQ(finds(pack, "甲乙公司丙一", {"person", "body", "date", "x"}),
            (Lines{"body[甲乙公司 who=乙]", "x[甲乙公司]", "person[丙]", "x[丙]", "date[一]"}));
  const model::Analysis analysis = matched(pack, "甲乙公司");
  EXPECT_EQ(analysis.mentions[0].captures[0].mention, -1);  // what it captured is text now
}

TEST(Matcher, RemoveLeavesMentionsOfItsOwnPhase) {
  const ruleset::Pack pack =
      compile({{"first", "", "", "- {id: z, make: x, find: '室'}\n"},
               {"next", "", "",
                "- {id: a, make: x, find: '会议', keep: true}\n"
                "- {id: b, make: y, find: '会议室', remove: [x]}\n"}});
  EXPECT_EQ(finds(pack, "会议室"), (Lines{"y[会议室]", "x[会议]"}));  // x[室] is of an earlier one
}

TEST(Matcher, ARemovedMentionIsNoPlaceToBeInside) {
  const ruleset::Pack pack =
      compile({{"first", "", "", "- {id: a, make: title, find: '《[^》]*》'}\n"},
               {"next", "", "", "- {id: b, remove: [title], find: '》（废）'}\n"},
               {"last", "", "", "- {id: c, make: x, find: '会', inside: title}\n"}});
  EXPECT_EQ(finds(pack, "《会》，《会》（废）"), (Lines{"title[《会》]", "x[会]"}));
}

TEST(Matcher, Fault019_TheCapOnMentionsIsSaid) {
  const ruleset::Pack pack = compile({{"only", "", "", "- {id: a, make: x, find: '会'}\n"}});
  MatchOptions options;
  options.max_mentions = 3;
  const model::Analysis cut = matched(pack, "会会会会会", options);
  EXPECT_EQ(cut.mentions.size(), 3U);
  EXPECT_TRUE(cut.truncated);
  const model::Analysis whole = matched(pack, "会会会", options);
  EXPECT_EQ(whole.mentions.size(), 3U);
  EXPECT_FALSE(whole.truncated);
}

TEST(Matcher, TheSameTextGivesTheSameMentions) {
  const ruleset::Pack pack =
      compile({letters(),
               {"last", "person, date", "", "- {id: r, make: x, find: '{person+:who}{..9}会'}\n"}});
  const char* text = "甲、乙到会。丙在一到会\n丁会";
  EXPECT_EQ(finds(pack, text), finds(pack, text));
}

TEST(Matcher, EmptyTextsHaveNoMentions) {
  const ruleset::Pack pack = compile({letters()});
  EXPECT_EQ(finds(pack, ""), Lines{});
}

// One sentence of n finds: what a find costs may not grow with their number.
TEST(Matcher, Fault019_ManyFindsInOneBlockAreAllFound) {
  const ruleset::Pack pack =
      compile({letters(),
               {"last", "person", "", "- {id: r, make: x, find: '{person}会', remove: [date]}\n"}});
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "甲会一。";
  EXPECT_EQ(finds(pack, text, {"x"}).size(), 20000U);
}

}  // namespace
}  // namespace zhailu::match
