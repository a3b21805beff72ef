#include <gtest/gtest.h>

#include "records.hpp"

namespace zhailu::assemble {
namespace {

using testing::assemble_records;
using testing::record;
using testing::shown;
using testing::TestDocument;

class Merging : public ::testing::Test {
 protected:
  Merging()
      : pack(testing::shipped_like_pack()),
        held(testing::add_rule(pack, "meeting", {{"status", "held"}})),
        mentioned(testing::add_rule(pack, "meeting", {{"status", "mentioned"}})),
        activity(testing::add_rule(pack, "activity")),
        person(testing::add_rule(pack, "person")),
        body(testing::add_rule(pack, "organization")),
        date(testing::add_rule(pack, "date")) {}

  void on(TestDocument& document, std::int32_t mention, std::string_view text, model::Day day) {
    const auto found = document.find(date, text);
    document.resolve_day(found, day);
    document.capture(mention, "date", found);
  }
  static std::size_t count(const Value& all, std::string_view collection) {
    return all.find(collection)->array().size();
  }

  ruleset::Pack pack;
  std::uint32_t held, mentioned, activity, person, body, date;
};

TEST_F(Merging, OneMeetingUnderTwoNamesIsOneRecordInItsFullestForm) {
  TestDocument document(pack, "座谈会召开。甲讲话。庆祝建党座谈会。");
  document.find(mentioned, "座谈会");
  const auto second = document.find(held, "庆祝建党座谈会");
  document.capture(second, "speakers", document.find(person, "甲"));
  const Value all = assemble_records(document, pack);
  ASSERT_EQ(count(all, "meetings"), 1u);
  const Value& made = record(all, "meetings", 0);
  EXPECT_EQ(shown(made, "name"), "庆祝建党座谈会");
  EXPECT_EQ(shown(made, "aliases"), "座谈会");
  EXPECT_EQ(shown(made, "status"), "held");
  EXPECT_EQ(shown(made, "speakers"), "甲");
  EXPECT_EQ(shown(made, "rule"), pack.rules[held].id);
  EXPECT_EQ(*made.find("span"), Value(Value::Array{10, 17}));
}

TEST_F(Merging, AHeadlineThatLeavesWordsOutNamesTheSameMeeting) {
  TestDocument document(pack, "全镇召开环境整治百日攻坚动员大会。召开农村环境整治百日攻坚行动动员大会。");
  document.find(held, "环境整治百日攻坚动员大会");
  document.find(held, "农村环境整治百日攻坚行动动员大会");
  const Value all = assemble_records(document, pack);
  ASSERT_EQ(count(all, "meetings"), 1u);
  EXPECT_EQ(shown(record(all, "meetings", 0), "name"), "农村环境整治百日攻坚行动动员大会");
}

TEST_F(Merging, OneCharacterMoreMayBeANumber) {
  TestDocument document(pack, "县委十三届一次全体扩大会议。县委十三届十一次全体扩大会议。");
  document.find(held, "县委十三届一次全体扩大会议");
  document.find(held, "县委十三届十一次全体扩大会议");
  EXPECT_EQ(count(assemble_records(document, pack), "meetings"), 2u);
}

TEST_F(Merging, DatesThatContradictMakeTwoMeetings) {
  TestDocument document(pack, "7月1日例会；8月2日例会；例会");
  const auto first = document.find(held, "7月1日例会");
  document.capture_text(first, "name", document.place("例会"));
  on(document, first, "7月1日", {2020, 7, 1});
  const auto second = document.find(held, "8月2日例会");
  document.capture_text(second, "name", document.place("例会", 1));
  on(document, second, "8月2日", {2020, 8, 2});
  document.find(held, "例会", 2);
  const Value all = assemble_records(document, pack);
  ASSERT_EQ(count(all, "meetings"), 2u);
  EXPECT_EQ(shown(record(all, "meetings", 0), "start"), "2020-07-01");
  EXPECT_EQ(shown(record(all, "meetings", 1), "start"), "2020-08-02");
}

TEST_F(Merging, ArticlesDoNotShareMeetings) {
  TestDocument document(pack, "例会\n例会");
  document.block(1).article = 1;
  document.find(held, "例会");
  document.find(held, "例会", 1);
  EXPECT_EQ(count(assemble_records(document, pack), "meetings"), 2u);
}

TEST_F(Merging, ADoingToldTwiceIsOneUnlessItsOrganizersDiffer) {
  TestDocument document(pack, "甲局植树。植树活动。乙局植树。");
  const auto first = document.find(activity, "甲局植树");
  document.capture_text(first, "name", document.place("植树"));
  document.capture(first, "organizers", document.find(body, "甲局"));
  document.find(activity, "植树活动");
  const auto third = document.find(activity, "乙局植树");
  document.capture_text(third, "name", document.place("植树", 2));
  document.capture(third, "organizers", document.find(body, "乙局"));
  const Value all = assemble_records(document, pack);
  ASSERT_EQ(count(all, "activities"), 2u);
  EXPECT_EQ(shown(record(all, "activities", 0), "name"), "植树活动");
  EXPECT_EQ(shown(record(all, "activities", 0), "organizers"), "甲局");
  EXPECT_EQ(shown(record(all, "activities", 1), "organizers"), "乙局");
}

TEST_F(Merging, SectionsDoNotShareActivities) {
  TestDocument document(pack, "植树\n二\n植树");
  document.block(1).kind = model::BlockKind::kHeading;
  document.block(2).parent = 1;
  document.find(activity, "植树");
  document.find(activity, "植树", 1);
  EXPECT_EQ(count(assemble_records(document, pack), "activities"), 2u);
}

TEST_F(Merging, CountsOfManyMentionsStayLinear) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "第" + std::to_string(i) + "次会议。";
  TestDocument document(pack, text);
  for (int i = 0; i < 2000; ++i) document.find(held, "第" + std::to_string(i) + "次会议");
  EXPECT_EQ(count(assemble_records(document, pack), "meetings"), 2000u);
}

}  // namespace
}  // namespace zhailu::assemble
