#include "source/listing.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "source/reading.hpp"
#include "temporary_folder.hpp"

namespace zhailu::source {
namespace {

using Paths = std::vector<std::string>;

SourceRequest of(Paths paths) {
  SourceRequest request;
  request.paths = std::move(paths);
  return request;
}

Listing listed(const SourceRequest& request) {
  Result<Listing> listing = list_sources(request);
  EXPECT_TRUE(listing.has_value())
      << (listing ? "" : listing.error().diagnostics.front().message.text());
  return listing ? std::move(*listing) : Listing{};
}

Paths paths_of(const Listing& listing) {
  Paths paths;
  for (const Entry& entry : listing.documents) paths.push_back(entry.path);
  return paths;
}

std::string error_code(const SourceRequest& request) {
  const Result<Listing> listing = list_sources(request);
  EXPECT_FALSE(listing.has_value());
  return listing ? "" : listing.error().diagnostics.front().code;
}

std::string reason(const Listing& listing, std::string_view path) {
  const auto found = std::find_if(listing.skipped.begin(), listing.skipped.end(),
                                  [&](const Skipped& skipped) { return skipped.path == path; });
  return found == listing.skipped.end() ? "" : found->reason;
}

TEST(Listing, FoldersAreReadRecursivelyForTextsAndPages) {
  const TemporaryFolder folder;
  for (const char* name :
       {"b.txt", "a.TEXT", "下/c.html", "下/深/d.htm", "e.xhtml", "无后缀", "简报2020.7.1",
        "f.docx", "g.json", "F.PDF", "h.xlsx", "h.txt~", ".DS_Store", ".x.txt", ".git/HEAD"}) {
    folder.write(name);
  }
  const Listing listing = listed(of({folder.path()}));
  EXPECT_EQ(paths_of(listing), (Paths{".x.txt", "F.PDF", "a.TEXT", "b.txt", "e.xhtml", "f.docx",
                                      "下/c.html", "下/深/d.htm", "无后缀", "简报2020.7.1"}));
  EXPECT_EQ(listing.skipped.size(), 5u);
  EXPECT_EQ(reason(listing, "h.xlsx"), "suffix");
  EXPECT_EQ(reason(listing, ".git"), "hidden folder");
  EXPECT_TRUE(listing.failures.empty());
}

TEST(Listing, PathsAreRelativeToTheirFolderArgument) {
  const TemporaryFolder folder;
  folder.write("甲/x/a.txt");
  folder.write("乙/b.txt");
  const Listing listing = listed(of({folder.path("甲/"), folder.path("乙")}));
  EXPECT_EQ(paths_of(listing), (Paths{"b.txt", "x/a.txt"}));
  EXPECT_EQ(listing.documents[1].file_path, folder.path("甲/x/a.txt"));
}

TEST(Listing, IncludeGlobsReplaceTheSuffixes) {
  const TemporaryFolder folder;
  for (const char* name : {"a.txt", "b.md", "下/c.md", "下/d.log"}) folder.write(name);
  SourceRequest request = of({folder.path()});
  request.include_globs = {"*.md"};
  EXPECT_EQ(paths_of(listed(request)), (Paths{"b.md", "下/c.md"}));
  request.include_globs = {"下/*"};
  EXPECT_EQ(paths_of(listed(request)), (Paths{"下/c.md", "下/d.log"}));
}

TEST(Listing, ANamedFileIsAlwaysTakenUnderItsBaseName) {
  const TemporaryFolder folder;
  folder.write("下/a.docx");
  const Listing listing = listed(of({folder.path("下/a.docx"), "-"}));
  ASSERT_EQ(paths_of(listing), (Paths{"-", "a.docx"}));
  EXPECT_TRUE(listing.documents[1].named);
  EXPECT_EQ(listing.documents[0].file_path, "-");
}

TEST(Listing, TheOrderOfArgumentsDoesNotMatter) {
  const TemporaryFolder folder;
  for (const char* name : {"a.txt", "c.txt", "b.txt"}) folder.write(name);
  const Paths expected = {"a.txt", "b.txt", "c.txt"};
  EXPECT_EQ(
      paths_of(listed(of({folder.path("c.txt"), folder.path("a.txt"), folder.path("b.txt")}))),
      expected);
  EXPECT_EQ(
      paths_of(listed(of({folder.path("b.txt"), folder.path("c.txt"), folder.path("a.txt")}))),
      expected);
}

TEST(Listing, LinesOfAListKeepTheirForm) {
  const TemporaryFolder folder;
  folder.write("甲/a.txt");
  folder.write("乙/a.md");
  folder.write("乙/b.txt");
  folder.write("list", folder.path("甲/a.txt") + "\r\n\n" + folder.path("乙") + "\n" +
                           folder.path("乙/a.md"));
  SourceRequest request;
  request.files_from = folder.path("list");
  EXPECT_EQ(paths_of(listed(request)),
            (Paths{folder.path("乙/a.md"), folder.path("乙/b.txt"), folder.path("甲/a.txt")}));
}

TEST(Listing, AListLineThatIsNotThereIsOneFailure) {
  const TemporaryFolder folder;
  folder.write("a.txt");
  folder.write("list", folder.path("a.txt") + "\n" + folder.path("fehlt.txt") + "\n");
  SourceRequest request;
  request.files_from = folder.path("list");
  const Listing listing = listed(request);
  EXPECT_EQ(listing.documents.size(), 1u);
  ASSERT_EQ(listing.failures.size(), 1u);
  EXPECT_EQ(listing.failures.front().code, "not_found");
  EXPECT_EQ(listing.failures.front().path, folder.path("fehlt.txt"));
}

TEST(Listing, NothingToReadIsRefused) {
  const TemporaryFolder folder;
  folder.write("a.xlsx");
  EXPECT_EQ(error_code(of({folder.path()})), "source.nothing_to_read");
  EXPECT_EQ(error_code(of({})), "source.no_input");
  EXPECT_EQ(error_code(of({folder.path("fehlt")})), "source.missing");
  EXPECT_EQ(error_code(of({folder.path("a.xlsx/b")})), "source.missing");
  SourceRequest request;
  request.files_from = folder.path("fehlt");
  EXPECT_EQ(error_code(request), "source.list_unreadable");
}

TEST(Listing, TwoInputsWithOnePathAreRefusedAndNamed) {
  const TemporaryFolder folder;
  folder.write("甲/a.txt");
  folder.write("乙/a.txt");
  const Result<Listing> listing = list_sources(of({folder.path("甲"), folder.path("乙")}));
  ASSERT_FALSE(listing.has_value());
  const Diagnostic& cause = listing.error().diagnostics.front();
  EXPECT_EQ(cause.code, "source.same_path");
  EXPECT_NE(cause.message.text().find(folder.path("甲/a.txt")), std::string::npos);
  EXPECT_NE(cause.message.text().find(folder.path("乙/a.txt")), std::string::npos);
  EXPECT_EQ(error_code(of({folder.path("甲/a.txt"), folder.path("甲/a.txt")})), "source.same_path");
}

TEST(Listing, Fault073_AFolderWithoutPermissionIsOneFailure) {
  const TemporaryFolder folder;
  folder.write("a.txt");
  folder.write("zu/b.txt");
  ASSERT_EQ(::chmod(folder.path("zu").c_str(), 0), 0);
  const WithoutPrivileges nobody;
  const Listing listing = listed(of({folder.path()}));
  EXPECT_EQ(paths_of(listing), (Paths{"a.txt"}));
  ASSERT_EQ(listing.failures.size(), 1u);
  EXPECT_EQ(listing.failures.front().code, "permission_denied");
  EXPECT_EQ(listing.failures.front().path, "zu");
}

TEST(Listing, Fault076_SpecialFilesAndLinksAreSkippedWithTheirReason) {
  const TemporaryFolder folder;
  const TemporaryFolder elsewhere;
  folder.write("a.txt");
  elsewhere.write("b.txt");
  ASSERT_EQ(::mkfifo(folder.path("fifo.txt").c_str(), 0600), 0);
  ASSERT_EQ(::symlink("fehlt", folder.path("dangling.txt").c_str()), 0);
  ASSERT_EQ(::symlink("loop.txt", folder.path("loop.txt").c_str()), 0);
  ASSERT_EQ(::symlink("a.txt", folder.path("link.txt").c_str()), 0);
  ASSERT_EQ(::symlink("/dev/null", folder.path("device.txt").c_str()), 0);
  ASSERT_EQ(::symlink(elsewhere.path().c_str(), folder.path("out").c_str()), 0);
  ASSERT_EQ(::symlink(".", folder.path("self").c_str()), 0);
  const Listing listing = listed(of({folder.path()}));
  EXPECT_EQ(paths_of(listing), (Paths{"a.txt"}));
  EXPECT_EQ(reason(listing, "fifo.txt"), "FIFO");
  EXPECT_EQ(reason(listing, "dangling.txt"), "dangling link");
  EXPECT_EQ(reason(listing, "loop.txt"), "link loop");
  EXPECT_EQ(reason(listing, "link.txt"), "symbolic link");
  EXPECT_EQ(reason(listing, "out"), "symbolic link");

  SourceRequest following = of({folder.path()});
  following.follow_links = true;
  const Listing followed = listed(following);
  EXPECT_EQ(paths_of(followed), (Paths{"a.txt", "link.txt"}));
  EXPECT_EQ(reason(followed, "out"), "symbolic link out of the folder");
  EXPECT_EQ(reason(followed, "self"), "link loop");
  EXPECT_EQ(reason(followed, "device.txt"), "symbolic link out of the folder");
}

TEST(Listing, Fault076_ASocketIsSkipped) {
  const TemporaryFolder folder;
  folder.write("a.txt");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = folder.path("s");
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  EXPECT_EQ(reason(listed(of({folder.path()})), "s"), "socket");
  ::close(socket);
}

TEST(Listing, Fault076_NamedLinksAreFollowedAndBrokenOnesSkipped) {
  const TemporaryFolder folder;
  folder.write("a.txt");
  ASSERT_EQ(::symlink("a.txt", folder.path("link.txt").c_str()), 0);
  ASSERT_EQ(::symlink("fehlt", folder.path("dangling").c_str()), 0);
  ASSERT_EQ(::symlink("loop", folder.path("loop").c_str()), 0);
  ASSERT_EQ(::mkfifo(folder.path("fifo").c_str(), 0600), 0);
  const Listing listing = listed(of({folder.path("link.txt"), folder.path("dangling"),
                                     folder.path("loop"), folder.path("fifo"), "/dev/null"}));
  EXPECT_EQ(paths_of(listing), (Paths{"link.txt"}));
  EXPECT_TRUE(read_source(listing.documents.front(), 100).has_value());
  EXPECT_EQ(reason(listing, "dangling"), "dangling link");
  EXPECT_EQ(reason(listing, "loop"), "link loop");
  EXPECT_EQ(reason(listing, "fifo"), "FIFO");
  EXPECT_EQ(reason(listing, "null"), "device");
}

TEST(Listing, Fault078_StrangeNamesAreProcessed) {
  const TemporaryFolder folder;
  const std::string longest(251, 'x');
  for (const std::string& name : {std::string("a\nb.txt"), std::string("-o.txt"),
                                  std::string("\xBB\xE1.txt"), longest + ".txt"}) {
    folder.write(name);
  }
  const Listing listing = listed(of({folder.path()}));
  EXPECT_EQ(paths_of(listing), (Paths{"%BB%E1.txt", "-o.txt", "a\nb.txt", longest + ".txt"}));
  for (const Entry& entry : listing.documents) {
    EXPECT_TRUE(read_source(entry, 100).has_value()) << entry.path;
  }
}

TEST(Listing, Fault078_FoldersNested4096DeepAreWalked) {
  // In memory where there is such a place: 4,096 folders cost a disk many seconds.
  const std::filesystem::path memory = "/dev/shm";
  const TemporaryFolder folder(
      std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path());
  const std::string start = std::filesystem::current_path();
  ASSERT_EQ(::chdir(folder.path().c_str()), 0);
  for (int depth = 0; depth < 4096; ++depth) {
    ASSERT_EQ(::mkdir("d", 0700), 0);
    ASSERT_EQ(::chdir("d"), 0);
  }
  std::ofstream("a.txt") << "会议";
  ASSERT_EQ(::chdir(start.c_str()), 0);
  const Listing listing = listed(of({folder.path()}));
  ASSERT_EQ(listing.documents.size(), 1u);
  EXPECT_EQ(listing.documents.front().path.size(), 2 * 4096u + 5);
  const auto document = read_source(listing.documents.front(), 100);
  ASSERT_TRUE(document.has_value()) << document.error().message;
  EXPECT_EQ(document->bytes, "会议");
}

}  // namespace
}  // namespace zhailu::source
