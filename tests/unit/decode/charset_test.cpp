#include "decode/charset.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.hpp"

namespace zhailu::decode {
namespace {

std::string read(Charset charset, std::string_view bytes) { return read_all(charset, bytes).text; }

TEST(Charset, LabelsOfTheChineseWebMeanTheirSupersets) {
  EXPECT_EQ(charset_of_label("GB2312"), Charset::kGb18030);
  EXPECT_EQ(charset_of_label("x-gbk"), Charset::kGb18030);
  EXPECT_EQ(charset_of_label("big5-hkscs"), Charset::kBig5Hkscs);
  EXPECT_EQ(charset_of_label("\"UTF-8\""), Charset::kUtf8);
  EXPECT_EQ(charset_of_label("iso-8859-1"), std::nullopt);
  EXPECT_EQ(charset_of_label(""), std::nullopt);
}

TEST(Charset, EveryNameIsALabelOfItself) {
  for (const Charset charset :
       {Charset::kUtf8, Charset::kGb18030, Charset::kBig5Hkscs, Charset::kUtf16Le,
        Charset::kUtf16Be, Charset::kUtf32Le, Charset::kUtf32Be}) {
    EXPECT_EQ(charset_of_label(charset_name(charset)), charset);
  }
}

// Expected values are those of Python 3.11's codecs gb18030 and big5hkscs.
TEST(Charset, Gb18030OfTwoAndFourBytes) {
  EXPECT_EQ(read(Charset::kGb18030, "\xD5\xAA\xC2\xBC"), "摘录");
  EXPECT_EQ(read(Charset::kGb18030, "\x82\x35\x8F\x33"), "龦");
  EXPECT_EQ(read(Charset::kGb18030, "\x95\x32\x82\x36"), "𠀀");
  EXPECT_EQ(read(Charset::kGb18030, "\x81\x30\x81\x30"), "\u0080");
  EXPECT_EQ(read(Charset::kGb18030, "\xE3\x32\x9A\x35"), "\U0010FFFF");
  EXPECT_EQ(read(Charset::kGb18030, "\xE3\x32\x9A\x36\n"), "\uFFFD2\uFFFD6\n");
}

TEST(Charset, Big5WithHongKongCharacters) {
  EXPECT_EQ(read(Charset::kBig5Hkscs, "\xB7\x7C\xC4\xB3"), "會議");
  EXPECT_EQ(read(Charset::kBig5Hkscs, "\xFA\x40"), "𠕇");
  EXPECT_EQ(read(Charset::kBig5Hkscs, "\x88\x62\x88\xA5"), "\u00CA\u0304\u00EA\u030C");
}

TEST(Charset, ALeadByteAloneLeavesWhatFollows) {
  EXPECT_EQ(read(Charset::kGb18030, "\xBB\n<"), "\uFFFD\n<");
  EXPECT_EQ(read(Charset::kBig5Hkscs, "\xB7\n<"), "\uFFFD\n<");
  EXPECT_EQ(read(Charset::kGb18030, "\x80\xFF"), "\uFFFD\uFFFD");
}

TEST(Charset, Utf16Surrogates) {
  EXPECT_EQ(read(Charset::kUtf16Le, std::string("\x42\xD8\xB7\xDF", 4)), "𠮷");
  EXPECT_EQ(read(Charset::kUtf16Be, std::string("\xD8\x42\xDF\xB7", 4)), "𠮷");
  EXPECT_EQ(read_all(Charset::kUtf16Be, std::string("\xDF\xB7\x4E\x00", 4)).replaced, 1u);
}

TEST(Charset, Utf8CheckCountsWhatIsBad) {
  const Utf8Check check = check_utf8("a会\xFFé\xE4\xBC");
  EXPECT_EQ(check.bad_sequences, 1u);
  EXPECT_EQ(check.bad_bytes, 1u);
  EXPECT_EQ(check.non_ascii_bytes, 3u + 1u + 2u + 2u);
  EXPECT_EQ(check.long_sequences, 1u);
  EXPECT_TRUE(check.cut_tail);
}

TEST(Charset, EveryUtf8CharacterReadsAsItself) {
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x11000 ? 1 : 61) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    base::append_code_point(text, c);
    const Step next = step(Charset::kUtf8, text, 0);
    ASSERT_FALSE(next.bad) << static_cast<std::uint32_t>(c);
    ASSERT_EQ(next.character, c);
    ASSERT_EQ(next.bytes, text.size());
  }
}

}  // namespace
}  // namespace zhailu::decode
