#include "base/utf8.hpp"

#include <gtest/gtest.h>

namespace zhailu::base {
namespace {

using namespace std::string_view_literals;

TEST(Utf8, EveryLengthIsWrittenAndReadBack) {
  for (const char32_t c :
       {U'\0', U'A', U'\u07FF', U'\u0800', U'中', U'\uFFFF', U'𠀀', U'\U0010FFFF'}) {
    std::string text;
    append_code_point(text, c);
    std::size_t at = 0;
    EXPECT_EQ(next_code_point(text, at), c);
    EXPECT_EQ(at, text.size());
    EXPECT_EQ(character_bytes(text[0]), text.size());
  }
}

TEST(Utf8, CodePointsAreCountedNotBytes) {
  EXPECT_EQ(count_code_points(""), 0u);
  EXPECT_EQ(count_code_points("7月1日𠀀"), 5u);
}

TEST(Utf8, WellFormedTextIsValid) {
  for (const std::string_view text :
       {""sv, "abc"sv, "机关"sv, "𠀀"sv, "\xF4\x8F\xBF\xBF"sv, "\0"sv}) {
    EXPECT_TRUE(is_valid_utf8(text)) << text;
  }
}

TEST(Utf8, Fault004_OverlongSurrogateAndTooLargeAreInvalid) {
  for (const std::string_view text :
       {"\xC0\x80"sv, "\xC1\xBF"sv, "\xE0\x9F\xBF"sv, "\xED\xA0\x80"sv, "\xF0\x8F\xBF\xBF"sv,
        "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\x80"sv, "\xE6\x9C"sv, "\xE6\x9C\x41"sv,
        "\xFF"sv}) {
    EXPECT_FALSE(is_valid_utf8(text)) << testing::PrintToString(text);
  }
}

TEST(Utf8, HanAreIdeographsOfAllBlocks) {
  for (const char32_t c : {U'一', U'龥', U'㐀', U'〇', U'𠀀', U'\uF900', U'\U00030000'}) {
    EXPECT_TRUE(is_han(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U'A', U'，', U'々', U'ア', U'○', U'\uE000', U'\U000F0000'}) {
    EXPECT_FALSE(is_han(c)) << static_cast<unsigned>(c);
  }
}

}  // namespace
}  // namespace zhailu::base
