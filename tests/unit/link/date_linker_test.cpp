#include "link/date_linker.hpp"

#include <gtest/gtest.h>

#include "../assemble/fixture.hpp"
#include "link/date_parts.hpp"

namespace zhailu::link {
namespace {

using testing::TestDocument;

// A resolver that knows only whole numbers: with a year explicit, else the reference's year.
model::DateValue simple_resolve(const model::DateParts& parts, const model::DateContext& context) {
  std::map<std::string, int> fields;
  for (const auto& [name, text] : parts.fields) fields[name] = std::atoi(text.c_str());
  model::DateValue value;
  if (fields.count("same") != 0 && context.previous) {
    value.start = value.end = context.previous->start;
    value.basis = "context";
  } else if (fields.count("year") != 0) {
    value.start = value.end = model::Day{fields["year"], fields["month"], fields["day"]};
    value.basis = "explicit";
  } else if (context.heading) {
    value.start = value.end =
        model::Day{context.heading->start->year, fields["month"], fields["day"]};
    value.basis = "context";
  } else if (context.reference) {
    value.start = value.end = model::Day{context.reference->year, fields["month"], fields["day"]};
    value.basis = "reference";
  }
  return value;
}

class DateLinker : public ::testing::Test {
 protected:
  DateLinker() : pack(testing::shipped_like_pack()), rule(testing::add_rule(pack, "date")) {
    pack.rules[rule].resolver = ruleset::Resolver::kDate;
  }

  // A date whose numbers are captured by name.
  std::int32_t date(TestDocument& document, std::string_view text, int nth = 0) {
    const Span<Normalized> span = document.place(text, nth);
    const std::int32_t mention = document.find(rule, span);
    std::size_t at = 0;
    for (const auto& [unit, name] : std::vector<std::pair<std::string, std::string>>{
             {"年", "year"}, {"月", "month"}, {"日", "day"}}) {
      const std::size_t end = text.find(unit);
      if (end == std::string_view::npos) continue;
      document.capture_text(mention, name, {span.begin + at, span.begin + end});
      at = end + unit.size();
    }
    return mention;
  }

  void link(TestDocument& document, std::optional<model::Day> user = std::nullopt) {
    link_dates(document.analysis, pack, simple_resolve, user);
  }

  ruleset::Pack pack;
  std::uint32_t rule;
};

TEST_F(DateLinker, MastheadGivesTheReferenceDate) {
  TestDocument document(pack, "2020年7月16日\n7月1日开会。2019年1月1日起。");
  document.block(0).kind = model::BlockKind::kMasthead;
  date(document, "2020年7月16日");
  const std::int32_t meeting = date(document, "7月1日");
  date(document, "2019年1月1日");
  link(document);
  EXPECT_EQ(document.analysis.reference_date, (model::Day{2020, 7, 16}));
  EXPECT_EQ(document.analysis.reference_basis, "masthead");
  EXPECT_EQ(document.analysis.dates.at(meeting).start, (model::Day{2020, 7, 1}));
}

TEST_F(DateLinker, TheUsersDateComesFirstAndTheTextsLast) {
  TestDocument document(pack, "2018年3月5日和2019年4月6日。\n2017年1月1日");
  date(document, "2018年3月5日");
  date(document, "2019年4月6日");
  const std::int32_t signature = date(document, "2017年1月1日");
  link(document);
  EXPECT_EQ(document.analysis.reference_date, (model::Day{2019, 4, 6}));
  EXPECT_EQ(document.analysis.reference_basis, "text");

  document.block(1).kind = model::BlockKind::kSignature;
  link(document);
  EXPECT_EQ(document.analysis.reference_date, (model::Day{2017, 1, 1}));
  EXPECT_EQ(document.analysis.reference_basis, "signature");
  EXPECT_EQ(document.analysis.dates.at(signature).basis, "explicit");

  link(document, model::Day{2021, 2, 3});
  EXPECT_EQ(document.analysis.reference_date, (model::Day{2021, 2, 3}));
  EXPECT_EQ(document.analysis.reference_basis, "user");
}

TEST_F(DateLinker, AFileNameComesBeforeTheText) {
  TestDocument document(pack, "2018年3月5日。");
  document.analysis.path = "2016/会议(2019-07-14).txt";
  date(document, "2018年3月5日");
  link(document);
  EXPECT_EQ(document.analysis.reference_date, (model::Day{2019, 7, 14}));
  EXPECT_EQ(document.analysis.reference_basis, "file_name");
}

TEST_F(DateLinker, PageDataSayWhenItWasPublished) {
  pack.page.push_back({"published", {"pubdate"}});
  TestDocument document(pack, "7月1日。");
  document.analysis.decoded.page.meta = {{"pubdate", "2021-07-05 10:20"}};
  date(document, "7月1日");
  link(document);
  EXPECT_EQ(document.analysis.reference_date, (model::Day{2021, 7, 5}));
  EXPECT_EQ(document.analysis.reference_basis, "published");
}

TEST_F(DateLinker, ACapturedPublicationIsNamedAfterItsBlock) {
  TestDocument document(pack, "2021年7月5日讯\n正文。");
  const std::uint32_t published = testing::add_rule(pack, "document");
  const std::int32_t mention = document.find(published, document.place("2021年7月5日讯"));
  document.capture(mention, "published", date(document, "2021年7月5日"));
  link(document);
  EXPECT_EQ(document.analysis.reference_basis, "published");
  document.block(0).kind = model::BlockKind::kMasthead;
  link(document);
  EXPECT_EQ(document.analysis.reference_basis, "masthead");
}

TEST_F(DateLinker, DeadlinesAreNoReference) {
  const std::uint32_t deadline = testing::add_rule(pack, "date", {{"deadline", "true"}});
  pack.rules[deadline].resolver = ruleset::Resolver::kDate;
  TestDocument document(pack, "2018年3月5日至2030年1月1日前。");
  date(document, "2018年3月5日");
  const std::int32_t late = date(document, "2030年1月1日");
  document.analysis.mentions[static_cast<std::size_t>(late)].rule = deadline;
  link(document);
  EXPECT_EQ(document.analysis.reference_date, (model::Day{2018, 3, 5}));
}

TEST_F(DateLinker, AHeadingsDateGovernsWhatStandsUnderIt) {
  TestDocument document(pack, "2015年1月2日大事\n3月4日开会。");
  document.block(0).kind = model::BlockKind::kHeading;
  document.block(1).parent = 0;
  date(document, "2015年1月2日");
  const std::int32_t under = date(document, "3月4日");
  link(document, model::Day{2020, 1, 1});
  EXPECT_EQ(document.analysis.dates.at(under).start, (model::Day{2015, 3, 4}));
}

TEST_F(DateLinker, TheDateBeforeIsOfTheSameArticleAndOfNoMasthead) {
  const std::uint32_t same = testing::add_rule(pack, "date", {{"same", "1"}});
  pack.rules[same].resolver = ruleset::Resolver::kDate;
  TestDocument document(pack, "2020年7月16日\n当天甲。\n2020年3月4日乙。当天丙。\n当天丁。");
  document.block(0).kind = model::BlockKind::kMasthead;
  document.block(3).article = 1;
  date(document, "2020年7月16日");
  const std::int32_t first = document.find(same, "当天", 0);
  date(document, "2020年3月4日");
  const std::int32_t second = document.find(same, "当天", 1);
  const std::int32_t third = document.find(same, "当天", 2);
  link(document);
  EXPECT_NE(document.analysis.dates.at(first).basis, "context");
  EXPECT_EQ(document.analysis.dates.at(second).start, (model::Day{2020, 3, 4}));
  EXPECT_NE(document.analysis.dates.at(third).basis, "context");
}

TEST(DateParts, AttributesOfCapturedWordsBecomeFields) {
  ruleset::Pack pack = testing::shipped_like_pack();
  const std::uint32_t rule = testing::add_rule(pack, "date", {{"open", "yes"}});
  ruleset::LexiconEntry evening;
  evening.text = "晚";
  evening.attributes = {{testing::name_id(pack, "pm"), "1"}};
  pack.lexicons.push_back({"parts", std::nullopt, 0, {evening}, {}});
  TestDocument document(pack, "7月晚至8月晚");
  const std::int32_t mention = document.find(rule, "7月晚至8月晚");
  auto& captures = document.analysis.mentions[0].captures;
  document.capture_text(mention, "month", document.place("7"));
  captures.push_back({testing::name_id(pack, "part"), document.place("晚"), -1, 0, 0});
  captures.push_back({testing::name_id(pack, "end_part"), document.place("晚", 1), -1, 0, 0});
  document.capture_text(mention, "_only_for_tests", document.place("至"));
  const ruleset::MentionReader reader(document.analysis, pack);
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"month", "7"},     {"part", "晚"},  {"pm", "1"},
      {"end_part", "晚"}, {"end_pm", "1"}, {"open", "yes"}};
  EXPECT_EQ(date_parts(reader, pack, mention).fields, expected);
}

}  // namespace
}  // namespace zhailu::link
