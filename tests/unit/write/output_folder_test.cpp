#include "write/output_folder.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "failing_calls.hpp"
#include "sample.hpp"

namespace zhailu::write {
namespace {

namespace fs = std::filesystem;
using sample::files_in;
using sample::put;
using sample::read;
using sample::TemporaryFolder;
using Names = std::vector<std::string>;

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "none" : result.error().diagnostics.front().code;
}

template <class T>
std::string place_of(const Result<T>& result) {
  return result ? "none" : result.error().diagnostics.front().place.path;
}

Result<void> write_file(OutputFolder& folder, const std::string& name, const std::string& text) {
  auto sink = folder.create(
      name, name.starts_with("json/") ? FileSink::Ending::kClose : FileSink::Ending::kSync);
  if (!sink) return tl::unexpected(sink.error());
  return sink->write(text).and_then([&] { return sink->finish(); });
}

std::string run_json(const Names& names) {
  std::string text = R"({"program": "zhailu", "files": ["run.json")";
  for (const std::string& name : names) text += ", \"" + name + "\"";
  return text + "]}\n";
}

// A whole run that writes `text` into each of `names`.
Result<void> run(const std::string& directory, const Names& names, const std::string& text) {
  auto folder = OutputFolder::open(directory);
  if (!folder) return tl::unexpected(folder.error());
  for (const std::string& name : names) {
    if (auto written = write_file(*folder, name, text); !written) return written;
  }
  if (auto written = write_file(*folder, "run.json", run_json(names)); !written) return written;
  return folder->commit();
}

TEST(OutputFolder, FilesStandInTheFolderOnlyAfterTheCommit) {
  const TemporaryFolder temporary;
  auto folder = OutputFolder::open(temporary / "out");
  ASSERT_TRUE(folder);
  ASSERT_TRUE(write_file(*folder, "records.jsonl", "{}\n"));
  ASSERT_TRUE(write_file(*folder, "json/a/b.txt.json", "{}\n"));
  EXPECT_FALSE(fs::exists(temporary / "out/records.jsonl"));
  ASSERT_TRUE(folder->commit());
  EXPECT_EQ(files_in(temporary / "out"), (Names{"json/a/b.txt.json", "records.jsonl"}));
  EXPECT_EQ(read(temporary / "out/records.jsonl"), "{}\n");
}

TEST(OutputFolder, WithoutCommitNothingStaysNotEvenTheFolder) {
  const TemporaryFolder temporary;
  {
    auto folder = OutputFolder::open(temporary / "out");
    ASSERT_TRUE(write_file(*folder, "records.jsonl", "{}\n"));
  }
  EXPECT_FALSE(fs::exists(temporary / "out"));
}

TEST(OutputFolder, FilesOfAFormerRunAreReplacedAndThoseNotWrittenAgainRemoved) {
  const TemporaryFolder out;
  ASSERT_TRUE(run(out.path(), {"records.jsonl", "meetings.csv", "json/a/b.json"}, "old"));
  ASSERT_TRUE(run(out.path(), {"records.jsonl", "json/c.json"}, "new"));
  EXPECT_EQ(files_in(out.path()), (Names{"json/c.json", "records.jsonl", "run.json"}));
  EXPECT_FALSE(fs::exists(out / "json/a"));
  EXPECT_EQ(read(out / "records.jsonl"), "new");
}

TEST(OutputFolder, ForeignFilesAreLeftAlone) {
  const TemporaryFolder out;
  put(out / "notes.csv", "mine");
  put(out / "json/a/notes.json", "mine");
  ASSERT_TRUE(run(out.path(), {"records.jsonl", "json/a/b.json"}, "old"));
  ASSERT_TRUE(run(out.path(), {"records.jsonl"}, "new"));
  EXPECT_EQ(files_in(out.path()),
            (Names{"json/a/notes.json", "notes.csv", "records.jsonl", "run.json"}));
}

TEST(OutputFolder, AForeignFileInTheWayIsAnErrorThatNamesIt) {
  const TemporaryFolder out;
  put(out / "json/a.json", "mine");
  const auto result = run(out.path(), {"records.jsonl", "json/a.json"}, "new");
  EXPECT_EQ(code_of(result), "output.foreign_file");
  EXPECT_EQ(place_of(result), out / "json/a.json");
  EXPECT_EQ(files_in(out.path()), (Names{"json/a.json"}));
  EXPECT_EQ(read(out / "json/a.json"), "mine");
}

TEST(OutputFolder, ARunJsonOfSomeoneElseIsForeign) {
  const TemporaryFolder out;
  put(out / "run.json", R"({"program": "other", "files": ["records.jsonl"]})");
  EXPECT_EQ(code_of(run(out.path(), {}, "")), "output.foreign_file");
}

TEST(OutputFolder, APlantedListCannotReachOtherFiles) {
  const TemporaryFolder temporary;
  put(temporary / "victim.csv", "mine");
  put(temporary / "out/letter.txt", "mine");
  put(temporary / "real/x.json", "mine");
  fs::create_symlink(temporary / "real", temporary / "out/json");
  put(temporary / "out/run.json", run_json({"../victim.csv", "letter.txt", "json/x.json",
                                            temporary / "victim.csv", "json/../../victim.csv"}));
  ASSERT_TRUE(run(temporary / "out", {"records.jsonl"}, "new"));
  EXPECT_EQ(read(temporary / "victim.csv"), "mine");
  EXPECT_EQ(read(temporary / "out/letter.txt"), "mine");
  EXPECT_EQ(read(temporary / "real/x.json"), "mine");
}

TEST(OutputFolder, Fault071_AFullDiskLeavesTheFormerOutput) {
  const TemporaryFolder out;
  ASSERT_TRUE(run(out.path(), {"records.jsonl"}, "old"));
  const auto before = std::signal(SIGXFSZ, SIG_IGN);
  rlimit former{};
  ::getrlimit(RLIMIT_FSIZE, &former);
  const rlimit small{100'000, former.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  const auto result = run(out.path(), {"records.jsonl"}, std::string(200'000, 'x'));
  ::setrlimit(RLIMIT_FSIZE, &former);
  std::signal(SIGXFSZ, before);
  EXPECT_EQ(code_of(result), "output.write");
  EXPECT_EQ(files_in(out.path()), (Names{"records.jsonl", "run.json"}));
  EXPECT_EQ(read(out / "records.jsonl"), "old");
}

// A run over a former one in which the n-th use of one call fails, for every n that comes to be
// used: the former output stands untouched, or the new one is complete.
void expect_all_or_nothing(std::string_view call) {
  const Names before = {"json/a.json", "meetings.csv", "records.jsonl", "run.json"};
  const Names after = {"json/b/c.json", "people.csv", "records.jsonl", "run.json"};
  for (int n = 1;; ++n) {
    SCOPED_TRACE(std::string(call) + " " + std::to_string(n));
    const TemporaryFolder out;
    ASSERT_TRUE(run(out.path(), {"records.jsonl", "meetings.csv", "json/a.json"}, "old"));
    sample::fail_nth(call, n);
    const auto result = run(out.path(), {"json/b/c.json", "people.csv", "records.jsonl"}, "new");
    const bool failed = sample::end_failing();
    // Leftovers of the staging folder go at the latest when the next run begins.
    ASSERT_EQ(code_of(OutputFolder::open(out.path())), "none");
    EXPECT_EQ(files_in(out.path()), result ? after : before);
    EXPECT_EQ(read(out / "records.jsonl"), result ? "new" : "old");
    if (!failed) {
      ASSERT_TRUE(result);
      break;
    }
  }
}

TEST(OutputFolder, Fault071_WhicheverCallFailsTheOutputIsWhole) {
  for (const std::string_view call : sample::kCalls) expect_all_or_nothing(call);
}

// The second file cannot be moved to its place: the first is put back.
TEST(OutputFolder, Fault071_AFailureAtTheCommitPutsTheFormerOutputBack) {
  const TemporaryFolder out;
  ASSERT_TRUE(run(out.path(), {"records.jsonl", "meetings.csv"}, "old"));
  {
    auto folder = OutputFolder::open(out.path());
    ASSERT_TRUE(folder);
    for (const std::string name : {"run.json", "people.csv", "records.jsonl", "json/b.json"}) {
      ASSERT_TRUE(write_file(*folder, name, "new"));
    }
    put(out / "json", "foreign");
    EXPECT_EQ(code_of(folder->commit()), "output.in_the_way");
  }
  EXPECT_EQ(files_in(out.path()), (Names{"json", "meetings.csv", "records.jsonl", "run.json"}));
  EXPECT_EQ(read(out / "records.jsonl"), "old");
  EXPECT_EQ(read(out / "run.json"), run_json({"records.jsonl", "meetings.csv"}));
}

TEST(OutputFolder, Fault073_AFolderWithoutTheRightToWrite) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const TemporaryFolder out;
  ::chmod(out.path().c_str(), 0500);
  EXPECT_EQ(code_of(OutputFolder::open(out.path())), "output.folder");
  ::chmod(out.path().c_str(), 0700);
}

TEST(OutputFolder, Fault074_PlacesThatCannotHoldTheOutput) {
  const TemporaryFolder temporary;
  put(temporary / "file", "x");
  EXPECT_EQ(code_of(OutputFolder::open(temporary / "missing/out")), "output.missing_parent");
  EXPECT_EQ(code_of(OutputFolder::open(temporary / "file")), "output.not_a_folder");
  EXPECT_EQ(code_of(OutputFolder::open(temporary / "file/out")), "output.folder");
  EXPECT_EQ(code_of(OutputFolder::open("")), "output.missing_parent");
  EXPECT_EQ(code_of(OutputFolder::open("/proc")),
            "output.folder");  // not even root may write there
  EXPECT_EQ(code_of(OutputFolder::open("/proc/out")), "output.missing_parent");
}

TEST(OutputFolder, Fault074_OutputInsideAnInputTree) {
  const TemporaryFolder temporary;
  fs::create_directories(temporary / "in/deep");
  fs::create_directories(temporary / "in2");
  fs::create_symlink(temporary / "in", temporary / "link");
  put(temporary / "in/a.txt", "x");
  const auto check = [&](const std::string& output, const std::string& input) {
    return code_of(check_output_place(temporary / output, {temporary / input}));
  };
  EXPECT_EQ(check("in", "in"), "output.inside_input");
  EXPECT_EQ(check("in/out", "in"), "output.inside_input");
  EXPECT_EQ(check("in/out/", "in/"), "output.inside_input");
  EXPECT_EQ(check("in2/../in/deep", "in"), "output.inside_input");
  EXPECT_EQ(check("link/out", "in"), "output.inside_input");
  EXPECT_EQ(check("in2", "in"), "none");
  EXPECT_EQ(check("out", "in"), "none");
  EXPECT_EQ(check("in/out", "in/a.txt"), "none");
  EXPECT_EQ(check("in/out", "in/deep"), "none");
}

TEST(OutputFolder, Fault077_ALinkInThePlaceOfAFileIsNotFollowed) {
  const TemporaryFolder temporary;
  const std::string out = temporary / "out";
  ASSERT_TRUE(run(out, {"records.jsonl"}, "old"));
  put(temporary / "victim", "mine");
  fs::remove(out + "/records.jsonl");
  fs::create_symlink(temporary / "victim", out + "/records.jsonl");
  ASSERT_TRUE(run(out, {"records.jsonl"}, "new"));
  EXPECT_EQ(read(temporary / "victim"), "mine");
  EXPECT_FALSE(fs::is_symlink(out + "/records.jsonl"));
  EXPECT_EQ(read(out + "/records.jsonl"), "new");
}

TEST(OutputFolder, Fault077_ALinkInThePlaceOfAFolderIsAnError) {
  const TemporaryFolder temporary;
  fs::create_directories(temporary / "elsewhere");
  fs::create_directories(temporary / "out");
  fs::create_symlink(temporary / "elsewhere", temporary / "out/json");
  EXPECT_EQ(code_of(run(temporary / "out", {"json/a.json"}, "new")), "output.in_the_way");
  EXPECT_TRUE(files_in(temporary / "elsewhere").empty());
}

TEST(OutputFolder, Fault077_APreparedTemporaryNameIsNotUsed) {
  const TemporaryFolder temporary;
  fs::create_directories(temporary / "elsewhere");
  fs::create_directories(temporary / "out");
  fs::create_symlink(temporary / "elsewhere", temporary / "out/.zhailu-staging");
  EXPECT_EQ(code_of(run(temporary / "out", {"records.jsonl"}, "new")), "output.in_the_way");
  fs::remove(temporary / "out/.zhailu-staging");
  fs::create_directories(temporary / "out/.zhailu-staging/new");
  fs::permissions(temporary / "out/.zhailu-staging", fs::perms::all);
  EXPECT_EQ(code_of(run(temporary / "out", {"records.jsonl"}, "new")), "output.in_the_way");
}

TEST(OutputFolder, Fault083_TheSecondRunOnOneFolderIsRefused) {
  const TemporaryFolder out;
  {
    auto first = OutputFolder::open(out.path());
    ASSERT_TRUE(write_file(*first, "records.jsonl", "first"));
    EXPECT_EQ(code_of(OutputFolder::open(out.path())), "output.locked");
    ASSERT_TRUE(first->commit());
  }
  EXPECT_EQ(read(out / "records.jsonl"), "first");
  EXPECT_TRUE(OutputFolder::open(out.path()));
}

TEST(OutputFolder, TwoFilesOfOneNameAreAnError) {
  const TemporaryFolder out;
  auto folder = OutputFolder::open(out.path());
  ASSERT_TRUE(write_file(*folder, "json/a.json", "1"));
  EXPECT_TRUE(folder->is_taken("json/a.json"));
  EXPECT_EQ(code_of(write_file(*folder, "json/a.json", "2")), "output.name_taken");
}

TEST(OutputFolder, ARunThatWasKilledWhileWritingLeavesNoTrace) {
  const TemporaryFolder out;
  ASSERT_TRUE(run(out.path(), {"records.jsonl"}, "old"));
  if (const pid_t child = ::fork(); child == 0) {
    auto folder = OutputFolder::open(out.path());
    (void)write_file(*folder, "records.jsonl", "half");
    ::_exit(0);  // no destructor runs
  } else {
    ::waitpid(child, nullptr, 0);
  }
  EXPECT_TRUE(fs::exists(out / ".zhailu-staging/new/records.jsonl"));
  { auto next = OutputFolder::open(out.path()); }
  EXPECT_EQ(files_in(out.path()), (Names{"records.jsonl", "run.json"}));
  EXPECT_EQ(read(out / "records.jsonl"), "old");
}

// What a kill during the commit leaves: records.jsonl is new already, meetings.csv was linked aside
// but not yet replaced, people.csv is new and had no predecessor, dates.csv waits, sums.csv was
// taken away.
void leave_half_a_commit(const TemporaryFolder& out) {
  const std::string names("records.jsonl\0meetings.csv\0people.csv\0dates.csv\0", 48);
  put(out / ".zhailu-staging/names", names);
  put(out / ".zhailu-staging/stale", std::string("sums.csv\0", 9));
  put(out / ".zhailu-staging/committing", "");
  put(out / ".zhailu-staging/old/records.jsonl", "old");
  put(out / "records.jsonl", "new");
  put(out / "meetings.csv", "old");
  fs::create_hard_link(out / "meetings.csv", out / ".zhailu-staging/old/meetings.csv");
  put(out / ".zhailu-staging/new/meetings.csv", "new");
  put(out / "people.csv", "new");
  put(out / ".zhailu-staging/new/dates.csv", "new");
  put(out / ".zhailu-staging/old/sums.csv", "old");
  ::chmod((out / ".zhailu-staging").c_str(), 0700);
}

TEST(OutputFolder, ARunThatWasKilledAtTheCommitIsUndone) {
  const TemporaryFolder out;
  leave_half_a_commit(out);
  { auto next = OutputFolder::open(out.path()); }
  EXPECT_EQ(files_in(out.path()), (Names{"meetings.csv", "records.jsonl", "sums.csv"}));
  for (const std::string& name : files_in(out.path())) EXPECT_EQ(read(out / name), "old") << name;
}

// The undoing itself was killed: records.jsonl is back under new/, its former file not yet restored.
TEST(OutputFolder, AnUndoingThatWasKilledIsTakenUpAgain) {
  const TemporaryFolder out;
  leave_half_a_commit(out);
  fs::rename(out / "records.jsonl", out / ".zhailu-staging/new/records.jsonl");
  { auto next = OutputFolder::open(out.path()); }
  EXPECT_EQ(files_in(out.path()), (Names{"meetings.csv", "records.jsonl", "sums.csv"}));
  for (const std::string& name : files_in(out.path())) EXPECT_EQ(read(out / name), "old") << name;
}

TEST(OutputFolder, TheListOfNamesIsThatOfTheFilesInTheirOrder) {
  const TemporaryFolder out;
  auto folder = OutputFolder::open(out.path());
  ASSERT_TRUE(write_file(*folder, "b.csv", ""));
  ASSERT_TRUE(write_file(*folder, "json/a\nb.json", ""));
  Names names;
  ASSERT_TRUE(folder->for_each_name([&](std::string_view name) -> Result<void> {
    names.emplace_back(name);
    return {};
  }));
  EXPECT_EQ(names, (Names{"b.csv", "json/a\nb.json"}));
}

}  // namespace
}  // namespace zhailu::write
