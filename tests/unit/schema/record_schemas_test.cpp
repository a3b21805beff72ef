// The shipped schemas and the cases of tests/schema, which tests/schema/check_schemas.py also asks
// an independent validator about.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "schema/json_reader.hpp"
#include "schema/schema.hpp"

namespace zhailu::schema {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = ZHAILU_ROOT;

Value read(const fs::path& path, std::size_t max_depth) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  auto value = from_json(text.str(), {.path = path.string(), .max_depth = max_depth});
  EXPECT_TRUE(value.has_value()) << path;
  return value.value_or(Value());
}

std::vector<NamedSchema> shipped() {
  std::vector<NamedSchema> schemas;
  for (const auto& entry : fs::directory_iterator(kRoot / "schemas")) {
    schemas.push_back({entry.path().filename().string(), read(entry.path(), kSchemaDepth),
                       entry.path().string()});
  }
  return schemas;
}

SchemaSet shipped_set() {
  auto set = SchemaSet::compile(shipped());
  EXPECT_TRUE(set.has_value()) << (set ? "" : set.error().diagnostics.front().message.text());
  return set.value_or(SchemaSet());
}

Value changed(const Value& base, const Value& test) {
  Value instance = base;
  if (const Value* change = test.find("change")) {
    for (const auto& [name, value] : change->object()) instance.set(name, value);
  }
  if (const Value* drop = test.find("drop")) {
    std::erase_if(instance.object(), [&](const Value::Member& member) {
      return std::find(drop->array().begin(), drop->array().end(), Value(member.first)) !=
             drop->array().end();
    });
  }
  return instance;
}

TEST(RecordSchemas, JudgeTheCasesOfTestsSchema) {
  const SchemaSet set = shipped_set();
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(kRoot / "tests/schema")) {
    if (entry.path().extension() != ".json") continue;
    ++files;
    const Value suite = read(entry.path(), 512);
    const std::string& name = suite.find("schema")->text();
    ASSERT_TRUE(set.contains(name)) << name;
    for (const Value& test : suite.find("tests")->array()) {
      const auto violations = set.validate(name, changed(*suite.find("base"), test));
      EXPECT_EQ(violations.empty(), test.find("valid")->boolean())
          << name << ": " << test.find("description")->text()
          << (violations.empty() ? ""
                                 : "\n" + violations[0].instance + " " + violations[0].message);
    }
  }
  EXPECT_EQ(files, 8U);
}

// Common definitions apart, all of them describe each property in English and name it in Chinese.
TEST(RecordSchemas, EveryPropertyHasATitleAndADescription) {
  for (const NamedSchema& schema : shipped()) {
    const Value* properties = schema.value.find("properties");
    if (properties == nullptr) continue;
    for (const auto& [name, property] : properties->object()) {
      ASSERT_NE(property.find("title"), nullptr) << schema.name << " " << name;
      ASSERT_NE(property.find("description"), nullptr) << schema.name << " " << name;
      EXPECT_GE(static_cast<unsigned char>(property.find("title")->text().front()), 0x80) << name;
      EXPECT_FALSE(property.find("description")->text().empty()) << name;
    }
  }
}

// What a record gets that no rule fills must itself be valid.
TEST(RecordSchemas, DefaultsFitTheirProperty) {
  for (const NamedSchema& schema : shipped()) {
    const Value* properties = schema.value.find("properties");
    if (properties == nullptr) continue;
    for (const auto& [name, property] : properties->object()) {
      const Value* fallback = property.find("default");
      const Value* choices = property.find("enum");
      if (fallback == nullptr || choices == nullptr) continue;
      const auto& list = choices->array();
      EXPECT_NE(std::find(list.begin(), list.end(), *fallback), list.end()) << schema.name << name;
    }
  }
}

TEST(RecordSchemas, ColumnsFollowTheRecordDefinitions) {
  const SchemaSet set = shipped_set();
  const auto names = [&](std::string_view schema) {
    std::string joined;
    for (const auto& column : columns_of(*set.find(schema)))
      joined += column.name + (column.list ? "* " : " ");
    return joined;
  };
  EXPECT_EQ(names("date.schema.json"),
            "text start end partial time part basis approximate redacted ");
  EXPECT_EQ(names("person.schema.json"),
            "name titles* organization organization_basis roles* redacted ");
  EXPECT_EQ(names("organization.schema.json"), "name aliases* level ");
  EXPECT_EQ(names("meeting.schema.json"),
            "name aliases* status start end time venue organizers* chairs* speakers* attendees* "
            "attendee_count theme "
            "topics* ");
  EXPECT_EQ(names("activity.schema.json"),
            "name category status start end time venue organizers* leaders* participants* "
            "participant_count theme ");
  EXPECT_EQ(names("activity_list.schema.json"), "title declared_count items* ");
  EXPECT_EQ(names("document.schema.json"),
            "path title published source authors* reference_date reference_basis genre issue "
            "contact distribution "
            "encoding encoding_basis replaced sha256 truncated ");
}

}  // namespace
}  // namespace zhailu::schema
