#include <gtest/gtest.h>

#include "records.hpp"

namespace zhailu::assemble {
namespace {

using testing::assemble_records;
using testing::record;
using testing::shown;
using testing::TestDocument;

class Lists : public ::testing::Test {
 protected:
  Lists()
      : pack(testing::shipped_like_pack()),
        list(testing::add_rule(pack, "activity_list")),
        activity(testing::add_rule(pack, "activity", {{"category", "lecture"}})),
        count(testing::add_rule(pack, "count")),
        body(testing::add_rule(pack, "organization")) {
    pack.rules[count].resolver = ruleset::Resolver::kCount;
    ruleset::SlotSource items;
    items.from = ruleset::SlotFrom::kItems;
    items.types = {testing::type_id(pack, "activity")};
    pack.rules[list].slots = {{testing::name_id(pack, "items"), {items}}};
  }

  // A heading of block 0 that announces `declared` activities.
  void announce(TestDocument& document, std::string_view number, std::int64_t declared) {
    document.block(0).kind = model::BlockKind::kHeading;
    for (std::size_t i = 1; i < document.analysis.segments.blocks.size(); ++i) {
      document.block(i).parent = 0;
    }
    const auto& heading = document.block(0).span;
    const auto find = document.find(list, heading);
    const auto number_mention = document.find(count, number);
    document.capture(find, "declared_count", number_mention);
    document.analysis.counts.emplace(number_mention, declared);
  }

  ruleset::Pack pack;
  std::uint32_t list, activity, count, body;
};

TEST_F(Lists, ItemsAreTheFirstActivityOfEachParagraphWithALead) {
  TestDocument document(pack,
                        "市局开展两项活动\n讲党课。7月1日甲讲党课。\n随后大家对照检查，谈了体会，表"
                        "示要继续努力，不断改进作风。\n植树。乙局植树造林。");
  announce(document, "两项", 2);
  document.find(activity, "讲党课", 1);
  document.find(activity, "植树造林");
  const Value all = assemble_records(document, pack);
  const Value& made = record(all, "activity_lists", 0);
  EXPECT_EQ(shown(made, "title"), "市局开展两项活动");
  EXPECT_EQ(shown(made, "declared_count"), "2");
  EXPECT_EQ(shown(made, "items"), "d0123456789abcdef-a1|d0123456789abcdef-a2");
  EXPECT_TRUE(made.find("warnings")->array().empty());
}

TEST_F(Lists, AnItemWithoutAnActivityIsNamedByItsLead) {
  pack.list_marker = *base::Pattern::compile("^(?:[0-9]\\.)");
  TestDocument document(pack, "开展三项活动\n1.看展览：在馆内\n2.讲党课");
  announce(document, "三项", 3);
  document.block(1).kind = document.block(2).kind = model::BlockKind::kListItem;
  document.find(activity, "讲党课");
  const Value all = assemble_records(document, pack);
  ASSERT_EQ(all.find("activities")->array().size(), 2u);
  EXPECT_EQ(shown(record(all, "activities", 0), "name"), "看展览");
  EXPECT_EQ(shown(record(all, "activities", 0), "rule"), pack.rules[list].id);
  EXPECT_EQ(shown(record(all, "activities", 1), "name"), "讲党课");
  const Value& made = record(all, "activity_lists", 0);
  EXPECT_EQ(shown(made, "items"), "d0123456789abcdef-a1|d0123456789abcdef-a2");
}

TEST_F(Lists, ShortLeadWordsNameTheItem) {
  TestDocument document(
      pack, "开展两项活动\n温一次誓词。全体党员重温入党誓词。\n党课。甲讲党课，乙讲党课");
  announce(document, "两项", 2);
  document.find(activity, "重温入党誓词");
  document.find(activity, "党课", 0);
  const Value all = assemble_records(document, pack);
  EXPECT_EQ(shown(record(all, "activities", 0), "name"), "温一次誓词");
  EXPECT_EQ(*record(all, "activities", 0).find("span"), Value(Value::Array{17, 23}));
  EXPECT_EQ(shown(record(all, "activities", 1), "name"), "党课");
}

TEST_F(Lists, ADeclaredCountThatDiffersIsAWarning) {
  TestDocument document(pack, "开展三项活动\n讲党课");
  announce(document, "三项", 3);
  document.block(1).kind = model::BlockKind::kListItem;
  document.find(activity, "讲党课");
  const Value all = assemble_records(document, pack);
  const Value& warning = record(all, "activity_lists", 0).find("warnings")->array().at(0);
  EXPECT_EQ(shown(warning, "code"), "count_mismatch");
  EXPECT_EQ(shown(warning, "slot"), "declared_count");
  EXPECT_EQ(shown(warning, "text"), "3 declared, 1 found");
  EXPECT_EQ(*warning.find("span"), Value(Value::Array{2, 4}));
}

TEST_F(Lists, WhoAnnouncesOrganizesWhatNamesNobody) {
  TestDocument document(pack, "甲局两项活动\n讲党课\n乙局植树");
  announce(document, "两项", 2);
  document.block(1).kind = document.block(2).kind = model::BlockKind::kListItem;
  document.capture(0, "organizers", document.find(body, "甲局"));
  document.find(activity, "讲党课");
  const auto second = document.find(activity, "乙局植树");
  document.capture(second, "organizers", document.find(body, "乙局"));
  const Value all = assemble_records(document, pack);
  EXPECT_EQ(shown(record(all, "activities", 0), "organizers"), "甲局");
  EXPECT_EQ(shown(record(all, "activities", 1), "organizers"), "乙局");
}

TEST_F(Lists, AHelperInTheLeadWordsSaysMoreOfANewItem) {
  const auto deed = testing::add_rule(pack, "deed", {{"category", "culture"}});
  pack.rules[list].slots[0].sources[0].types.push_back(testing::type_id(pack, "deed"));
  TestDocument document(pack, "开展一项活动\n书画展。大家看了");
  announce(document, "一项", 1);
  document.find(deed, "书画展");
  const Value all = assemble_records(document, pack);
  EXPECT_EQ(shown(record(all, "activities", 0), "name"), "书画展");
  EXPECT_EQ(shown(record(all, "activities", 0), "category"), "culture");
}

TEST_F(Lists, LeadWordsAreTheNameOfAnItem) {
  TestDocument document(pack, "开展两项活动\n访一批党员。班子慰问困难党员\n讲党课");
  announce(document, "两项", 2);
  document.block(2).kind = model::BlockKind::kParagraph;
  document.find(activity, "慰问困难党员");
  const Value all = assemble_records(document, pack);
  EXPECT_EQ(shown(record(all, "activities", 0), "name"), "访一批党员");
}

TEST_F(Lists, HeadingsFollowTheHeadingThatAnnouncesThem) {
  TestDocument document(pack, "按两项活动开展\n甲主持。\n讲党课\n讲得好。\n植树");
  announce(document, "两项", 2);
  document.block(0).level = 2;
  for (const std::size_t one : {2U, 4U}) {
    document.block(one).kind = model::BlockKind::kHeading;
    document.block(one).level = 1;
    document.block(one).parent = -1;
  }
  document.block(3).parent = 2;
  const Value all = assemble_records(document, pack);
  ASSERT_EQ(all.find("activities")->array().size(), 2u);
  EXPECT_EQ(shown(record(all, "activities", 0), "name"), "讲党课");
  EXPECT_EQ(shown(record(all, "activities", 1), "name"), "植树");
}

TEST_F(Lists, AnAnnouncementWithoutItemsIsDropped) {
  TestDocument document(pack, "开展三项活动\n大家很高兴");
  announce(document, "三项", 3);
  const Value all = assemble_records(document, pack);
  EXPECT_TRUE(all.find("activity_lists")->array().empty());
}

TEST_F(Lists, ParagraphsWithLeadWordsFollowTheAnnouncement) {
  TestDocument document(pack, "开展两项活动\n看展览。在馆内看\n讲党课。在馆外讲\n大家很高兴");
  announce(document, "两项", 2);
  const Value all = assemble_records(document, pack);
  ASSERT_EQ(all.find("activities")->array().size(), 2u);
  EXPECT_EQ(shown(record(all, "activities", 0), "name"), "看展览");
  EXPECT_EQ(shown(record(all, "activities", 1), "name"), "讲党课");
}

TEST_F(Lists, ASentenceThatAnnouncesHoldsItsItemsItself) {
  TestDocument document(pack, "开展两项活动：讲党课、植树。看展览。\n参观");
  const auto find = document.find(list, "开展两项活动");
  static_cast<void>(find);
  for (const char* name : {"讲党课", "植树", "看展览", "参观"}) document.find(activity, name);
  const Value all = assemble_records(document, pack);
  EXPECT_EQ(shown(record(all, "activity_lists", 0), "items"),
            "d0123456789abcdef-a1|d0123456789abcdef-a2|d0123456789abcdef-a3");
}

TEST_F(Lists, AParagraphThatNumbersItsSentencesHoldsAsManyItems) {
  pack.list_marker = *base::Pattern::compile("[一二三]是");
  TestDocument document(pack,
                        "开展三项活动\n一是讲党课。甲讲党课。二是植树；三是看展览。\n参观。大家去参观");
  document.find(list, "开展三项活动");
  for (const char* name : {"讲党课", "植树", "看展览", "参观"}) document.find(activity, name);
  const Value all = assemble_records(document, pack);
  EXPECT_EQ(shown(record(all, "activity_lists", 0), "items"),
            "d0123456789abcdef-a1|d0123456789abcdef-a2|d0123456789abcdef-a3");
}

TEST_F(Lists, WhatIsNumberedBehindTheAnnouncementComesFirst) {
  pack.list_marker = *base::Pattern::compile("[一二三]是");
  TestDocument document(pack, "开展两项活动：一是讲党课；二是植树。\n参观。大家去参观");
  document.find(list, "开展两项活动");
  for (const char* name : {"讲党课", "植树", "参观"}) document.find(activity, name);
  const Value all = assemble_records(document, pack);
  EXPECT_EQ(shown(record(all, "activity_lists", 0), "items"),
            "d0123456789abcdef-a1|d0123456789abcdef-a2");
}

TEST_F(Lists, OfTwoListsWithTheSameItemsTheLaterOneIsTheList) {
  pack.list_marker = *base::Pattern::compile("[一二三]是");
  TestDocument document(pack, "两项活动\n开展两项活动：一是讲党课；二是植树。");
  document.block(0).kind = model::BlockKind::kHeading;
  document.block(1).parent = 0;
  document.find(list, "两项活动");
  document.find(list, "开展两项活动");
  for (const char* name : {"讲党课", "植树"}) document.find(activity, name);
  const Value all = assemble_records(document, pack);
  ASSERT_EQ(all.find("activity_lists")->array().size(), 1U);
  EXPECT_EQ(shown(record(all, "activity_lists", 0), "title"), "开展两项活动");
}

}  // namespace
}  // namespace zhailu::assemble
