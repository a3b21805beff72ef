#include "pipeline/pipeline.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "../pack_folder.hpp"
#include "base/utf8.hpp"
#include "pipeline/loaded_pack.hpp"

namespace zhailu::pipeline {
namespace {

using test::PackFolder;

std::string schema(const std::string& id, const std::string& properties) {
  return "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"$id\": \"" + id +
         "\", \"title\": \"题\", \"description\": \"d\", \"type\": \"object\", \"properties\": {" +
         properties + "}}";
}

std::string property(const std::string& name,
                     const std::string& more = "\"type\": [\"string\", \"null\"]") {
  return "\"" + name + "\": {\"title\": \"" + name + "\", \"description\": \"d\", " + more + "}";
}

// Shops that open in cities.
void write_shops(PackFolder& folder) {
  folder
      .write("pack.yaml",
             "name: shops\nversion: 1.2.3\nlayout: layout.yaml\n"
             "records:\n  opening: {collection: openings, schema: opening.schema.json}\n"
             "document: {schema: document.schema.json}\n"
             "lexicons: {city: {file: cities.txt, make: city}}\n"
             "phases:\n  - {id: openings, view: [city], files: [openings.yaml]}\n")
      .write("layout.yaml", PackFolder::file_text(ZHAILU_ROOT "/rules/layout.yaml"))
      .write("cities.txt", "武汉\n沅川\n")
      .write("openings.yaml",
             "- {id: opening.shop, make: opening, find: "
             "'{city:place}开设(?P<name>\\p{Han}{1,6}店)'}\n")
      .write("schemas/opening.schema.json",
             schema("opening.schema.json",
                    property("id", "\"type\": \"string\"") + "," + property("place") + "," +
                        property("name", "\"type\": [\"string\", \"null\"], \"maxLength\": 4")))
      .write("schemas/document.schema.json",
             schema("document.schema.json", property("id") + "," + property("path") + "," +
                                                property("encoding") + "," + property("text") +
                                                "," + property("title")));
}

Extractor extractor_of(const PackFolder& folder, const std::string& shipped = {}) {
  Diagnostics findings;
  auto extractor = Extractor::load(folder.path(), shipped, findings);
  if (!extractor)
    throw std::runtime_error(format_diagnostic(extractor.error().diagnostics.front()));
  return std::move(*extractor);
}

Extractor shops() {
  PackFolder folder;
  write_shops(folder);
  return extractor_of(folder);
}

tl::expected<DocumentRecords, DocumentFailure> processed(const Extractor& extractor,
                                                         const std::string& path,
                                                         const std::string& bytes,
                                                         const ExtractOptions& options = {}) {
  const Extractor::Loaded& loaded = extractor.loaded();
  return process({path, path, bytes}, {loaded.pack, loaded.schemas, options});
}

// The records of one collection; `value` must have it.
const Value::Array& records(const DocumentRecords& document, std::string_view collection) {
  return document.value.find(collection)->array();
}

std::string text(const Value& record, std::string_view field) {
  const Value* value = record.find(field);
  return value != nullptr && value->is_text() ? value->text() : "";
}

// Shows a value so that two can be compared, members in their order.
std::string shown(const Value& value) {
  if (value.is_null()) return "null";
  if (value.is_boolean()) return value.boolean() ? "true" : "false";
  if (value.is_integer()) return std::to_string(value.integer());
  if (value.is_double()) return std::to_string(value.number());
  if (value.is_text()) return "'" + value.text() + "'";
  std::string line;
  if (value.is_array()) {
    for (const Value& one : value.array()) line += shown(one) + ",";
    return "[" + line + "]";
  }
  for (const auto& [name, one] : value.object()) line += name + ":" + shown(one) + ",";
  return "{" + line + "}";
}

constexpr const char* kText = "沅川要闻\n\n　　昨天，武汉开设青年书店。沅川开设大饭店。\n";

TEST(Pipeline, BytesBecomeRecords) {
  const Extractor extractor = shops();
  const auto document = processed(extractor, "a.txt", kText);
  ASSERT_TRUE(document);
  const auto& openings = records(*document, "openings");
  ASSERT_EQ(openings.size(), 2U);
  EXPECT_EQ(text(openings[0], "place"), "武汉");
  EXPECT_EQ(text(openings[0], "name"), "青年书店");
  EXPECT_EQ(text(openings[1], "name"), "大饭店");
  EXPECT_EQ(text(*document->value.find("document"), "path"), "a.txt");
  EXPECT_EQ(document->decoded, kText);
  EXPECT_TRUE(document->rejects.empty());
}

TEST(Pipeline, TheSameBytesGiveTheSameRecords) {
  const auto first = processed(shops(), "a.txt", kText);
  const auto second = processed(shops(), "a.txt", kText);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(shown(first->value), shown(second->value));
  EXPECT_EQ(first->sentences, second->sentences);
}

TEST(Pipeline, IdsComeFromPathAndBytes) {
  const Extractor extractor = shops();
  const auto id = [&](const std::string& path, const std::string& bytes) {
    return text(*processed(extractor, path, bytes)->value.find("document"), "id");
  };
  EXPECT_EQ(id("a.txt", kText), id("a.txt", kText));
  EXPECT_NE(id("a.txt", kText), id("b.txt", kText));
  EXPECT_NE(id("a.txt", kText), id("a.txt", "武汉"));
  EXPECT_EQ(id("a.txt", kText).size(), 17U);
  EXPECT_EQ(id("a.txt", kText)[0], 'd');
}

TEST(Pipeline, EvidenceShowsTheValueInTheText) {
  const auto document = processed(shops(), "a.txt", kText);
  ASSERT_TRUE(document);
  std::u32string characters;
  for (std::size_t at = 0; at < document->decoded.size();)
    characters += base::next_code_point(document->decoded, at);
  std::size_t seen = 0;
  for (const Value& record : records(*document, "openings")) {
    const Value* evidence = record.find("evidence");
    ASSERT_NE(evidence, nullptr) << shown(record);
    for (const auto& [field, spans] : evidence->object()) {
      const Value::Array& first =
          spans.array()[0].is_array() ? spans.array()[0].array() : spans.array();
      const auto begin = static_cast<std::size_t>(first[0].integer());
      const auto end = static_cast<std::size_t>(first[1].integer());
      std::string slice;
      for (std::size_t i = begin; i < end; ++i) base::append_code_point(slice, characters[i]);
      EXPECT_EQ(slice, text(record, field)) << field;
      ++seen;
    }
  }
  EXPECT_EQ(seen, 4U);
}

TEST(Pipeline, WithoutEvidenceThereIsNone) {
  ExtractOptions options;
  options.evidence = false;
  const auto document = processed(shops(), "a.txt", kText, options);
  ASSERT_TRUE(document);
  EXPECT_EQ(records(*document, "openings")[0].find("evidence"), nullptr);
}

TEST(Pipeline, AnotherEncodingGivesTheSameRecords) {
  const Extractor extractor = shops();
  std::string wide = "\xFF\xFE";  // UTF-16LE
  for (std::size_t at = 0; at < std::string_view(kText).size();) {
    const char32_t c = base::next_code_point(kText, at);
    wide += static_cast<char>(c & 0xFF);
    wide += static_cast<char>(c >> 8 & 0xFF);
  }
  const auto first = processed(extractor, "a.txt", kText);
  const auto second = processed(extractor, "a.txt", wide);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(second->decoded, kText);
  const auto& one = records(*first, "openings");
  const auto& other = records(*second, "openings");
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    for (const auto& [field, value] : one[i].object()) {
      if (field == "id") continue;
      EXPECT_EQ(shown(value), shown(*other[i].find(field))) << field;
    }
  }
}

TEST(Pipeline, ADocumentThatCannotBeReadIsAFailure) {
  const auto document =
      processed(shops(), "a.png", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().path, "a.png");
  EXPECT_EQ(document.error().stage, "decode");
  EXPECT_EQ(document.error().code, "binary");
}

TEST(Pipeline, ARecordThatBreaksItsSchemaIsRejected) {
  const auto document = processed(shops(), "a.txt", "武汉开设青年读者书店。沅川开设大饭店。");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->rejects.size(), 1U);
  EXPECT_EQ(text(document->rejects[0], "collection"), "openings");
  ASSERT_EQ(records(*document, "openings").size(), 1U);
  EXPECT_EQ(text(records(*document, "openings")[0], "name"), "大饭店");
}

TEST(Pipeline, AnExtendingPackAddsARecordType) {
  PackFolder base("rules");
  write_shops(base);
  PackFolder own;
  own.write("pack.yaml",
            "name: own\nextends: shipped\n"
            "records:\n  award: {collection: awards, schema: award.schema.json}\n"
            "phases:\n  - {id: awards, view: [city], files: [awards.yaml]}\n")
      .write("awards.yaml",
             "- {id: award.won, make: award, find: '{city:place}获(?P<name>\\p{Han}{1,4}奖)'}\n")
      .write("schemas/award.schema.json",
             schema("award.schema.json",
                    property("id") + "," + property("place") + "," + property("name")));
  const Extractor extractor = extractor_of(own, base.path());
  EXPECT_EQ(extractor.info().name, "own");
  const auto document = processed(extractor, "a.txt", "武汉开设青年书店。武汉获文明奖。");
  ASSERT_TRUE(document);
  EXPECT_EQ(records(*document, "openings").size(), 1U);
  ASSERT_EQ(records(*document, "awards").size(), 1U);
  EXPECT_EQ(text(records(*document, "awards")[0], "name"), "文明奖");
  ASSERT_EQ(extractor.collections().size(), 2U);
  EXPECT_EQ(extractor.collections()[1].collection, "awards");
}

TEST(Pipeline, Fault001_AnEmptyFileIsADocumentWithoutRecords) {
  const auto document = processed(shops(), "a.txt", "");
  ASSERT_TRUE(document);
  EXPECT_TRUE(records(*document, "openings").empty());
}

}  // namespace
}  // namespace zhailu::pipeline
