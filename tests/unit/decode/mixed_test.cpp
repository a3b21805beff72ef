#include "decode/mixed.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.hpp"

namespace zhailu::decode {
namespace {

constexpr std::string_view kUtf8 = "会议指出，要加强学习。";
const std::string kGbk =
    "\xBB\xE1\xD2\xE9\xD6\xB8\xB3\xF6\xA3\xAC\xD2\xAA\xBC\xD3\xC7\xBF\xD1\xA7\xCF\xB0\xA1\xA3";

TEST(Mixed, BothCharsetsInOneLine) {
  const auto reading =
      read_mixed(std::string(kUtf8) + kGbk + std::string(kUtf8), Charset::kGb18030);
  EXPECT_EQ(reading.text, std::string(kUtf8) + std::string(kUtf8) + std::string(kUtf8));
  EXPECT_EQ(reading.replaced, 0u);
  EXPECT_EQ(reading.utf8_bytes, 2 * kUtf8.size());
  EXPECT_EQ(reading.double_bytes, kGbk.size());
}

TEST(Mixed, BadBytesAreNotBentToTheOtherCharset) {
  // C0 AF alone would be 拉 in GBK.
  const auto reading =
      read_mixed(std::string(kUtf8) + "\xC0\xAF" + std::string(kUtf8), Charset::kGb18030);
  EXPECT_EQ(reading.text, std::string(kUtf8) + "\uFFFD\uFFFD" + std::string(kUtf8));
  EXPECT_EQ(reading.replaced, 2u);
}

TEST(Mixed, LongLinesAreReadInWindows) {
  std::string bytes;
  std::string expected;
  for (int i = 0; i < 12000; ++i) {
    bytes += i % 100 == 0 ? std::string(kUtf8) : kGbk;
    expected += kUtf8;
  }
  const auto reading = read_mixed(bytes, Charset::kGb18030);
  // Without a line end the cut between two windows may fall into a character.
  EXPECT_LE(reading.replaced, 4u);
  EXPECT_TRUE(base::is_valid_utf8(reading.text));
  const auto lines = read_mixed(kGbk + "\n" + bytes.substr(0, 60000) + "\n", Charset::kGb18030);
  EXPECT_EQ(lines.text.substr(0, kUtf8.size() + 1), std::string(kUtf8) + "\n");
}

TEST(Mixed, Utf8InADoubleByteTextShows) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += kGbk;
  EXPECT_FALSE(has_utf8_han_run(text));
  EXPECT_TRUE(has_utf8_han_run(text + "会议"));
  EXPECT_FALSE(has_utf8_han_run(text + "会"));
}

}  // namespace
}  // namespace zhailu::decode
