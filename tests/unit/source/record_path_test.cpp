#include "source/record_path.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.hpp"

namespace zhailu::source {
namespace {

TEST(RecordPath, Fault078_BytesThatAreNoUtf8AreEscaped) {
  EXPECT_EQ(record_path("简报\xFF.txt"), "简报%FF.txt");
  EXPECT_EQ(record_path("\xBB\xE1\xD2\xE9"), "%BB%E1%D2%E9");
  EXPECT_EQ(record_path("会\xE4\xBC"), "会%E4%BC");
  EXPECT_EQ(record_path("a\nb c-é"), "a\nb c-é");
}

TEST(RecordPath, APercentSignIsEscapedOnlyWhereItLooksLikeAnEscape) {
  EXPECT_EQ(record_path("100%.txt"), "100%.txt");
  EXPECT_EQ(record_path("a%41.txt"), "a%2541.txt");
  EXPECT_EQ(record_path("%"), "%");
  EXPECT_EQ(record_path("%zz%a"), "%zz%a");
}

TEST(RecordPath, Fault078_EveryNameComesBack) {
  std::uint32_t state = 3;
  const std::string alphabet = "%%%4FfaZ0\xFF\xE4\xBC\x9A\xC0";
  for (int round = 0; round < 5000; ++round) {
    std::string name;
    for (int i = 0; i < 9; ++i) {
      state = state * 1664525u + 1013904223u;
      name += alphabet[(state >> 16) % alphabet.size()];
    }
    EXPECT_TRUE(base::is_valid_utf8(record_path(name)));
    EXPECT_EQ(file_name_of(record_path(name)), name);
  }
}

}  // namespace
}  // namespace zhailu::source
