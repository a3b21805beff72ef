#include "authoring/new_pack.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>

#include "authoring/rules_schema.hpp"

namespace zhailu::authoring {
namespace {

namespace fs = std::filesystem;

constexpr const char* kManifest =
    R"(# A pack of your own: it stands on the shipped rules. 自己的规则包，以自带规则为基础。
name: NAME
version: 0.1.0
extends: shipped
phases:
  - id: NAME_rules
    view: [date, organization]
    files: [rules/fairs.yaml]
)";

constexpr const char* kRule =
    R"(# 文化馆举办春节庙会: a fair is an activity. 庙会上 is the place, not the doing.
# 举办庙会是活动；“庙会上”说的是地点，不算。
- id: fair.held
  make: activity
  find: '举[办行](?P<name>\p{Han}{0,4}庙会)'
  not_after: ['上', '期间']
  set: {category: culture}
  slots:
    date: {type: date, where: sentence, side: left}
    organizers: {from: subject}
  tests:
    - text: 2024年2月12日，云岫县文化馆举办春节庙会。
      expect: {name: 春节庙会, start: 2024-02-12, organizers: [云岫县文化馆]}
    - {text: 在举办庙会期间注意防火。, expect: none}
)";

constexpr const char* kTest =
    R"(# Whole texts and the records that they give. 整篇文字和应得到的记录。
- text: 2024年2月12日，云岫县文化馆举办春节庙会。
  expect:
    activities: [{name: 春节庙会, category: culture}]
    meetings: []
)";

constexpr const char* kReadme = R"(# NAME

Rules of your own on top of the shipped ones. 自己的规则，以自带规则为基础。

    zhailu check .                       mistakes, with line and the way out   有没有写错
    zhailu test .  --filter fair         the tests in the rules   运行规则里的测试
    zhailu extract FOLDER -o out --rules .    records   提取

- `pack.yaml` says which files belong to the pack. 规则包的清单。
- `rules/fairs.yaml` has one rule with tests; copy it and change it. 一条带测试的规则，照着改。
- `rules/fairs.test.yaml` has whole texts with the records that they give. 整篇测试。
- `.vscode/` lets VS Code complete and check rules (extension YAML of Red Hat). 用 VS Code 写规则时有提示和检查。

To change a shipped rule, write one with its `id` in a phase of its name; to switch it off, name it under `off:` in
`pack.yaml`. The whole language: `rules/README.md` beside the shipped rules.
要改自带的规则，就写一条同 `id` 的；要停用，就写进 `pack.yaml` 的 `off:`。完整说明见自带规则旁边的 `rules/README.md`。
)";

constexpr const char* kSettings = R"({
  "files.encoding": "utf8",
  "editor.insertSpaces": true,
  "editor.tabSize": 2,
  "yaml.schemas": {
    "./.vscode/zhailu-manifest.schema.json": "pack.yaml",
    "./.vscode/zhailu-tests.schema.json": "rules/*.test.yaml",
    "./.vscode/zhailu-rules.schema.json": "rules/!(*.test).yaml"
  }
}
)";

struct NewFile {
  std::string name;
  std::string text;
};

// Names in a manifest consist of small letters, digits and _.
std::string pack_name(const fs::path& folder) {
  const fs::path path = fs::absolute(folder).lexically_normal();
  std::string name;
  for (const char c : (path.filename().empty() ? path.parent_path() : path).filename().string()) {
    const bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (good) name += c;
  }
  return name.empty() ? "mine" : name;
}

std::string filled(std::string text, const std::string& name) {
  for (std::size_t at = text.find("NAME"); at != std::string::npos; at = text.find("NAME"))
    text.replace(at, 4, name);
  return text;
}

std::vector<NewFile> files_of(const std::string& name) {
  std::vector<NewFile> files = {{"pack.yaml", filled(kManifest, name)},
                                {"README.md", filled(kReadme, name)},
                                {"rules/fairs.yaml", kRule},
                                {"rules/fairs.test.yaml", kTest},
                                {".vscode/settings.json", kSettings}};
  for (const std::string& kind : pack_file_kinds())
    files.push_back({".vscode/zhailu-" + kind + ".schema.json", pack_file_schema(kind)});
  return files;
}

bool write_files(const fs::path& folder, const std::vector<NewFile>& files) {
  std::error_code error;
  for (const NewFile& file : files) {
    fs::create_directories((folder / file.name).parent_path(), error);
    std::ofstream out(folder / file.name, std::ios::binary);
    out << file.text;
    out.close();
    if (error || !out) return false;
  }
  return true;
}

}  // namespace

Result<std::vector<std::string>> make_pack(const std::string& folder) {
  std::error_code error;
  const fs::path path = fs::absolute(folder, error).lexically_normal();
  const fs::path target = path.filename().empty() ? path.parent_path() : path;
  const bool there = fs::exists(fs::symlink_status(target, error));
  if (there && !(fs::is_directory(target, error) && fs::is_empty(target, error))) {
    return failure("options.folder_taken", say("'{}' is there already", folder),
                   "name a folder that is not there yet");
  }
  const std::vector<NewFile> files = files_of(pack_name(target));
  const fs::path staging = target.string() + ".zhailu-new";
  const bool fresh = fs::create_directories(staging, error);
  bool good = fresh && write_files(staging, files);
  if (good) fs::rename(staging, target, error);
  if (!good || error) {
    const std::string cause = error ? error.message() : std::string("I/O error");
    std::error_code ignored;
    if (fresh) fs::remove_all(staging, ignored);
    return failure("output.write", say("cannot write '{}': {}", folder, cause),
                   "choose a folder that can be written");
  }
  std::vector<std::string> names;
  for (const NewFile& file : files) names.push_back(file.name);
  return names;
}

}  // namespace zhailu::authoring
