#include "write/output_name.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.hpp"

namespace zhailu::write {
namespace {

const std::string kId = "d0123456789abcdef";

std::string repeated(const std::string& piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST(OutputName, FollowsThePath) {
  EXPECT_EQ(json_file_name("0714.txt", kId), "json/0714.txt.json");
  EXPECT_EQ(json_file_name("2019/简报/第3期", kId), "json/2019/简报/第3期.json");
  EXPECT_EQ(json_file_name("-", kId), "json/-.json");
  EXPECT_EQ(json_file_name("./a//b.txt", kId), "json/a/b.txt.json");
}

TEST(OutputName, NeverLeavesTheFolder) {
  EXPECT_EQ(json_file_name("../../etc/a.txt", kId), "json/%2E%2E/%2E%2E/etc/a.txt.json");
  EXPECT_EQ(json_file_name("/etc/a.txt", kId), "json/%2F/etc/a.txt.json");
  EXPECT_EQ(json_file_name("a/..", kId), "json/a/%2E%2E.json");
  EXPECT_EQ(json_file_name("", kId), "json/~" + kId + ".json");
  EXPECT_EQ(json_file_name("/", kId), "json/~" + kId + ".json");
}

TEST(OutputName, AFolderNeverHasTheNameOfAFile) {
  EXPECT_EQ(json_file_name("a", kId), "json/a.json");
  EXPECT_EQ(json_file_name("a.json/b", kId), "json/a.json~/b.json");
  EXPECT_EQ(json_file_name("a.json~/b", kId), "json/a.json~~/b.json");
  EXPECT_EQ(json_file_name("a~/b", kId), "json/a~/b.json");
}

TEST(OutputName, Fault078_ANameOf255BytesIsCutAtACharacter) {
  const std::string name = json_file_name("d/" + repeated("简", 85), kId);  // 255 bytes
  EXPECT_EQ(name, "json/d/" + repeated("简", 77) + "~" + kId + ".json");    // 231 + 23 bytes
  EXPECT_TRUE(base::is_valid_utf8(name));
}

TEST(OutputName, Fault078_TheLongestNameThatFitsIsKept) {
  EXPECT_EQ(json_file_name(std::string(250, 'a'), kId), "json/" + std::string(250, 'a') + ".json");
  EXPECT_EQ(json_file_name(std::string(251, 'a'), kId),
            "json/" + std::string(232, 'a') + "~" + kId + ".json");
}

TEST(OutputName, Fault078_LongFoldersAreCutAndStayApart) {
  const std::string one = json_file_name(repeated("%E5", 100) + "/a", kId);
  const std::string two = json_file_name(repeated("%E5", 101) + "/a", kId);
  EXPECT_NE(one, two);
  EXPECT_EQ(one.find("/a.json"), 5u + 255u);
  EXPECT_EQ(two.find("/a.json"), 5u + 255u);
}

TEST(OutputName, Fault078_DepthOf4096GivesOneFile) {
  EXPECT_EQ(json_file_name(repeated("d/", 4096) + "a.txt", kId), "json/a.txt~" + kId + ".json");
}

TEST(OutputName, Fault078_NewlineAndLeadingDashStay) {
  EXPECT_EQ(json_file_name("-a\nb.txt", kId), "json/-a\nb.txt.json");
}

TEST(OutputName, ATakenNameGivesWayToOneWithTheId) {
  EXPECT_EQ(json_file_name_with_id("a//b.txt", kId), "json/b.txt~" + kId + ".json");
}

}  // namespace
}  // namespace zhailu::write
