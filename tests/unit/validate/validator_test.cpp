#include "validate/validator.hpp"

#include <gtest/gtest.h>

#include <string>

#include "sample.hpp"

namespace zhailu::validate {
namespace {

using sample::parse;

DocumentRecords validated(const std::string& json) {
  DocumentRecords records;
  records.value = parse(json);
  validate_records(sample::schemas(), records);
  return records;
}

TEST(Validator, WhatFitsStaysAsItIs) {
  const std::string json = R"({"document": {"title": "简报"}, "lists": [{"items": ["a1"]}],
                               "awards": [{"id": "a1", "sum": 300, "warnings": []}], "warnings": []})";
  const DocumentRecords records = validated(json);
  EXPECT_EQ(records.value, parse(json));
  EXPECT_TRUE(records.rejects.empty());
}

TEST(Validator, Fault070_ARecordThatFailsGoesToTheRejectsWithItsReasons) {
  const DocumentRecords records = validated(R"({
      "document": {"id": "d1", "path": "a.txt"},
      "awards": [{"id": "a1", "sum": 300}, {"id": "a2", "sum": "三百元"}, {"id": "a3", "sum": 5}],
      "warnings": []})");
  EXPECT_EQ(*records.value.find("awards"),
            parse(R"([{"id": "a1", "sum": 300}, {"id": "a3", "sum": 5}])"));
  ASSERT_EQ(records.rejects.size(), 1u);
  EXPECT_EQ(records.rejects[0], parse(R"({"document": "d1", "path": "a.txt", "collection": "awards",
      "record": {"id": "a2", "sum": "三百元"},
      "reasons": [{"pointer": "/sum", "message": "must be integer, is string"}]})"));
}

TEST(Validator, ReferencesToARejectStayAndCarryAWarning) {
  const DocumentRecords records = validated(R"({
      "document": {"id": "d1", "path": "a.txt"},
      "lists": [{"id": "l1", "items": ["a1", "a2"]}, {"id": "l2", "items": ["a1"]}],
      "awards": [{"id": "a1", "sum": 300}, {"id": "a2"}], "warnings": []})");
  EXPECT_EQ(*records.value.find("lists"), parse(R"([
      {"id": "l1", "items": ["a1", "a2"],
       "warnings": [{"code": "reference_to_reject", "slot": "items", "span": null, "text": "a2"}]},
      {"id": "l2", "items": ["a1"]}])"));
  ASSERT_EQ(records.rejects.size(), 1u);
  EXPECT_EQ(*records.rejects[0].find("reasons"),
            parse(R"([{"pointer": "", "message": "lacks 'sum'"}])"));
}

TEST(Validator, AWarningJoinsThoseThatARecordHas) {
  const DocumentRecords records = validated(R"({
      "document": {}, "awards": [{"id": "a2"},
                                 {"id": "a1", "sum": 1, "of": "a2", "warnings": [{"code": "cut"}]}]})");
  const Value expected = parse(R"([{"code": "cut"},
      {"code": "reference_to_reject", "slot": "of", "span": null, "text": "a2"}])");
  EXPECT_EQ(*records.value.find("awards")->array()[0].find("warnings"), expected);
}

TEST(Validator, ADocumentThatFailsIsKeptWithWarnings) {
  const DocumentRecords records =
      validated(R"({"document": {"title": 7, "issue": {"year": "1066"}}, "warnings": []})");
  EXPECT_EQ(*records.value.find("document"), parse(R"({"title": 7, "issue": {"year": "1066"}})"));
  EXPECT_EQ(*records.value.find("warnings"), parse(R"([
      {"code": "document_schema", "slot": "title", "span": null,
       "text": "/title: must be string, is integer"},
      {"code": "document_schema", "slot": "issue", "span": null,
       "text": "/issue/year: must be integer, is string"}])"));
  EXPECT_TRUE(records.rejects.empty());
}

}  // namespace
}  // namespace zhailu::validate
