#include "decode/mojibake.hpp"

#include <gtest/gtest.h>

namespace zhailu::decode {
namespace {

TEST(Mojibake, Fault014_Utf8SeenAsLatin1OrWindows1252) {
  EXPECT_TRUE(looks_double_encoded("å…šç»„ä¼šè®®"));
  EXPECT_TRUE(looks_double_encoded("ä¼\u009Aè®®")) << "Latin-1 with its control characters";
}

TEST(Mojibake, OrdinaryTextIsNone) {
  EXPECT_FALSE(looks_double_encoded(""));
  EXPECT_FALSE(looks_double_encoded("党组会议"));
  EXPECT_FALSE(looks_double_encoded("René Lefèvre, São Paulo, „Größe“ – ä ö ü"));
  EXPECT_FALSE(
      looks_double_encoded("党组会议讨论了乱码“ä¼šè®®”的成因，并要求各科室自查文件的编码。"));
}

}  // namespace
}  // namespace zhailu::decode
