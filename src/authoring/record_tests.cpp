#include "authoring/record_tests.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "ruleset/key_tables.hpp"
#include "ruleset/manifest.hpp"
#include "ruleset/pack_files.hpp"
#include "ruleset/rule_test_reader.hpp"
#include "ruleset/yaml_reader.hpp"

namespace zhailu::authoring {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".test.yaml";

// path → path as messages show it, of the files beside a rule file.
void add_beside(const ruleset::PackFile& rules, std::map<std::string, std::string>& files) {
  if (rules.path.empty()) return;
  const fs::path shown = fs::path(rules.shown).parent_path();
  std::error_code ignored;  // a folder that cannot be read: load_pack says so of its rule file
  for (fs::directory_iterator at(fs::path(rules.path).parent_path(), ignored), end; at != end;
       at.increment(ignored)) {
    const std::string name = at->path().filename().string();
    if (name.ends_with(kSuffix)) files.emplace(at->path().string(), (shown / name).string());
  }
}

class TestReader {
 public:
  explicit TestReader(Diagnostics& findings) : findings_(findings) {}

  void read_file(const ruleset::Node& file) {
    if (file.kind != ruleset::Node::Kind::kSequence)
      return error("ruleset.wrong_type", "`tests` is a list", "begin each test with `- text:`",
                   file.place);
    for (const ruleset::Node& item : file.items) read_test(item);
  }

  std::vector<RecordTest> tests;

 private:
  void error(std::string code, Wording message, Wording hint, const Place& place) {
    findings_.push_back(
        {Severity::kError, std::move(code), std::move(message), std::move(hint), place});
  }

  void read_test(const ruleset::Node& node) {
    if (!ruleset::check_keys(node, ruleset::record_test_keys(), findings_) &&
        node.kind != ruleset::Node::Kind::kMapping)
      return;
    RecordTest test;
    test.place = node.place;
    const ruleset::Node* text = node.find("text");
    const ruleset::Node* expect = node.find("expect");
    if (text == nullptr || expect == nullptr || expect->kind != ruleset::Node::Kind::kMapping) {
      return error("ruleset.test", "a test needs `text` and `expect`",
                   "expect: {collection: [{field: value}]}", node.place);
    }
    test.text = ruleset::as_text(*text, findings_).value_or("");
    test.expect = ruleset::node_value(*expect);
    if (const auto* day = node.find("reference_date"))
      test.reference_date = ruleset::as_text(*day, findings_);
    if (const auto* todo = node.find("todo"))
      test.todo = ruleset::as_text(*todo, findings_).value_or("");
    tests.push_back(std::move(test));
  }

  Diagnostics& findings_;
};

}  // namespace

std::vector<RecordTest> read_record_tests(const std::string& folder, const std::string& shipped,
                                          Diagnostics& findings) {
  const auto manifest = ruleset::read_manifest(folder, shipped);
  if (!manifest) return {};
  std::map<std::string, std::string> paths;
  for (const ruleset::ManifestPhase& phase : manifest->phases) {
    for (const ruleset::PackFile& file : phase.files) add_beside(file, paths);
  }
  ruleset::PackFiles files(findings);
  TestReader reader(findings);
  for (const auto& [path, shown] : paths) {
    if (const auto node = files.yaml({path, shown, {shown, 0, 0}, 0})) reader.read_file(*node);
  }
  return std::move(reader.tests);
}

}  // namespace zhailu::authoring
