#include <gtest/gtest.h>

#include "records.hpp"

namespace zhailu::assemble {
namespace {

using testing::assemble_records;
using testing::shown;
using testing::TestDocument;

std::optional<std::int64_t> eleven(std::string_view text) {
  return text == "十一" ? std::optional<std::int64_t>(11) : std::nullopt;
}

class DocumentBuilder : public ::testing::Test {
 protected:
  DocumentBuilder() : pack(testing::shipped_like_pack()) {}

  Value document_of(TestDocument& document) {
    const AssembleOptions options{"d0123456789abcdef", false, true, eleven};
    return *assemble_records(document, pack, options).find("document");
  }

  ruleset::Pack pack;
};

TEST_F(DocumentBuilder, TitleIsTheTitleBlockWithWhatGoesOnWithIt) {
  TestDocument document(pack, "简报\n关于召开会议\n的通知\n正文。");
  document.block(1).kind = document.block(2).kind = model::BlockKind::kTitle;
  const Value made = document_of(document);
  EXPECT_EQ(shown(made, "title"), "关于召开会议\n的通知");
  EXPECT_EQ(*made.find("evidence")->find("title"), Value(Value::Array{Value(Value::Array{3, 13})}));
}

TEST_F(DocumentBuilder, Fault024_ALongTitleIsCutWithAWarning) {
  std::string title;
  for (int i = 0; i < 1001; ++i) title += "长";
  TestDocument document(pack, title);
  document.block(0).kind = model::BlockKind::kTitle;
  const Value made = document_of(document);
  EXPECT_EQ(shown(made, "title").size(), 3000u);
  EXPECT_EQ(*made.find("evidence")->find("title"),
            Value(Value::Array{Value(Value::Array{0, 1000})}));
  EXPECT_EQ(shown(made.find("warnings")->array().at(0), "code"), "cut");
}

TEST_F(DocumentBuilder, CapturesFillTheFields) {
  const auto rule = testing::add_rule(pack, "document", {{"genre", "brief"}});
  const auto body = testing::add_rule(pack, "organization");
  TestDocument document(pack, "第十一期\n报：甲局、乙局；送：丙局\n电话：027-1");
  const auto issue = document.find(rule, "第十一期");
  document.capture_text(issue, "issue_number", document.place("十一"));
  const auto list = document.find(rule, "报：甲局、乙局；送：丙局");
  document.capture(list, "report", document.find(body, "甲局"));
  document.capture(list, "report", document.find(body, "乙局"));
  document.capture(list, "send", document.find(body, "丙局"));
  const auto phone = document.find(rule, "电话：027-1");
  document.capture_text(phone, "phone", document.place("027-1"));
  const Value made = document_of(document);
  EXPECT_EQ(shown(made, "genre"), "brief");
  EXPECT_EQ(shown(*made.find("issue"), "number"), "11");
  EXPECT_EQ(shown(*made.find("issue"), "year"), "-");
  EXPECT_EQ(shown(*made.find("distribution"), "report"), "甲局|乙局");
  EXPECT_EQ(shown(*made.find("distribution"), "send"), "丙局");
  EXPECT_EQ(shown(*made.find("distribution"), "issue"), "");
  EXPECT_EQ(shown(*made.find("contact"), "phone"), "027-1");
  EXPECT_EQ(made.find("evidence")->find("distribution.report")->array().size(), 2u);
}

TEST_F(DocumentBuilder, PublishedIsTheCapturedDay) {
  const auto rule = testing::add_rule(pack, "document");
  const auto date = testing::add_rule(pack, "date");
  TestDocument document(pack, "2020年7月16日");
  const auto find = document.find(rule, "2020年7月16日");
  const auto day = document.find(date, "2020年7月16日");
  document.capture(find, "published", day);
  document.resolve_day(day, {2020, 7, 16});
  EXPECT_EQ(shown(document_of(document), "published"), "2020-07-16");
}

TEST_F(DocumentBuilder, PageDataFillWhatTheTextDoesNotSay) {
  pack.page = {{"source", {"contentsource"}}, {"author", {"author"}}};
  TestDocument document(pack, "正文");
  document.analysis.decoded.page.meta = {{"contentsource", "甲网"}, {"author", "乙"}};
  document.analysis.page_date = model::Day{2021, 1, 2};
  const Value made = document_of(document);
  EXPECT_EQ(shown(made, "source"), "甲网");
  EXPECT_EQ(shown(made, "published"), "2021-01-02");
  EXPECT_EQ(shown(made.find("authors")->array().at(0), "name"), "乙");
  EXPECT_EQ(made.find("evidence")->find("source"), nullptr);
}

TEST_F(DocumentBuilder, WithoutASourceTheIssuerIs) {
  const auto body = testing::add_rule(pack, "organization");
  TestDocument document(pack, "甲市审计局\n正文");
  document.block(0).kind = model::BlockKind::kMasthead;
  document.find(body, "甲市审计局");
  EXPECT_EQ(shown(document_of(document), "source"), "甲市审计局");
}

TEST_F(DocumentBuilder, DecodeWarningsStandInTheDocument) {
  TestDocument document(pack, "正文");
  document.analysis.decoded.warnings = {{"mixed_encoding", "two encodings"}};
  const Value made = document_of(document);
  EXPECT_EQ(shown(made.find("warnings")->array().at(0), "code"), "mixed_encoding");
  EXPECT_TRUE(made.find("warnings")->array().at(0).find("span")->is_null());
}

}  // namespace
}  // namespace zhailu::assemble
