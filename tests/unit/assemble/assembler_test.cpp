#include "assemble/assembler.hpp"

#include <gtest/gtest.h>

#include "records.hpp"

namespace zhailu::assemble {
namespace {

using testing::assemble_records;
using testing::record;
using testing::shown;
using testing::TestDocument;

class Assembler : public ::testing::Test {
 protected:
  Assembler() : pack(testing::shipped_like_pack()) {}
  std::uint32_t rule(std::string_view make,
                     const std::vector<std::pair<std::string, std::string>>& set = {}) {
    return testing::add_rule(pack, make, set);
  }
  ruleset::Pack pack;
};

TEST_F(Assembler, CapturesSetAndDatesFillARecord) {
  const auto meeting = rule("meeting", {{"status", "held"}});
  const auto person = rule("person");
  const auto date = rule("date");
  TestDocument document(pack, "开篇。7月1日，江贤英主持座谈会。");
  const auto span = document.place("7月1日，江贤英主持座谈会");
  const auto find = document.find(meeting, span);
  const auto day = document.find(date, "7月1日");
  const auto chair = document.find(person, "江贤英");
  document.capture(find, "date", day);
  document.capture(find, "chairs", chair);
  document.capture_text(find, "name", document.place("座谈会"));
  document.resolve_day(day, {2020, 7, 1});
  const Value all = assemble_records(document, pack);
  const Value& made = record(all, "meetings", 0);
  EXPECT_EQ(shown(made, "id"), "d0123456789abcdef-m1");
  EXPECT_EQ(shown(made, "name"), "座谈会");
  EXPECT_EQ(shown(made, "status"), "held");
  EXPECT_EQ(shown(made, "start"), "2020-07-01");
  EXPECT_EQ(shown(made, "end"), "2020-07-01");
  EXPECT_EQ(shown(made, "time"), "-");
  EXPECT_EQ(shown(made, "chairs"), "江贤英");
  EXPECT_EQ(shown(made, "speakers"), "");
  EXPECT_EQ(shown(made, "rule"), pack.rules[meeting].id);
  EXPECT_EQ(*made.find("span"), Value(Value::Array{3, 16}));
  EXPECT_EQ(*made.find("evidence")->find("date"), Value(Value::Array{Value(Value::Array{3, 7})}));
  EXPECT_EQ(*made.find("evidence")->find("chairs"),
            Value(Value::Array{Value(Value::Array{8, 11})}));
  EXPECT_EQ(made.find("evidence")->find("start"), nullptr);
}

TEST_F(Assembler, MembersStandInTheirFixedOrder) {
  const auto person = rule("person");
  TestDocument document(pack, "陈勇");
  document.find(person, "陈勇");
  const Value all = assemble_records(document, pack);
  std::vector<std::string> names;
  for (const auto& [name, value] : all.object()) names.push_back(name);
  EXPECT_EQ(names, (std::vector<std::string>{"schema_version", "pack", "document", "dates",
                                             "people", "organizations", "meetings", "activities",
                                             "activity_lists", "warnings"}));
  names.clear();
  for (const auto& [name, value] : record(all, "people", 0).object()) names.push_back(name);
  EXPECT_EQ(names, (std::vector<std::string>{"id", "name", "titles", "organization",
                                             "organization_basis", "roles", "redacted", "mentions",
                                             "span", "rule", "evidence", "warnings"}));
  EXPECT_EQ(shown(record(all, "people", 0), "redacted"), "false");
}

TEST_F(Assembler, EvidenceCanBeLeftOut) {
  const auto person = rule("person");
  TestDocument document(pack, "陈勇");
  document.find(person, "陈勇");
  const Value all = assemble_records(document, pack, {"d0123456789abcdef", false, false, {}});
  EXPECT_EQ(record(all, "people", 0).find("evidence"), nullptr);
  EXPECT_EQ(all.find("document")->find("evidence"), nullptr);
}

TEST_F(Assembler, ACapturedPostBringsItsBodyAlong) {
  const auto person = rule("person");
  const auto post = rule("post");
  const auto body = rule("organization");
  const auto word = rule("short_body");
  TestDocument document(pack, "武汉市管理局发文。局党组书记、局长江贤英到会。");
  document.find(body, "武汉市管理局");
  const auto whole = document.find(person, "局党组书记、局长江贤英");
  const auto first = document.find(post, "局党组书记");
  const auto span = document.place("局党组书记");
  const auto short_body = document.find(word, Span<Normalized>{span.begin, span.begin + 3});
  const auto second = document.find(post, "局长");
  document.capture(first, "organization", short_body);
  document.capture(whole, "titles", first);
  document.capture(whole, "titles", second);
  document.capture_text(whole, "name", document.place("江贤英"));
  const Value all = assemble_records(document, pack);
  const Value& made = record(all, "people", 0);
  EXPECT_EQ(shown(made, "name"), "江贤英");
  EXPECT_EQ(shown(made, "titles"), "局党组书记|局长");
  EXPECT_EQ(shown(made, "organization"), "武汉市管理局");
  EXPECT_EQ(shown(made, "organization_basis"), "context");
  EXPECT_EQ(*made.find("evidence")->find("organization"),
            Value(Value::Array{Value(Value::Array{0, 6})}));
}

TEST_F(Assembler, APersonIsOneRecordWithAllThatItsMentionsSay) {
  const auto person = rule("person");
  const auto post = rule("post");
  const auto body = rule("organization");
  TestDocument document(pack, "文静说。组长文静、沅川市审计局副局长文静。");
  document.find(person, "文静");
  const auto second = document.find(person, "组长文静");
  document.capture(second, "titles", document.find(post, "组长"));
  document.capture_text(second, "name", document.place("文静", 1));
  const auto last = document.find(person, "沅川市审计局副局长文静");
  document.capture(last, "organization", document.find(body, "沅川市审计局"));
  document.capture_text(last, "name", document.place("文静", 2));
  const Value all = assemble_records(document, pack);
  ASSERT_EQ(all.find("people")->array().size(), 1u);
  const Value& made = record(all, "people", 0);
  EXPECT_EQ(shown(made, "titles"), "组长");
  EXPECT_EQ(shown(made, "organization"), "沅川市审计局");
  EXPECT_EQ(shown(made, "organization_basis"), "explicit");
  EXPECT_EQ(made.find("mentions")->array().size(), 3u);
}

TEST_F(Assembler, LevelIsSaidByTheFullNameAlone) {
  const auto low = rule("organization", {{"level", "short"}});
  const auto body = rule("organization");
  pack.records[2].defaults[2] = "full";
  TestDocument document(pack, "市委开会。沅川市委发文。区委到会。");
  document.find(low, "市委");
  document.find(body, "沅川市委");
  document.find(low, "区委");
  const Value all = assemble_records(document, pack);
  EXPECT_EQ(shown(record(all, "organizations", 0), "name"), "沅川市委");
  EXPECT_EQ(shown(record(all, "organizations", 0), "aliases"), "市委");
  EXPECT_EQ(shown(record(all, "organizations", 0), "level"), "full");
  EXPECT_EQ(shown(record(all, "organizations", 1), "level"), "short");
}

TEST_F(Assembler, ADateWithinADateIsNoRecord) {
  const auto date = rule("date");
  TestDocument document(pack, "7月1日至3日");
  const auto range = document.find(date, "7月1日至3日");
  document.find(date, "7月1日");
  model::DateValue value;
  value.start = model::Day{2020, 7, 1};
  value.end = model::Day{2020, 7, 3};
  value.basis = "reference";
  value.part = "上午";
  value.warnings = {{"weekday_mismatch", "2020-07-01 is a Wednesday"}};
  document.analysis.dates.emplace(range, value);
  const Value all = assemble_records(document, pack);
  ASSERT_EQ(all.find("dates")->array().size(), 1u);
  const Value& made = record(all, "dates", 0);
  EXPECT_EQ(shown(made, "text"), "7月1日至3日");
  EXPECT_EQ(shown(made, "start"), "2020-07-01");
  EXPECT_EQ(shown(made, "end"), "2020-07-03");
  EXPECT_EQ(shown(made, "part"), "上午");
  EXPECT_EQ(shown(made, "redacted"), "false");
  EXPECT_EQ(shown(made.find("warnings")->array().at(0), "code"), "weekday_mismatch");
}

TEST_F(Assembler, AVagueCountIsNullWithAWarning) {
  const auto meeting = rule("meeting");
  const auto count = rule("count");
  pack.rules[count].resolver = ruleset::Resolver::kCount;
  TestDocument document(pack, "近百人参加大会。80人参加例会。");
  const auto vague = document.find(meeting, "近百人参加大会");
  document.capture(vague, "attendee_count", document.find(count, "近百人"));
  const auto exact = document.find(meeting, "80人参加例会");
  const auto eighty = document.find(count, "80人");
  document.capture(exact, "attendee_count", eighty);
  document.analysis.counts.emplace(eighty, 80);
  const Value all = assemble_records(document, pack);
  EXPECT_EQ(shown(record(all, "meetings", 0), "attendee_count"), "-");
  const Value& warning = record(all, "meetings", 0).find("warnings")->array().at(0);
  EXPECT_EQ(shown(warning, "code"), "count_vague");
  EXPECT_EQ(shown(warning, "slot"), "attendee_count");
  EXPECT_EQ(*warning.find("span"), Value(Value::Array{0, 3}));
  EXPECT_EQ(shown(record(all, "meetings", 1), "attendee_count"), "80");
}

TEST_F(Assembler, AnAuthorHasThatRole) {
  const auto person = rule("person");
  const auto author = rule("author");
  TestDocument document(pack, "编辑：方向");
  const auto mention = document.find(author, "编辑：方向");
  const auto name = document.find(person, "方向");
  document.capture(mention, "name", name);
  document.capture_text(mention, "role", document.place("编辑"));
  const Value all = assemble_records(document, pack);
  EXPECT_EQ(shown(record(all, "people", 0), "roles"), "author");
  const Value& made = all.find("document")->find("authors")->array().at(0);
  EXPECT_EQ(shown(made, "name"), "方向");
  EXPECT_EQ(shown(made, "role"), "编辑");
}

TEST_F(Assembler, HelpersAttachToTheNearestHeldMeeting) {
  const auto held = rule("meeting", {{"status", "held"}});
  const auto mentioned = rule("meeting", {{"status", "mentioned"}});
  const auto person = rule("person");
  const auto spoke = rule("spoke");
  ruleset::Attach attach;
  attach.to = {pack.rules[held].make.value()};
  attach.where = ruleset::Where::kArticle;
  attach.status = "held";
  pack.rules[spoke].attach = attach;
  TestDocument document(pack, "市局召开座谈会。学习全国两会精神。\n会上，陈勇讲话，刘洋讲话。");
  document.find(held, "座谈会");
  document.find(mentioned, "全国两会");
  for (const char* name : {"陈勇", "刘洋"}) {
    const auto helper = document.find(spoke, std::string(name) + "讲话");
    document.capture(helper, "speakers", document.find(person, name));
  }
  const Value all = assemble_records(document, pack);
  EXPECT_EQ(shown(record(all, "meetings", 0), "speakers"), "陈勇|刘洋");
  EXPECT_EQ(shown(record(all, "meetings", 1), "speakers"), "");
}

TEST_F(Assembler, AnyTypeOfThePackBecomesRecords) {
  auto& award = testing::add_record(pack, "award", "awards", {"name", "winner", "given_by[]"});
  award.merge = {};
  const auto given = rule("award");
  const auto body = rule("organization");
  TestDocument document(pack, "省委授予陈勇“先进个人”称号。");
  const auto find = document.find(given, "省委授予陈勇“先进个人”称号");
  document.capture(find, "given_by", document.find(body, "省委"));
  document.capture_text(find, "winner", document.place("陈勇"));
  document.capture_text(find, "name", document.place("先进个人"));
  const Value all = assemble_records(document, pack);
  const Value& made = record(all, "awards", 0);
  EXPECT_EQ(shown(made, "id"), "d0123456789abcdef-aw1");
  EXPECT_EQ(shown(made, "name"), "先进个人");
  EXPECT_EQ(shown(made, "given_by"), "省委");
}

TEST_F(Assembler, WhatNormalisationRemovedIsNoPartOfAValue) {
  const auto person = rule("person");
  TestDocument document(pack, "高远");
  document.analysis.decoded.text = "　高　远";
  model::TextMap map;
  const auto removed = model::MapKind::kRemoved;
  const auto blank = model::RemovalReason::kLayoutBlank;
  map.add({{0, 3}, {0, 0}, removed, blank});
  map.add({{3, 6}, {0, 3}, model::MapKind::kKept, model::RemovalReason::kNone});
  map.add({{6, 9}, {3, 3}, removed, blank});
  map.add({{9, 12}, {3, 6}, model::MapKind::kKept, model::RemovalReason::kNone});
  document.analysis.normalized.map = map;
  document.find(person, "高远");
  const Value all = assemble_records(document, pack, {"d0123456789abcdef", true, true, {}});
  EXPECT_EQ(shown(record(all, "people", 0), "name"), "高远");
  EXPECT_EQ(*record(all, "people", 0).find("span"), Value(Value::Array{1, 4}));
  EXPECT_EQ(shown(*all.find("document"), "text"), "　高　远");
  EXPECT_EQ(*all.find("document")->find("removed"),
            Value(Value::Array{Value(Value::Array{0, 1}), Value(Value::Array{2, 3})}));
}

}  // namespace
}  // namespace zhailu::assemble
