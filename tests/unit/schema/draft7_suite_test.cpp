// All required cases of draft 7 in Debian's json-schema-test-suite.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "schema/json_reader.hpp"
#include "schema/schema.hpp"

namespace zhailu::schema {
namespace {

namespace fs = std::filesystem;

const fs::path kSuite = "/usr/share/json-schema-test-suite";

// Cases that are refused on purpose, "file: group: case"; none so far.
const std::set<std::string> kRefused;

Value read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  auto value = from_json(text.str(), {.path = path.string()});
  EXPECT_TRUE(value.has_value()) << path;
  return value.value_or(Value());
}

// What the suite expects to be reachable: its own folder of remotes and the standard's meta-schema.
std::vector<NamedSchema> remotes() {
  std::vector<NamedSchema> result;
  for (const auto& entry : fs::recursive_directory_iterator(kSuite / "remotes")) {
    if (!entry.is_regular_file()) continue;
    const std::string name = fs::relative(entry.path(), kSuite / "remotes").generic_string();
    result.push_back({"http://localhost:1234/" + name, read(entry.path()), entry.path().string()});
  }
  const fs::path meta = fs::path(ZHAILU_ROOT) / "tests/unit/schema/draft-07.json";
  result.push_back({"http://json-schema.org/draft-07/schema", read(meta), meta.string()});
  return result;
}

struct Tally {
  std::size_t cases = 0;
  std::vector<std::string> failures;
};

void run_group(const std::string& file, const Value& group, const Options& options, Tally& tally) {
  const std::string title = file + ": " + group.find("description")->text();
  const auto set = SchemaSet::compile({{"case.json", *group.find("schema"), title}}, options);
  for (const Value& test : group.find("tests")->array()) {
    ++tally.cases;
    const std::string name = title + ": " + test.find("description")->text();
    if (!set) {
      tally.failures.push_back(name + ": " + set.error().diagnostics.front().message.text());
      continue;
    }
    const bool valid = set->validate("case.json", *test.find("data")).empty();
    if (valid != test.find("valid")->boolean()) tally.failures.push_back(name);
  }
}

std::size_t count_cases(const fs::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    const Value groups = read(entry.path());
    for (const Value& group : groups.array()) count += group.find("tests")->array().size();
  }
  return count;
}

TEST(Draft7Suite, EveryRequiredCasePasses) {
  const fs::path folder = kSuite / "tests/draft7";
  if (!fs::exists(folder)) GTEST_SKIP() << "json-schema-test-suite is not installed";
  Options options;
  options.refuse_unknown_keywords = false;
  options.remotes = remotes();
  Tally tally;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    const Value groups = read(entry.path());
    for (const Value& group : groups.array()) {
      run_group(entry.path().filename().string(), group, options, tally);
    }
  }
  std::cout << tally.cases << " cases, " << tally.failures.size() << " failures, "
            << kRefused.size() << " refused\n";
  EXPECT_EQ(tally.cases, count_cases(folder));
  EXPECT_GE(tally.cases, 423U);  // json-schema-test-suite of Debian 12
  for (const std::string& failure : tally.failures) {
    EXPECT_TRUE(kRefused.contains(failure)) << failure;
  }
}

// All keywords of the standard that we do not check are refused by name, the rest of its own schema
// is not.
TEST(Draft7Suite, MetaSchemaAcceptsOurSchemas) {
  const fs::path meta = fs::path(ZHAILU_ROOT) / "tests/unit/schema/draft-07.json";
  Options options;
  options.refuse_unknown_keywords = false;
  const auto set = SchemaSet::compile({{"draft-07.json", read(meta), meta.string()}}, options);
  ASSERT_TRUE(set.has_value());
  for (const auto& entry : fs::directory_iterator(fs::path(ZHAILU_ROOT) / "schemas")) {
    EXPECT_TRUE(set->validate("draft-07.json", read(entry.path())).empty()) << entry.path();
  }
}

}  // namespace
}  // namespace zhailu::schema
