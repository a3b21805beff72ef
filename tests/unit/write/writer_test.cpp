#include "write/writer.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sample.hpp"
#include "write/json_emitter.hpp"

namespace zhailu::write {
namespace {

using nlohmann::json;
using sample::files_in;
using sample::put;
using sample::read;
using sample::TemporaryFolder;
using Names = std::vector<std::string>;

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "none" : result.error().diagnostics.front().code;
}

RunReport report() {
  return {"0.1.0",
          Value::Object{{"name", "shipped"}},
          "2026-11-25T11:00:00Z",
          "2026-11-25T11:00:01Z",
          {{"a.pdf", "suffix"}}};
}

Result<void> run(const WriterOptions& options, const std::vector<DocumentRecords>& documents) {
  auto writer = create_writer(options, sample::collections());
  if (!writer) return tl::unexpected(writer.error());
  for (const DocumentRecords& document : documents) {
    if (auto written = (*writer)->document(document); !written) return written;
  }
  return (*writer)->finish(report());
}

// Standard output of a run, as text.
std::string streamed(WriterOptions options, const std::vector<DocumentRecords>& documents) {
  const TemporaryFolder temporary;
  const std::string path = temporary / "stdout";
  options.output = "-";
  options.output_descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
  EXPECT_EQ(code_of(run(options, documents)), "none");
  ::close(options.output_descriptor);
  return read(path);
}

// The cells of a first row in which nothing is quoted.
std::vector<std::string> cells(const std::string& table) {
  std::vector<std::string> result;
  std::istringstream row(table.substr(3, table.find('\r') - 3));
  for (std::string cell; std::getline(row, cell, ',');) result.push_back(cell);
  return result;
}

// What Python's csv module reads from a table, as JSON.
json python_rows(const std::string& path) {
  const std::string command =
      "python3 -c \"import csv,json,sys; "
      "print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', "
      "newline='')))))\" " +
      path;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::string text;
  std::array<char, 4096> buffer{};
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    text.append(buffer.data(), size);
  }
  ::pclose(pipe);
  return json::parse(text);
}

bool has_python() { return std::system("python3 -c 'import csv' 2>/dev/null") == 0; }

TEST(Writer, DefaultsAreLinesAndTables) {
  const TemporaryFolder out;
  ASSERT_EQ(code_of(run({out.path(), {}, {}}, {sample::document()})), "none");
  EXPECT_EQ(files_in(out.path()),
            (Names{"datapackage.json", "documents.csv", "errors.jsonl", "meetings.csv",
                   "people.csv", "person_posts.csv", "person_records.csv", "persons.csv",
                   "records.jsonl", "rejects.jsonl", "run.json"}));
  EXPECT_EQ(read(out / "rejects.jsonl"), "");
  EXPECT_EQ(read(out / "errors.jsonl"), "");
}

TEST(Writer, Fault041_LinesAreStrictJsonWithANewlineAtTheEnd) {
  const TemporaryFolder out;
  const auto one = sample::document("a.txt", "d0000000000000001");
  const auto two = sample::document("b.txt", "d0000000000000002");
  ASSERT_EQ(code_of(run({out.path(), {"jsonl"}, {}}, {one, two})), "none");
  EXPECT_EQ(read(out / "records.jsonl"), to_json(one.value, JsonLayout::kCompact) + "\n" +
                                             to_json(two.value, JsonLayout::kCompact) + "\n");
}

TEST(Writer, ReadableFilesFollowThePathsOfTheDocuments) {
  const TemporaryFolder out;
  const auto document = sample::document("甲/a.txt");
  const auto same_name = sample::document("甲//a.txt", "d0000000000000002");
  ASSERT_EQ(code_of(run({out.path(), {"json"}, {}}, {document, same_name})), "none");
  EXPECT_EQ(read(out / "json/甲/a.txt.json"),
            to_json(document.value, JsonLayout::kReadable) + "\n");
  EXPECT_TRUE(std::filesystem::exists(out / "json/a.txt~d0000000000000002.json"));
}

TEST(Writer, TypesLimitTheCollectionsAndKeepTheDocument) {
  WriterOptions options{{}, {}, {"meeting"}};
  const json line = json::parse(streamed(options, {sample::document()}));
  EXPECT_TRUE(line.contains("document"));
  EXPECT_TRUE(line.contains("meetings"));
  EXPECT_TRUE(line.contains("warnings"));
  EXPECT_FALSE(line.contains("people"));
}

TEST(Writer, EvidenceCanBeLeftOut) {
  WriterOptions options;
  options.evidence = false;
  const std::string line = streamed(options, {sample::document()});
  EXPECT_EQ(line.find("evidence"), std::string::npos);
  json expected = json::parse(to_json(sample::document().value, JsonLayout::kCompact));
  expected["document"].erase("evidence");
  expected["people"][0].erase("evidence");
  expected["meetings"][0].erase("evidence");
  EXPECT_EQ(json::parse(line), expected);
}

TEST(Writer, ATableCanGoToStandardOutput) {
  EXPECT_EQ(streamed({{}, {"csv"}, {"people"}}, {sample::document()}),
            "\xEF\xBB\xBF"
            "document_id,path,id,name,evidence_sentence,span_start,span_end,rule,warnings\r\n"
            "d0123456789abcdef,a/0701.txt,d0123456789abcdef-p1,江贤英,江贤英主持。,9,12,"
            "person.chair,\r\n");
}

TEST(Writer, AnEmptyTableHasItsHeader) {
  EXPECT_EQ(streamed({{}, {"csv"}, {"people"}}, {}),
            "\xEF\xBB\xBF"
            "document_id,path,id,name,evidence_sentence,span_start,span_end,rule,warnings\r\n");
}

TEST(Writer, TitlesInChineseStandOverEveryColumn) {
  WriterOptions options{{}, {"csv"}, {"people"}, true};
  const std::string people = streamed(options, {});
  EXPECT_EQ(people, "\xEF\xBB\xBF文档编号,路径,编号,姓名,原文句子,起始位置,结束位置,规则,警告\r\n");
  options.types = {"documents"};
  const std::string documents = streamed(options, {});
  EXPECT_EQ(documents.find_first_of("abcdefghijklmnopqrstuvwxyz"), std::string::npos) << documents;
}

// A title of the flat table is that of the schema's property: issue_year is issue → year.
TEST(Writer, TitlesOfTheDocumentTableAreThoseOfItsSchema) {
  const std::string path = std::string(ZHAILU_ROOT) + "/schemas/document.schema.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not there";
  const json properties = json::parse(read(path))["properties"];
  std::map<std::string, std::string> expected;
  for (const auto& [name, property] : properties.items()) {
    expected[name] = property["title"];
    if (!property.contains("properties")) continue;
    for (const auto& [part, inner] : property["properties"].items()) {
      expected[std::string(name).append("_").append(part)] = inner["title"];
    }
  }
  WriterOptions options{{}, {"csv"}, {"documents"}};
  const auto names = cells(streamed(options, {}));
  options.header_zh = true;
  const auto titles = cells(streamed(options, {}));
  ASSERT_EQ(names.size(), titles.size());
  for (std::size_t i = 0; i < names.size(); ++i)
    EXPECT_EQ(titles[i], expected[names[i]]) << names[i];
}

TEST(Writer, TablesReadBackWithPython) {
  if (!has_python()) GTEST_SKIP() << "python3 is not installed";
  const TemporaryFolder out;
  ASSERT_EQ(code_of(run({out.path(), {"csv"}, {}}, {sample::document()})), "none");
  const json meetings = python_rows(out / "meetings.csv");
  EXPECT_EQ(meetings[0], json::parse(R"(["document_id", "path", "id", "name", "topics",
      "evidence_sentence", "span_start", "span_end", "rule", "warnings"])"));
  EXPECT_EQ(meetings[1],
            json::parse(R"(["d0123456789abcdef", "a/0701.txt", "d0123456789abcdef-m1", "会议",
      "安全\\；生产；=1+1", "7月1日召开会议。江贤英主持。", "4", "12", "meeting.held",
      "count_vague；count_vague"])"));
  const json documents = python_rows(out / "documents.csv");
  json row;
  for (std::size_t i = 0; i < documents[0].size(); ++i) row[documents[0][i]] = documents[1][i];
  EXPECT_EQ(row["title"], "'-会议 简报");
  EXPECT_EQ(row["authors"], "陈静（记者）；高远");
  EXPECT_EQ(row["issue_year"], "2020");
  EXPECT_EQ(row["issue_total"], "");
  EXPECT_EQ(row["contact_phone"], "'420106198001010011");
  EXPECT_EQ(row["truncated"], "false");
  EXPECT_EQ(row["meetings_count"], "1");
  EXPECT_EQ(row["warnings"], "cut");
}

TEST(Writer, RejectsAndFailuresAreListed) {
  const TemporaryFolder out;
  auto document = sample::document();
  document.rejects = {Value::Object{{"collection", "people"}, {"reasons", Value::Array{}}},
                      Value::Object{{"collection", "meetings"}, {"reasons", Value::Array{}}}};
  auto writer = create_writer({out.path(), {"jsonl"}, {"people"}}, sample::collections());
  ASSERT_TRUE((*writer)->document(document));
  ASSERT_TRUE((*writer)->failure({"b.txt", "decode", "binary", "a PNG image", 3}));
  ASSERT_TRUE((*writer)->finish(report()));
  EXPECT_EQ(read(out / "rejects.jsonl"), R"({"collection":"people","reasons":[]})"
                                         "\n");
  EXPECT_EQ(read(out / "errors.jsonl"),
            R"({"path":"b.txt","stage":"decode","code":"binary","message":"a PNG image",)"
            R"("byte_offset":3})"
            "\n");
}

TEST(Writer, TheRunReportCountsAndListsWhatWasWritten) {
  const TemporaryFolder out;
  const auto document = sample::document("a.txt");
  ASSERT_EQ(code_of(run({out.path(), {"jsonl", "json"}, {}}, {document})), "none");
  EXPECT_EQ(json::parse(read(out / "run.json")), json::parse(R"({
    "program": "zhailu", "version": "0.1.0", "pack": {"name": "shipped"},
    "started": "2026-11-25T11:00:00Z", "finished": "2026-11-25T11:00:01Z",
    "counts": {"documents": 1, "failed": 0, "skipped": 1, "records": {"people": 1, "meetings": 1},
               "rejects": 0, "warnings": 3},
    "skipped": [{"path": "a.pdf", "reason": "suffix"}],
    "files": ["records.jsonl", "rejects.jsonl", "errors.jsonl", "run.json", "json/a.txt.json"]})"));
}

TEST(Writer, ASecondRunWithOtherFormatsTakesTheFormerFilesAway) {
  const TemporaryFolder out;
  put(out / "own notes.txt", "mine");
  ASSERT_EQ(code_of(run({out.path(), {"jsonl", "json", "csv"}, {}}, {sample::document()})), "none");
  ASSERT_EQ(code_of(run({out.path(), {"jsonl"}, {}}, {})), "none");
  EXPECT_EQ(files_in(out.path()),
            (Names{"errors.jsonl", "own notes.txt", "records.jsonl", "rejects.jsonl", "run.json"}));
}

TEST(Writer, Fault089_OnlyTheRunReportHoldsTimes) {
  const TemporaryFolder one;
  const TemporaryFolder two;
  for (const auto* out : {&one, &two}) {
    auto writer = create_writer({out->path(), {"jsonl", "json", "csv"}, {}}, sample::collections());
    ASSERT_TRUE((*writer)->document(sample::document()));
    RunReport times = report();
    times.started = out->path();
    ASSERT_TRUE((*writer)->finish(times));
  }
  for (const std::string& name : files_in(one.path())) {
    if (name == "run.json") continue;
    EXPECT_EQ(read(one / name), read(two / name)) << name;
  }
  EXPECT_NE(read(one / "run.json"), read(two / "run.json"));
}

TEST(Writer, Fault072_AFullStandardOutputIsAnError) {
  WriterOptions options{"-", {"jsonl"}, {}};
  options.output_descriptor = ::open("/dev/full", O_WRONLY);
  if (options.output_descriptor < 0) GTEST_SKIP() << "no /dev/full";
  EXPECT_EQ(code_of(run(options, {sample::document()})), "output.write");
  options.formats = {"csv"};
  options.types = {"people"};
  EXPECT_EQ(code_of(run(options, {})), "output.write");  // the header alone
  ::close(options.output_descriptor);
}

TEST(Writer, Fault072_AClosedStandardOutputIsAnError) {
  WriterOptions options{"-", {"jsonl"}, {}};
  options.output_descriptor = ::open("/dev/null", O_RDONLY);  // as one that cannot be written to
  EXPECT_EQ(code_of(run(options, {sample::document()})), "output.write");
  ::close(options.output_descriptor);
}

TEST(Writer, Fault072_AReaderThatIsGoneHasACodeOfItsOwn) {
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  ::close(ends[0]);
  WriterOptions options{"-", {"jsonl"}, {}};
  options.output_descriptor = ends[1];
  EXPECT_EQ(code_of(run(options, {sample::document()})), "output.pipe_closed");
  ::close(ends[1]);
  std::signal(SIGPIPE, before);
}

TEST(Writer, OptionsThatCannotBeAreRefusedBeforeAnythingIsMade) {
  const TemporaryFolder temporary;
  const std::string out = temporary / "out";
  const auto refused = [&](const WriterOptions& options) {
    return code_of(create_writer(options, sample::collections()));
  };
  EXPECT_EQ(refused({out, {"xml"}, {}}), "options.unknown_format");
  EXPECT_EQ(refused({out, {}, {"award"}}), "options.unknown_type");
  EXPECT_EQ(refused({"-", {"jsonl", "csv"}, {}}), "options.one_format");
  EXPECT_EQ(refused({"-", {"json"}, {}}), "options.one_format");
  EXPECT_EQ(refused({"-", {"csv"}, {}}), "options.one_table");
  EXPECT_EQ(refused({"-", {"csv"}, {"people", "meetings"}}), "options.one_table");
  EXPECT_FALSE(std::filesystem::exists(out));
}

}  // namespace
}  // namespace zhailu::write
