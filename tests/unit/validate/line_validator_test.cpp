#include "validate/line_validator.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "sample.hpp"

namespace zhailu::validate {
namespace {

using Lines = std::vector<std::string>;

struct Outcome {
  LineCounts counts;
  Lines findings;  // "line code message"
};

Outcome validated(const std::string& text, const RecordSchemas& schemas) {
  Outcome outcome;
  std::istringstream lines(text);
  outcome.counts = validate_lines(lines, "r.jsonl", schemas, [&](const Diagnostic& finding) {
    EXPECT_EQ(finding.place.path, "r.jsonl");
    outcome.findings.push_back(std::to_string(finding.place.line) + " " + finding.code + " " +
                               finding.message.text());
  });
  return outcome;
}

TEST(LineValidator, GoodLinesAreCounted) {
  const auto outcome = validated(
      "{\"document\": {}, \"awards\": [{\"sum\": 1}, {\"sum\": 2}]}\n"
      "{\"document\": {}, \"lists\": [{}], \"warnings\": []}\r\n",
      sample::schemas());
  EXPECT_EQ(outcome.findings, Lines{});
  EXPECT_EQ(outcome.counts.documents, 2u);
  EXPECT_EQ(outcome.counts.records, 3u);
  EXPECT_EQ(outcome.counts.findings, 0u);
}

TEST(LineValidator, EveryFindingHasItsLineAndPointer) {
  const auto outcome = validated(
      "{\"document\": {\"title\": 1}, \"awards\": [{\"sum\": 1}, {\"sum\": null}]}\n"
      "{\"document\": {}, \"awards\": {}}\n"
      "{\"awards\": []}\n"
      "{\"document\": {}, \"cars\": []}\n",
      sample::schemas());
  EXPECT_EQ(outcome.findings,
            (Lines{"1 validate.schema /document/title: must be string, is integer",
                   "1 validate.schema /awards/1/sum: must be integer, is null",
                   "2 validate.schema /awards: is no list",
                   "3 validate.schema is no object with a document",
                   "4 validate.unknown_list /cars: the pack has no such records"}));
  EXPECT_EQ(outcome.counts.findings, 5u);
}

TEST(LineValidator, LinesThatAreNoJsonAreFindingsAndTheNextIsLookedAt) {
  const auto outcome =
      validated("{\"document\": \n\n{\"document\": {}}\n{\"document\": {}", sample::schemas());
  ASSERT_EQ(outcome.findings.size(), 3u);
  EXPECT_TRUE(outcome.findings[0].starts_with("1 json.syntax"));
  EXPECT_TRUE(outcome.findings[1].starts_with("2 json.syntax"));
  EXPECT_TRUE(outcome.findings[2].starts_with("4 json.syntax"));
  EXPECT_EQ(outcome.counts.documents, 4u);
}

// The line's own schema is used where the pack has it; what it holds is not reported twice.
TEST(LineValidator, TheSchemaOfTheLineCoversWhatItNames) {
  RecordSchemas schemas = sample::schemas();
  std::vector<schema::NamedSchema> all;
  for (const std::string name : {"award.schema.json", "list.schema.json", "document.schema.json"}) {
    all.push_back({name, *schemas.schemas.find(name), name});
  }
  all.push_back({"records.schema.json", sample::parse(R"({"required": ["schema_version"],
      "properties": {"document": {"$ref": "document.schema.json"},
                     "awards": {"type": "array", "items": {"$ref": "award.schema.json"}}}})"),
                 "records.schema.json"});
  auto set = schema::SchemaSet::compile(std::move(all));
  ASSERT_TRUE(set);
  schemas.schemas = *set;
  const auto outcome =
      validated(R"({"document": {"title": 1}, "awards": [{}], "lists": [{"items": 3}]})", schemas);
  EXPECT_EQ(outcome.findings.size(), 4u);
  EXPECT_EQ(outcome.findings.back(), "1 validate.schema /lists/0/items: must be array, is integer");
}

TEST(LineValidator, FilesFoldersAndReadableDocuments) {
  const std::string folder = ::testing::TempDir() + "zhailu_validate";
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/records.jsonl") << "{\"document\": {}}\n{\"document\": {}}\n";
  std::ofstream(folder + "/a.txt.json") << "{\n  \"document\": {\n    \"title\": 1\n  }\n}\n";
  Lines findings;
  const auto take = [&](const Diagnostic& finding) { findings.push_back(finding.message.text()); };
  EXPECT_EQ(validate_file(folder, sample::schemas(), take)->documents, 2u);
  EXPECT_EQ(validate_file(folder + "/a.txt.json", sample::schemas(), take)->documents, 1u);
  EXPECT_EQ(findings, Lines{"/document/title: must be string, is integer"});
  const auto missing = validate_file(folder + "/missing", sample::schemas(), take);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().diagnostics.front().code, "validate.cannot_read");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace zhailu::validate
