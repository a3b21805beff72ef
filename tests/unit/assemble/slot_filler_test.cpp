#include <gtest/gtest.h>

#include "records.hpp"

namespace zhailu::assemble {
namespace {

using ruleset::Side;
using ruleset::SlotFrom;
using ruleset::SlotSource;
using ruleset::Where;
using testing::assemble_records;
using testing::record;
using testing::shown;
using testing::TestDocument;

class Slots : public ::testing::Test {
 protected:
  Slots() : pack(testing::shipped_like_pack()), activity(testing::add_rule(pack, "activity")) {
    person = testing::add_rule(pack, "person");
    body = testing::add_rule(pack, "organization");
    date = testing::add_rule(pack, "date");
    venue = testing::add_rule(pack, "venue");
  }

  static base::Pattern pattern(std::string_view expression) {
    return *base::Pattern::compile(expression);
  }
  SlotSource of(std::string_view type) {
    SlotSource source;
    source.types = {testing::type_id(pack, type)};
    return source;
  }
  void slot(std::string_view field, std::vector<SlotSource> sources) {
    pack.rules[activity].slots.push_back({testing::name_id(pack, field), std::move(sources)});
  }
  std::string field(TestDocument& document, std::string_view name, std::size_t index = 0) {
    return shown(record(assemble_records(document, pack), "activities", index), name);
  }

  ruleset::Pack pack;
  std::uint32_t activity, person, body, date, venue;
};

TEST_F(Slots, TakeTheNearestMentionOfTheSentence) {
  slot("leaders", {of("person")});
  TestDocument document(pack, "甲说。乙等人在场，丙讲党课，由丁记录。戊");
  document.find(person, "甲");
  document.find(person, "乙");
  const auto nearest = document.find(person, "丙");
  static_cast<void>(nearest);
  document.find(activity, "讲党课");
  document.find(person, "丁");
  document.find(person, "戊");
  EXPECT_EQ(field(document, "leaders"), "乙|丙|丁");
  pack.rules[activity].slots[0].sources[0].pick = ruleset::Pick::kNearest;
  EXPECT_EQ(field(document, "leaders"), "丙");
  pack.rules[activity].slots[0].sources[0].side = Side::kRight;
  EXPECT_EQ(field(document, "leaders"), "丁");
  pack.rules[activity].slots[0].sources[0].side = Side::kLeft;
  pack.rules[activity].slots[0].sources[0].pick = ruleset::Pick::kFirst;
  EXPECT_EQ(field(document, "leaders"), "乙");
  pack.rules[activity].slots[0].sources[0].pick = ruleset::Pick::kLast;
  EXPECT_EQ(field(document, "leaders"), "丙");
}

TEST_F(Slots, CuesDistanceAndTypesAroundDecide) {
  SlotSource source = of("venue");
  source.before = pattern("在$");
  slot("venue", {source});
  TestDocument document(pack, "赴展馆前，在礼堂讲党课");
  document.find(venue, "展馆");
  document.find(venue, "礼堂");
  document.find(activity, "讲党课");
  EXPECT_EQ(field(document, "venue"), "礼堂");
  pack.rules[activity].slots[0].sources[0].after = pattern("^前");
  EXPECT_EQ(field(document, "venue"), "-");
  pack.rules[activity].slots[0].sources[0].before.reset();
  EXPECT_EQ(field(document, "venue"), "展馆");
  pack.rules[activity].slots[0].sources[0].within = 4;
  EXPECT_EQ(field(document, "venue"), "-");
  pack.rules[activity].slots[0].sources[0].within = 5;
  EXPECT_EQ(field(document, "venue"), "展馆");
}

TEST_F(Slots, AValueInsideAnotherMentionCanBeExcluded) {
  SlotSource source = of("organization");
  source.not_types = {testing::type_id(pack, "person")};
  slot("organizers", {source});
  TestDocument document(pack, "市局长甲讲党课");
  const auto whole = document.find(person, "市局长甲");
  document.capture_text(whole, "name", document.place("甲"));
  document.find(body, "市局");
  document.find(activity, "讲党课");
  EXPECT_EQ(field(document, "organizers"), "");
  pack.rules[activity].slots[0].sources[0].not_types.clear();
  EXPECT_EQ(field(document, "organizers"), "市局");
}

TEST_F(Slots, ADateFillsStartEndAndTime) {
  SlotSource source = of("date");
  source.side = Side::kLeft;
  SlotSource wider = source;
  wider.where = Where::kBlock;
  slot("date", {source, wider});
  TestDocument document(pack, "7月1日集合。甲讲党课。");
  const auto day = document.find(date, "7月1日");
  document.find(activity, "讲党课");
  document.resolve_day(day, {2020, 7, 1});
  document.analysis.dates.at(day).time = "08:30";
  EXPECT_EQ(field(document, "start"), "2020-07-01");
  EXPECT_EQ(field(document, "end"), "2020-07-01");
  EXPECT_EQ(field(document, "time"), "08:30");
}

TEST_F(Slots, TheSubjectIsTheNearestBodyWithThoseJoinedToIt) {
  SlotSource source;
  source.from = SlotFrom::kSubject;
  slot("organizers", {source});
  TestDocument document(pack, "丙校说，甲局、乙局和丁局局长戊讲党课。到庚局讲党课");
  document.find(body, "丙校");
  document.find(body, "甲局");
  document.find(body, "乙局");
  const auto whole = document.find(person, "丁局局长戊");
  document.find(body, "丁局");
  document.capture_text(whole, "name", document.place("戊"));
  document.find(activity, "讲党课");
  EXPECT_EQ(field(document, "organizers"), "甲局|乙局");
}

TEST_F(Slots, WithoutASubjectInTheSentenceTheBlocksFirstBodyCounts) {
  SlotSource source;
  source.from = SlotFrom::kSubject;
  slot("organizers", {source});
  TestDocument document(pack, "甲局和乙局开会。随后丙馆迎客。讲党课");
  document.find(body, "甲局");
  document.find(body, "乙局");
  document.find(body, "丙馆");
  document.find(activity, "讲党课");
  EXPECT_EQ(field(document, "organizers"), "甲局|乙局");
}

TEST_F(Slots, TheNearestSubjectIsOfTheSentenceOnly) {
  SlotSource source;
  source.from = SlotFrom::kSubject;
  source.pick = ruleset::Pick::kNearest;
  slot("organizers", {source});
  TestDocument document(pack, "甲局开会。讲党课");
  document.find(body, "甲局");
  document.find(activity, "讲党课");
  EXPECT_TRUE(field(document, "organizers").empty());
}

TEST_F(Slots, JoinedBodiesNeedNoCueOfTheirOwn) {
  SlotSource source;
  source.from = SlotFrom::kSubject;
  source.before = pattern("(?:^|，)$");
  slot("organizers", {source});
  TestDocument document(pack, "近日，甲局、乙局讲党课");
  document.find(body, "甲局");
  document.find(body, "乙局");
  document.find(activity, "讲党课");
  EXPECT_EQ(field(document, "organizers"), "甲局|乙局");
}

TEST_F(Slots, ASubjectMayStandInTheFindThatIsTheBlock) {
  SlotSource source;
  source.from = SlotFrom::kSubject;
  source.where = Where::kBlock;
  slot("organizers", {source});
  TestDocument document(pack, "甲局深入开展五项活动");
  document.find(activity, "甲局深入开展五项活动");
  document.find(body, "甲局");
  EXPECT_EQ(field(document, "organizers"), "甲局");
}

TEST_F(Slots, TheIssuerTheHeadingAndTheTextAreSources) {
  SlotSource issuer;
  issuer.from = SlotFrom::kIssuer;
  SlotSource heading;
  heading.from = SlotFrom::kHeading;
  SlotSource text;
  text.from = SlotFrom::kText;
  text.text = pattern("以“(?P<value>[^”]+)”为题");
  slot("organizers", {issuer});
  slot("name", {text});
  slot("category", {heading});
  TestDocument document(pack, "甲局\n学习\n乙以“初心”为题讲党课");
  document.block(0).kind = model::BlockKind::kMasthead;
  document.block(1).kind = model::BlockKind::kHeading;
  document.block(2).parent = 1;
  document.find(body, "甲局");
  document.find(activity, "讲党课");
  EXPECT_EQ(field(document, "organizers"), "甲局");
  EXPECT_EQ(field(document, "category"), "学习");
  EXPECT_EQ(field(document, "name"), "初心");
}

TEST_F(Slots, AnInheritedValueIsThatOfTheRecordBeforeInTheSection) {
  SlotSource inherit;
  inherit.from = SlotFrom::kInherit;
  slot("date", {of("date"), inherit});
  TestDocument document(pack, "7月1日讲党课甲。看展览。\n二\n植树。");
  document.block(1).kind = model::BlockKind::kHeading;
  document.block(2).parent = 1;
  const auto day = document.find(date, "7月1日");
  document.find(activity, "讲党课甲");
  document.find(activity, "看展览");
  document.find(activity, "植树");
  document.resolve_day(day, {2020, 7, 1});
  EXPECT_EQ(field(document, "start", 1), "2020-07-01");
  EXPECT_EQ(field(document, "start", 2), "-");
}

TEST_F(Slots, WithoutWhatIsNeededThereIsNoRecord) {
  SlotSource source = of("date");
  source.needed = true;
  slot("date", {source});
  TestDocument document(pack, "讲党课。7月1日植树。");
  document.find(activity, "讲党课");
  const auto day = document.find(date, "7月1日");
  document.find(activity, "植树");
  document.resolve_day(day, {2020, 7, 1});
  const Value all = assemble_records(document, pack);
  ASSERT_EQ(all.find("activities")->array().size(), 1u);
  EXPECT_EQ(shown(record(all, "activities", 0), "name"), "植树");
}

TEST_F(Slots, WhatIsCapturedStays) {
  slot("leaders", {of("person")});
  TestDocument document(pack, "甲到场，乙讲党课");
  document.find(person, "甲");
  const auto find = document.find(activity, "乙讲党课");
  document.capture(find, "leaders", document.find(person, "乙"));
  EXPECT_EQ(field(document, "leaders"), "乙");
}

}  // namespace
}  // namespace zhailu::assemble
