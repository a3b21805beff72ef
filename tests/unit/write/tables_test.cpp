#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "sample.hpp"
#include "write/archive_registry.hpp"
#include "write/cell_text.hpp"
#include "write/csv_emitter.hpp"
#include "write/data_package.hpp"
#include "write/date_parts.hpp"
#include "write/ics_emitter.hpp"
#include "write/table_set.hpp"

namespace zhailu::write {
namespace {

using sample::span;

// ---- Days in parts -----------------------------------------------------------------------------

std::string parts(const Value& start, const Value& end, const Value& partial = {}) {
  const DateParts one = date_parts(start, end, partial);
  return cell_text(one.year) + "|" + cell_text(one.month) + "|" + cell_text(one.day) + "|" +
         cell_text(one.precision);
}

TEST(DateParts, ShowWhatFirstAndLastDayShare) {
  EXPECT_EQ(parts("2020-07-01", "2020-07-01"), "2020|7|1|day");
  EXPECT_EQ(parts("2020-02-01", "2020-02-29"), "2020|2||month");
  EXPECT_EQ(parts("2021-02-01", "2021-02-28"), "2021|2||month");
  EXPECT_EQ(parts("2020-02-01", "2020-02-28"), "2020|2||range");
  EXPECT_EQ(parts("2020-01-01", "2020-12-31"), "2020|||year");
  EXPECT_EQ(parts("2020-07-01", "2020-08-31"), "2020|||range");
  EXPECT_EQ(parts("2020-12-30", "2021-01-02"), "|||range");
}

TEST(DateParts, OfADateWithoutAYear) {
  EXPECT_EQ(parts({}, {}, "--07-01"), "|7|1|day");
  EXPECT_EQ(parts({}, {}, "--07"), "|7||month");
  EXPECT_EQ(parts({}, {}, "---22"), "||22|day");
}

TEST(DateParts, WhatIsNoDayGivesNothing) {
  EXPECT_EQ(parts({}, {}), "|||");
  EXPECT_EQ(parts("2021-02-30", "2021-02-30"), "|||");
  EXPECT_EQ(parts("soon", 3, "-----"), "|||");
}

TEST(DateParts, WithinTouchesTheDaysAsked) {
  const Value record = Value::Object{{"start", "2020-07-01"}, {"end", "2020-07-31"}};
  EXPECT_TRUE(is_within(record, "2020-07-31", ""));
  EXPECT_FALSE(is_within(record, "2020-08-01", ""));
  EXPECT_TRUE(is_within(record, "", "2020-07-01"));
  EXPECT_FALSE(is_within(record, "", "2020-06-30"));
  EXPECT_TRUE(is_within(Value::Object{}, "", ""));
  EXPECT_FALSE(is_within(Value::Object{}, "2020-01-01", ""));
}

// ---- Tables ------------------------------------------------------------------------------------

CollectionInfo::Column text_list(const std::string& name, const std::string& definition) {
  return {name, name, true, ValueKind::kText, definition};
}

std::vector<CollectionInfo> collections() {
  const CollectionInfo::Column name{"name", "名称"};
  CollectionInfo people{
      "people",
      "person",
      {name,
       {"titles", "职务", true},
       {"organization", "单位", false, ValueKind::kText, "organization_name_or_null"}},
      "人物",
      true};
  CollectionInfo bodies{
      "organizations", "organization", {name, {"aliases", "其他", true}}, "机构", true};
  CollectionInfo activities{"activities",
                            "activity",
                            {name,
                             {"start", "开始", false, ValueKind::kDay},
                             {"end", "结束", false, ValueKind::kDay},
                             {"time", "时间", false, ValueKind::kTime},
                             text_list("leaders", "person_name"),
                             text_list("organizers", "organization_name"),
                             text_list("participants", "organization_or_group")},
                            "活动"};
  CollectionInfo lists{"lists", "list", {text_list("items", "activity_id")}, "清单"};
  return {people, bodies, activities, lists};
}

Value record(const std::string& id, const std::string& name, Value::Object more) {
  Value::Object object = {{"id", id}, {"name", name}, {"span", span(0, 3)}};
  object.insert(object.end(), more.begin(), more.end());
  return object;
}

DocumentRecords document(const std::string& id = "d1") {
  DocumentRecords records;
  records.decoded = "陈静带队，县局党员参加。";
  records.sentences = {{0, 12}};
  const Value fields = Value::Object{
      {"id", id}, {"path", id + ".txt"}, {"title", "简报"}, {"reference_date", "2020-07-02"}};
  const Value::Array mentions = {span(0, 2), span(5, 7)};
  records.value = Value::Object{
      {"document", fields},
      {"people", Value::Array{record(id + "-p1", "陈静",
                                     {{"titles", Value::Array{"局长"}},
                                      {"organization", "云岫县审计局"},
                                      {"mentions", mentions}})}},
      {"organizations",
       Value::Array{record(id + "-o1", "云岫县审计局", {{"aliases", Value::Array{"县局"}}})}},
      {"activities",
       Value::Array{record(id + "-a1", "走访",
                           {{"start", "2020-07-01"},
                            {"end", "2020-07-01"},
                            {"time", "08:30"},
                            {"leaders", Value::Array{"陈静", "高远"}},
                            {"organizers", Value::Array{"县局", "某局"}},
                            {"participants", Value::Array{"云岫县审计局", "46名党员"}}})}},
      {"lists",
       Value::Array{record(id + "-l1", "", {{"items", Value::Array{id + "-a1", id + "-a9"}}})}}};
  return records;
}

// Collects rows as lines: table → lines.
class Lines : public TableSink {
 public:
  Lines(const TableSet& set, std::map<std::string, std::vector<std::string>>& lines)
      : tables_(set.tables()), lines_(lines) {}
  Result<void> row(std::size_t table, const Row& row) override {
    EXPECT_EQ(row.size(), tables_[table].columns.size()) << tables_[table].name;
    std::string line;
    for (const Value& cell : row) line += (line.empty() ? "" : "|") + cell_text(cell);
    lines_[tables_[table].name].push_back(line);
    return {};
  }
  Result<void> finish(const RunReport& /*report*/) override { return {}; }

 private:
  std::vector<Table> tables_;
  std::map<std::string, std::vector<std::string>>& lines_;
};

std::map<std::string, std::vector<std::string>> lines_of(
    const std::vector<DocumentRecords>& documents, const std::string& since = {},
    std::vector<CollectionInfo> infos = collections()) {
  TableSet tables(infos, since, {});
  std::map<std::string, std::vector<std::string>> lines;
  TableSet::Sinks sinks;
  sinks.push_back(std::make_unique<Lines>(tables, lines));
  for (const DocumentRecords& one : documents) EXPECT_TRUE(tables.document(one, sinks));
  EXPECT_TRUE(tables.finish(sinks, RunReport{}));
  return lines;
}

using Strings = std::vector<std::string>;

TEST(Tables, PeopleAreLinkedByTheirRole) {
  EXPECT_EQ(lines_of({document()})["activity_people"],
            (Strings{"d1|d1-a1|leaders|1|d1-p1|陈静", "d1|d1-a1|leaders|2||高远"}));
}

TEST(Tables, BodiesAreLinkedByNameAndAliasGroupsOnlyWhenTheyAreBodies) {
  EXPECT_EQ(lines_of({document()})["activity_organizations"],
            (Strings{"d1|d1-a1|organizers|1|d1-o1|县局", "d1|d1-a1|organizers|2||某局",
                     "d1|d1-a1|participants|1|d1-o1|云岫县审计局"}));
}

TEST(Tables, ItemsKeepTheirOrderAndLeadToWhatIsThere) {
  EXPECT_EQ(lines_of({document()})["activity_items"], (Strings{"d1|d1-l1|1|d1-a1", "d1|d1-l1|2|"}));
}

TEST(Tables, MentionsHaveTheirTextAndTheColumnOfTheirType) {
  EXPECT_EQ(lines_of({document()})["mentions"], (Strings{"d1-p1-1|d1|person|d1-p1||1|陈静|0|2",
                                                         "d1-p1-2|d1|person|d1-p1||2|县局|5|7"}));
}

TEST(Tables, FlatHoldsWhoWhatAndWhen) {
  EXPECT_EQ(lines_of({document()})["flat"],
            (Strings{"2020-07-01|2020-07-01|2020|7|1|day|08:30|活动|走访|||"
                     "陈静；高远；云岫县审计局；46名党员|县局；某局|简报|d1.txt|"
                     "陈静带队，县局党员参加。|d1|d1-a1"}));
  EXPECT_TRUE(lines_of({document()}, "2020-07-02")["flat"].empty());
}

TEST(Tables, ATypeThatIsNotWrittenHasNoLinks) {
  const auto lines = lines_of({document()}, {}, {collections()[2]});
  EXPECT_EQ(lines.count("activity_people"), 0U);
  EXPECT_EQ(lines.count("flat"), 1U);
}

TEST(Tables, ACollectionOfAPackCountsBeforeATableOfThatName) {
  auto infos = collections();
  infos.push_back({"flat", "flatness", {{"name", "名称"}}, ""});
  const TableSet tables(infos, {}, {});
  const auto named = std::count_if(tables.tables().begin(), tables.tables().end(),
                                   [](const Table& table) { return table.name == "flat"; });
  EXPECT_EQ(named, 1);
}

TEST(Tables, EveryForeignKeyLeadsToAKey) {
  const TableSet set(collections(), {}, {});
  for (const Table& table : set.tables()) {
    for (const TableColumn& column : table.columns) {
      if (column.target_table.empty()) continue;
      const auto target =
          std::find_if(set.tables().begin(), set.tables().end(),
                       [&](const Table& one) { return one.name == column.target_table; });
      ASSERT_NE(target, set.tables().end()) << table.name << "." << column.name;
      EXPECT_EQ(target->key, Strings{column.target_column}) << table.name << "." << column.name;
    }
  }
}

TEST(Tables, NamesAndTitlesStandOnceInATable) {
  const TableSet set(collections(), {}, {});
  for (const Table& table : set.tables()) {
    std::map<std::string, int> seen;
    for (const TableColumn& column : table.columns) {
      EXPECT_EQ(++seen["name " + column.name], 1) << table.name << " " << column.name;
      EXPECT_EQ(++seen["title " + column.title], 1) << table.name << " " << column.title;
    }
  }
}

TEST(Tables, PeopleOfTheArchiveAreOneByTheirBody) {
  auto lines = lines_of({document("d2"), document("d1")});
  EXPECT_EQ(lines["persons"],
            (Strings{"Pd1-p1|陈静|false|云岫县审计局局长|2020-07-02|2020-07-02|2|2"}));
  EXPECT_EQ(lines["person_posts"], (Strings{"Pd1-p1|1|云岫县审计局|局长|2020-07-02|2020-07-02|2"}));
  EXPECT_EQ(lines["person_records"],
            (Strings{"Pd1-p1|d1-p1|d1|body: 云岫县审计局", "Pd1-p1|d2-p1|d2|body: 云岫县审计局"}));
  EXPECT_EQ(lines["bodies"], (Strings{"Bd1-o1|云岫县审计局|false|县局|2020-07-02|2020-07-02|2|2"}));
}

// ---- Who is who --------------------------------------------------------------------------------

struct Person {
  std::string body;
  std::string post;
  bool short_body = false;
  bool apart = false;
};

// Which of the people (all of one name) are one, as 0 1 | 2.
std::string joined(const std::vector<Person>& people, unsigned seed = 0) {
  std::vector<std::size_t> order(people.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  if (seed != 0) std::shuffle(order.begin(), order.end(), std::mt19937(seed));
  ArchiveRegistry registry;
  for (const std::size_t i : order) {
    ArchiveRegistry::Entry entry;
    entry.name = registry.texts().number_of("张伟");
    entry.record = registry.texts().number_of(std::to_string(i));
    entry.body = registry.texts().number_of(people[i].body);
    entry.short_body = people[i].short_body;
    entry.apart = people[i].apart;
    if (!people[i].post.empty()) entry.posts = {registry.texts().number_of(people[i].post)};
    registry.add(entry);
  }
  std::string result;
  for (const auto& group : registry.groups()) {
    result += result.empty() ? "" : "| ";
    for (const auto& member : group.members) result += registry.text(member.entry->record) + " ";
  }
  return result;
}

TEST(Archive, ABodyInCommonMakesOne) {
  EXPECT_EQ(joined({{"甲局", "局长"}, {"甲局", "主任"}, {"乙局", "局长"}}), "0 1 | 2 ");
}

TEST(Archive, APostInCommonJoinsWhoeverHasNoBody) {
  EXPECT_EQ(joined({{"甲局", "局长"}, {"", "局长"}, {"", "主任"}}), "0 1 | 2 ");
  EXPECT_EQ(joined({{"", "局长"}, {"", "局长"}}), "0 1 ");
}

TEST(Archive, APostThatLeadsToTwoBodiesJoinsNobody) {
  EXPECT_EQ(joined({{"甲局", "局长"}, {"乙局", "局长"}, {"", "局长"}}), "0 | 1 | 2 ");
}

TEST(Archive, ANameAloneIsNoReason) { EXPECT_EQ(joined({{"", ""}, {"", ""}}), "0 | 1 "); }

TEST(Archive, AShortBodyIsNoReasonByItself) {
  EXPECT_EQ(joined({{"市委", "书记", true}, {"市委", "部长", true}}), "0 | 1 ");
  EXPECT_EQ(joined({{"市委", "书记", true}, {"市委", "书记", true}}), "0 1 ");
  EXPECT_EQ(joined({{"市委", "书记", true}, {"县委", "书记", true}}), "0 | 1 ");
}

TEST(Archive, RedactedNamesStandApart) {
  EXPECT_EQ(joined({{"甲局", "局长", false, true}, {"甲局", "局长", false, true}}), "0 | 1 ");
}

TEST(Archive, TheOrderOfDocumentsDoesNotShow) {
  const std::vector<Person> people = {
      {"甲局", "局长"}, {"", "局长"}, {"", "主任"}, {"乙局", "主任"}, {"市委", "主任", true},
      {"甲局", "主任"}, {"", "科长"}, {"丙局", ""}, {"丙局", "科长"}, {"", "科长"}};
  for (unsigned seed = 1; seed < 50; ++seed) EXPECT_EQ(joined(people, seed), joined(people));
}

// ---- Data package, data profile ----------------------------------------------------------------

TEST(DataPackage, SaysTypesTitlesAndKeys) {
  const TableSet set(collections(), {}, {});
  const auto package =
      nlohmann::json::parse(data_package(set.tables(), Header::kNames, CsvProfile::kSpreadsheet));
  ASSERT_EQ(package["resources"].size(), set.tables().size());
  for (const auto& resource : package["resources"]) {
    if (resource["name"] != "activity_people") continue;
    EXPECT_EQ(resource["path"], "activity_people.csv");
    EXPECT_EQ(resource["schema"]["primaryKey"],
              nlohmann::json::parse(R"(["activity_id", "role", "ordinal"])"));
    EXPECT_EQ(resource["schema"]["foreignKeys"][2], nlohmann::json::parse(R"(
        {"fields": ["person_id"], "reference": {"resource": "people", "fields": ["id"]}})"));
    EXPECT_EQ(resource["schema"]["fields"][3], nlohmann::json::parse(R"(
        {"name": "ordinal", "type": "integer", "title": "序号"})"));
    return;
  }
  FAIL() << "no activity_people";
}

TEST(DataPackage, FollowsAChineseHeader) {
  const TableSet set(collections(), {}, {});
  const auto package =
      nlohmann::json::parse(data_package(set.tables(), Header::kTitles, CsvProfile::kData));
  const auto& people = package["resources"][1];
  EXPECT_EQ(people["schema"]["fields"][0]["name"], "文档编号");
  EXPECT_EQ(people["schema"]["fields"][0]["title"], "document_id");
  EXPECT_EQ(people["schema"]["foreignKeys"][0]["reference"]["fields"][0], "文档编号");
}

TEST(CsvEmitter, TheDataProfileLeavesCellsAsTheyAre) {
  std::string out;
  CsvRow row(out, CsvProfile::kData);
  for (const Value& cell : {Value("=1+1"), Value("甲\r\n乙"), Value("010020"), Value(3)}) {
    row.value(cell);
  }
  row.text(std::string_view("a\0b", 3));
  row.end();
  EXPECT_EQ(out, "=1+1,\"甲\r\n乙\",010020,3,ab\n");
}

// ---- Calendars ---------------------------------------------------------------------------------

TEST(Ics, LinesAreFoldedAtSeventyFiveOctetsBetweenCharacters) {
  std::string out;
  append_ics_line(out, std::string(74, 'a') + "会议");
  EXPECT_EQ(out, std::string(74, 'a') + "\r\n 会议\r\n");
  std::string long_line;
  for (int i = 0; i < 100; ++i) long_line += "会";
  out.clear();
  append_ics_line(out, long_line);
  std::size_t begin = 0;
  std::string unfolded;
  for (std::size_t end; (end = out.find("\r\n", begin)) != std::string::npos; begin = end + 2) {
    EXPECT_LE(end - begin, 75U);
    unfolded += out.substr(begin == 0 ? 0 : begin + 1, end - begin - (begin == 0 ? 0 : 1));
  }
  EXPECT_EQ(unfolded, long_line);
}

TEST(Ics, TextIsEscaped) { EXPECT_EQ(ics_text("a,b;c\\d\r\ne\nf\x01"), "a\\,b\\;c\\\\d\\ne\\nf"); }

std::string event(const Value& start, const Value& end, const Value& time) {
  const DocumentRecords records = document();
  std::string out;
  append_ics_event(out, collections()[2], DocumentView(records),
                   record("d1-a1", "走访", {{"start", start}, {"end", end}, {"time", time}}));
  return out;
}

TEST(Ics, WholeDaysEndOnTheDayAfter) {
  const std::string out = event("2020-12-30", "2020-12-31", {});
  EXPECT_NE(out.find("DTSTART;VALUE=DATE:20201230\r\nDTEND;VALUE=DATE:20210101\r\n"),
            std::string::npos)
      << out;
  EXPECT_NE(out.find("UID:d1-a1@zhailu\r\nDTSTAMP:20200702T000000Z\r\n"), std::string::npos) << out;
}

TEST(Ics, ATimeIsOfShanghai) {
  EXPECT_NE(event("2020-07-01", "2020-07-01", "08:30")
                .find("DTSTART;TZID=Asia/Shanghai:20200701T083000\r\n"),
            std::string::npos);
  EXPECT_NE(event("2020-12-31", "2020-12-31", "24:00")
                .find("DTSTART;TZID=Asia/Shanghai:20210101T000000\r\n"),
            std::string::npos);
}

TEST(Ics, WhatHasNoFullDateHasNoEntry) {
  EXPECT_EQ(event("2022-05-01", "2022-05-31", {}), "");
  EXPECT_EQ(event({}, {}, {}), "");
}

}  // namespace
}  // namespace zhailu::write
