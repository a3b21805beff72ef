#include "source/member_path.hpp"

#include <gtest/gtest.h>

namespace zhailu::source {
namespace {

TEST(MemberPath, Utf8OrGbk) {
  EXPECT_EQ(member_path("简报/成员.docx"), "简报/成员.docx");
  EXPECT_EQ(member_path("\xB3\xC9\xD4\xB1.docx"), "成员.docx");
  EXPECT_EQ(member_path("a b.txt"), "a b.txt");
}

// 慭 is 91 5C in GBK: its second byte is no separator.
TEST(MemberPath, AByteOfAGbkCharacterIsNoSeparator) {
  EXPECT_EQ(member_path("\x91\x5C.txt"), "慭.txt");
  EXPECT_EQ(member_path("a\\b.txt"), "a/b.txt");
}

TEST(MemberPath, Fault033_NothingLeadsOut) {
  EXPECT_EQ(member_path("../../a.txt"), "%2E%2E/%2E%2E/a.txt");
  EXPECT_EQ(member_path("..\\a.txt"), "%2E%2E/a.txt");
  EXPECT_EQ(member_path("/etc/a.txt"), "%2Fetc/a.txt");
  EXPECT_EQ(member_path("a/./..b/.."), "a/%2E/..b/%2E%2E");
}

TEST(MemberPath, Fault078_OtherBytesAreEscaped) {
  EXPECT_EQ(member_path("\xFF\xFF.txt"), "%FF%FF.txt");
  EXPECT_EQ(member_path("100%41.txt"), "100%2541.txt");
  EXPECT_EQ(member_path(""), "");
}

TEST(MemberPath, AFolderKeepsItsSlash) { EXPECT_EQ(member_path("a/"), "a/"); }

}  // namespace
}  // namespace zhailu::source
