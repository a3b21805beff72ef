#include <gtest/gtest.h>

#include "fixture.hpp"

namespace zhailu::match {
namespace {

struct Case {
  const char* pattern;
  const char* text;
  Lines expected;
};

void expect_finds(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    const std::string rule = "- {id: r, make: x, find: '" + std::string(one.pattern) + "'}\n";
    EXPECT_EQ(finds_of(rule, one.text), one.expected) << one.pattern << " in " << one.text;
  }
}

TEST(Finder, CapturesMentionsAndText) {
  expect_finds(
      {{"{person}讲课", "甲讲课", {"x[甲讲课]"}},
       {"{person:who}讲(?P<what>\\p{Han}课)", "甲讲党课", {"x[甲讲党课 who=甲 what=党课]"}},
       {"{person|date:either}会", "甲会，一会", {"x[甲会 either=甲]", "x[一会 either=一]"}},
       {"{person:who}?讲课", "讲课，甲讲课", {"x[讲课]", "x[甲讲课 who=甲]"}},
       {"{any}会", "甲会，一会，天会", {"x[甲会]", "x[一会]"}},
       {"(?P<a>天)|(?P<b>地)", "天地", {"x[天 a=天]", "x[地 b=地]"}}});
}

TEST(Finder, ASymbolIsNoHanCharacter) {
  expect_finds({{"\\p{Han}+会", "甲大会", {"x[大会]"}}, {"[^。]会", "甲会", {"x[甲会]"}}});
}

TEST(Finder, ListsCaptureEachMember) {
  expect_finds({{"{person+:who}到会", "甲、乙和丙到会", {"x[甲、乙和丙到会 who=甲 who=乙 who=丙]"}},
                {"{person+:who}到会", "甲到会", {"x[甲到会 who=甲]"}},
                {"{person+:who}到会", "甲，乙到会", {"x[乙到会 who=乙]"}},
                {"{person+}到会", "甲、乙到会", {"x[甲、乙到会]"}},
                {"{person|date+:who}会", "甲、一会", {"x[甲、一会 who=甲 who=一]"}}});
}

TEST(Finder, TextTestsLookAtEveryMention) {
  expect_finds({{"{person/[甲乙]/}会", "甲会丙会", {"x[甲会]"}},
                {"{person/^[甲乙]$/:who}会", "丙会乙会", {"x[乙会 who=乙]"}},
                {"{person+/[甲乙]/:who}会", "甲、丙会", {}},
                {"{person+/[甲乙]/:who}会", "甲、乙会", {"x[甲、乙会 who=甲 who=乙]"}}});
}

TEST(Finder, AttributeTestsReadWordListsAndSet) {
  const std::vector<TestLexicon> lexicons = {{"post", "书记\tkind=party\n局长\tkind=state\n", ""},
                                             {"city", "武汉\tlevel=big\n沅川\n", "place"}};
  const ruleset::Pack pack = compile({{"first", "", "",
                                       "- {id: n, make: name, find: '[甲乙]', set: {sort: "
                                       "good}}\n- {id: m, make: name, find: '丙'}\n"},
                                      {"last", "place, name", "post",
                                       "- {id: a, make: x, find: '{post[kind=party]:post}到'}\n"
                                       "- {id: b, make: x, find: '{place[level=big]}来'}\n"
                                       "- {id: c, make: x, find: '{name[sort=good]}去'}\n"}},
                                     lexicons);
  EXPECT_EQ(finds(pack, "书记到局长到", {"x"}), (Lines{"x[书记到 post=书记]"}));
  EXPECT_EQ(finds(pack, "武汉来沅川来", {"x"}), (Lines{"x[武汉来]"}));
  EXPECT_EQ(finds(pack, "甲去丙去", {"x"}), (Lines{"x[甲去]"}));
}

TEST(Finder, GapsEndAtSentenceEndsAndCapturedTypes) {
  expect_finds({{"讲{..3}课", "讲了党课", {"x[讲了党课]"}},
                {"讲{..3}课", "讲课", {"x[讲课]"}},
                {"讲{..3}课", "讲一二三课", {"x[讲一二三课]"}},
                {"讲{..3}课", "讲！课", {}},
                {"{person:who}{..9}课", "甲请乙讲课", {"x[乙讲课 who=乙]"}},
                {"{person}{..9}课", "甲请乙讲课", {"x[甲请乙讲课]"}},
                {"{person:who}{..9}课", "甲在一讲课", {"x[甲在一讲课 who=甲]"}}});
}

TEST(Finder, AGapThatIsTooLongLeavesRoomForALaterBegin) {
  expect_finds(
      {{"讲{..3}课", "讲了很多的讲党课", {"x[讲党课]"}}, {"讲{..3}课", "讲了很多的党课", {}}});
}

TEST(Finder, AFailedTestPassesTheFindOverWhole) {
  expect_finds(
      {{"{person/甲/}{person}", "乙甲乙", {}}, {"{person/甲/}{person}", "丙丙甲乙", {"x[甲乙]"}}});
}

TEST(Finder, StartAndEndAreTheBordersOfTheSentence) {
  expect_finds({{"{start}{person}", "甲乙。丙丁", {"x[甲]", "x[丙]"}},
                {"会{end}", "会会\n会", {"x[会]", "x[会]"}},
                {"会。{end}", "会。会", {"x[会。]"}}});
}

TEST(Finder, SpanNamesThePartThatIsTheMention) {
  const std::string rule =
      "- {id: r, make: x, find: '由{person:who}(?P<add>同志)?讲', span: who}\n";
  EXPECT_EQ(finds_of(rule, "由甲讲"), (Lines{"x[甲 who=甲]"}));
  const std::string optional =
      "- {id: r, make: x, find: '由{person}(?P<add>同志)?讲', span: add}\n";
  EXPECT_EQ(finds_of(optional, "由甲讲，由乙同志讲"), (Lines{"x[同志 add=同志]"}));
}

TEST(Finder, RulesHaveTheirKindsOfBlocks) {
  const ruleset::Pack pack =
      compile({{"only", "", "",
                "- {id: a, make: x, find: '会', in: [title, heading]}\n"
                "- {id: b, make: y, find: '会', not_in: heading}\n"
                "- {id: c, make: z, find: '会', not_in: [heading], in: [heading, title]}\n"}});
  const auto in = [&](model::BlockKind kind) {
    model::Analysis analysis = segmented("会");
    analysis.segments.blocks[0].kind = kind;
    match(analysis, pack);
    std::string made;
    for (const model::Mention& one : analysis.mentions) made += pack.types[one.type].name;
    return made;
  };
  EXPECT_EQ(in(model::BlockKind::kParagraph), "y");
  EXPECT_EQ(in(model::BlockKind::kHeading), "x");
  EXPECT_EQ(in(model::BlockKind::kTitle), "x");  // rules of one span: x stands first
  EXPECT_EQ(in(model::BlockKind::kNoise), "");
}

TEST(Finder, ABlockUnitCrossesSentences) {
  const char* text = "甲到会。乙到会";
  EXPECT_EQ(finds_of("- {id: r, make: x, find: '{person}到会。{person}'}\n", text), Lines{});
  EXPECT_EQ(finds_of("- {id: r, make: x, find: '{person}到会。{person}', unit: block}\n", text),
            (Lines{"x[甲到会。乙]"}));
  EXPECT_EQ(finds_of("- {id: r, make: x, find: '会.甲', unit: block}\n", "会\n甲"), Lines{});
}

TEST(Finder, WhatOnePhaseRemembersALaterOneLooksUp) {
  const ruleset::Pack pack =
      compile({{"first", "", "",
                "- {id: a, make: person, find: '局长(?P<name>\\p{Han}{3})', span: name, remember: "
                "{lexicon: names, capture: name}}\n"},
               {"last", "person", "", "- {id: b, make: person, lookup: names}\n"}});
  EXPECT_EQ(finds(pack, "徐建华说。局长徐建华，徐建华徐建"),
            (Lines{"person[徐建华]", "person[徐建华 name=徐建华]", "person[徐建华]"}));
}

TEST(Finder, ALookupTakesGuards) {
  const ruleset::Pack pack =
      compile({{"first", "", "",
                "- {id: a, make: person, find: '局长(?P<name>\\p{Han}{2})', span: name, remember: "
                "{lexicon: names, capture: name}}\n"},
               {"last", "person", "", "- {id: b, make: y, lookup: names, not_after: 路}\n"}});
  EXPECT_EQ(finds(pack, "局长徐华。徐华路，徐华", {"y"}), (Lines{"y[徐华]"}));
}

}  // namespace
}  // namespace zhailu::match
