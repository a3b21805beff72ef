#include "source/reading.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>

#include "source/long_path.hpp"
#include "temporary_folder.hpp"

namespace zhailu::source {
namespace {

Entry named(const std::string& file_path) { return {file_path, "a.txt", true, true}; }

std::string failure_code(const Entry& entry, std::size_t max_bytes = kDefaultMaxFileBytes) {
  const auto document = read_source(entry, max_bytes);
  EXPECT_FALSE(document.has_value());
  if (document) return {};
  EXPECT_EQ(document.error().stage, "source");
  EXPECT_EQ(document.error().path, entry.path);
  return document.error().code;
}

TEST(Reading, AFileAsItIs) {
  const TemporaryFolder folder;
  const std::string bytes = std::string("\xEF\xBB\xBF会\0议\r\n", 11);
  folder.write("a.txt", bytes);
  const auto document = read_source(named(folder.path("a.txt")), kDefaultMaxFileBytes);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->bytes, bytes);
  EXPECT_EQ(document->path, "a.txt");
  EXPECT_EQ(document->file_path, folder.path("a.txt"));
}

TEST(Reading, Fault001_AnEmptyFileIsRead) {
  const TemporaryFolder folder;
  folder.write("a.txt", "");
  const auto document = read_source(named(folder.path("a.txt")), kDefaultMaxFileBytes);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->bytes, "");
}

TEST(Reading, Fault016_AFileOverTheLimitIsNotRead) {
  const TemporaryFolder folder;
  folder.write("a.txt", std::string(1000, 'x'));
  EXPECT_EQ(failure_code(named(folder.path("a.txt")), 999), "too_large");
  EXPECT_TRUE(read_source(named(folder.path("a.txt")), 1000).has_value());
}

TEST(Reading, Fault073_AFileWithoutPermission) {
  const TemporaryFolder folder;
  folder.write("a.txt");
  ASSERT_EQ(::chmod(folder.path("a.txt").c_str(), 0), 0);
  const WithoutPrivileges nobody;
  EXPECT_EQ(failure_code(named(folder.path("a.txt"))), "permission_denied");
}

TEST(Reading, Fault076_NothingButRegularFilesIsRead) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo(folder.path("fifo").c_str(), 0600), 0);
  EXPECT_EQ(failure_code(named(folder.path("fifo"))), "not_a_file");
  EXPECT_EQ(failure_code(named("/dev/null")), "not_a_file");
  EXPECT_EQ(failure_code(named(folder.path())), "not_a_file");
}

TEST(Reading, Fault077_ALinkThatTookAFilesPlaceIsNotFollowed) {
  const TemporaryFolder folder;
  folder.write("target");
  ASSERT_EQ(::symlink("target", folder.path("link").c_str()), 0);
  EXPECT_EQ(failure_code({folder.path("link"), "link", false, false}), "not_a_file");
  EXPECT_TRUE(read_source({folder.path("link"), "link", false, true}, 100).has_value());
}

TEST(Reading, Fault079_AFileThatVanished) {
  const TemporaryFolder folder;
  EXPECT_EQ(failure_code(named(folder.path("a.txt"))), "vanished");
}

// Its time of change moves on all the while, as that of a file that is being written.
TEST(Reading, Fault079_AFileThatChanges) {
  const TemporaryFolder folder;
  folder.write("a.txt", std::string(std::size_t{32} << 20, 'x'));
  const std::string path = folder.path("a.txt");
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (long tick = 1; !done; ++tick) {
      const timespec times[2] = {{tick, 0}, {tick, 0}};
      ::utimensat(AT_FDCWD, path.c_str(), times, 0);
    }
  });
  const auto document = read_source(named(path), kDefaultMaxFileBytes);
  done = true;
  writer.join();
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().code, "changed");
}

// Standard input, read through a pipe in pieces.
TEST(Reading, Fault075_ShortReadsOfStandardInputAreJoined) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const int saved = ::dup(STDIN_FILENO);
  ASSERT_EQ(::dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
  ::close(ends[0]);
  std::thread writer([&] {
    for (int i = 0; i < 1000; ++i) EXPECT_EQ(::write(ends[1], "会议指出。", 15), 15);
    ::close(ends[1]);
  });
  const auto document = read_source({"-", "-", true, false}, kDefaultMaxFileBytes);
  writer.join();
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->bytes.size(), 15000u);
  EXPECT_EQ(document->path, "-");
}

}  // namespace
}  // namespace zhailu::source
