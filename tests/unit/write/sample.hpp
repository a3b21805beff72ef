#pragma once

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "zhailu/record.hpp"

namespace zhailu::write::sample {

// A folder of its own for one test, gone afterwards.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    // Memory where there is some: the tests write and rename thousands of files.
    const std::filesystem::path memory = "/dev/shm";
    const bool usable = ::access(memory.c_str(), W_OK) == 0;
    const auto place = usable ? memory : std::filesystem::temp_directory_path();
    std::string name = (place / "zhailu-write-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void put(const std::string& path, const std::string& text) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

// Every file below `folder`, relative and sorted, hidden ones too.
inline std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_directory()) {
      names.push_back(std::filesystem::relative(entry.path(), folder).string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

inline std::vector<CollectionInfo> collections() {
  CollectionInfo meetings{
      "meetings", "meeting", {{"name", "名称", false}, {"topics", "议题", true}}, "会议"};
  CollectionInfo people{"people", "person", {{"name", "姓名", false}}, "人员"};
  return {people, meetings};
}

inline Value span(std::size_t begin, std::size_t end) { return Value::Array{begin, end}; }

// 7月1日召开会议。江贤英主持。 with one meeting and one person.
inline DocumentRecords document(const std::string& path = "a/0701.txt",
                                const std::string& id = "d0123456789abcdef") {
  DocumentRecords records;
  records.decoded = "7月1日召开会议。江贤英主持。";
  records.sentences = {{0, 9}, {9, 15}};
  const Value person =
      Value::Object{{"id", id + "-p1"},
                    {"name", "江贤英"},
                    {"span", span(9, 12)},
                    {"rule", "person.chair"},
                    {"evidence", Value::Object{{"name", Value::Array{span(9, 12)}}}},
                    {"warnings", Value::Array{}}};
  const Value warning = Value::Object{{"code", "count_vague"}, {"slot", "attendee_count"}};
  const Value meeting = Value::Object{{"id", id + "-m1"},
                                      {"name", "会议"},
                                      {"topics", Value::Array{"安全；生产", "=1+1"}},
                                      {"span", span(4, 12)},
                                      {"rule", "meeting.held"},
                                      {"evidence", Value::Object{}},
                                      {"warnings", Value::Array{warning, warning}}};
  const Value author = Value::Object{{"name", "陈静"}, {"role", "记者"}};
  const Value editor = Value::Object{{"name", "高远"}, {"role", nullptr}};
  const Value fields = Value::Object{
      {"id", id},
      {"path", path},
      {"title", "-会议\r\n简报"},
      {"authors", Value::Array{author, editor}},
      {"issue", Value::Object{{"year", 2020}, {"number", 3}, {"total", nullptr}}},
      {"contact", Value::Object{{"phone", "420106198001010011"}}},
      {"truncated", false},
      {"evidence", Value::Object{{"title", Value::Array{span(0, 2)}}}},
  };
  records.value = Value::Object{{"schema_version", 1},
                                {"document", fields},
                                {"people", Value::Array{person}},
                                {"meetings", Value::Array{meeting}},
                                {"warnings", Value::Array{Value::Object{{"code", "cut"}}}}};
  return records;
}

}  // namespace zhailu::write::sample
