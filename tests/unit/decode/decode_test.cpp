#include "decode/decode.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"
#include "decode/mixed.hpp"

namespace zhailu::decode {
namespace {

using std::string_literals::operator""s;

constexpr std::string_view kReplaced = "\xEF\xBF\xBD";

model::DecodedText decoded(std::string bytes, std::string path = "a.txt",
                           DecodeOptions options = {}) {
  const DecodeOutcome outcome = decode({path, path, std::move(bytes)}, options);
  EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().message);
  return outcome.value_or(model::DecodedText{});
}

DocumentFailure refusal(std::string bytes, std::string path = "a.txt") {
  const DecodeOutcome outcome = decode({path, path, std::move(bytes)}, {});
  EXPECT_FALSE(outcome.has_value()) << outcome->encoding << ": " << outcome->text;
  return outcome ? DocumentFailure{} : outcome.error();
}

bool warns(const model::DecodedText& text, std::string_view code) {
  return std::any_of(text.warnings.begin(), text.warnings.end(),
                     [&](const auto& warning) { return warning.code == code; });
}

std::string repeated(std::string_view part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

// 会议指出，要加强学习。 in the charsets of the archive.
constexpr std::string_view kSentence = "会议指出，要加强学习。";
const std::string kGbkSentence =
    "\xBB\xE1\xD2\xE9\xD6\xB8\xB3\xF6\xA3\xAC\xD2\xAA\xBC\xD3\xC7\xBF\xD1\xA7\xCF\xB0\xA1\xA3";
// 會議紀錄
const std::string kBig5Words = "\xB7\x7C\xC4\xB3\xAC\xF6\xBF\xFD";

TEST(Decode, Fault001_AnEmptyFileIsADocumentWithAWarning) {
  const auto text = decoded("");
  EXPECT_EQ(text.text, "");
  EXPECT_EQ(text.encoding, "UTF-8");
  EXPECT_TRUE(warns(text, "empty"));
}

TEST(Decode, Fault002_AMarkAloneIsEmpty) {
  const auto text = decoded("\xEF\xBB\xBF");
  EXPECT_EQ(text.text, "");
  EXPECT_EQ(text.encoding_basis, "bom");
  EXPECT_TRUE(warns(text, "empty"));
  EXPECT_EQ(decoded("\xFF\xFE").encoding, "UTF-16LE");
}

TEST(Decode, AMarkIsNoPartOfTheText) {
  const auto text = decoded("\xEF\xBB\xBF会议\r\n");
  EXPECT_EQ(text.text, "会议\r\n");
  EXPECT_EQ(text.encoding, "UTF-8");
}

TEST(Decode, Fault003_Utf8CutInsideACharacter) {
  for (const std::string cut : {"\xE4", "\xE4\xBC"}) {
    const auto text = decoded(std::string(kSentence) + cut);
    EXPECT_EQ(text.text, std::string(kSentence) + std::string(kReplaced));
    EXPECT_EQ(text.replaced, 1u);
    EXPECT_EQ(text.encoding, "UTF-8");
    EXPECT_EQ(text.encoding_basis, "valid");
    EXPECT_TRUE(text.warnings.empty());
  }
}

// Counts are those of Python's bytes.decode("utf-8", "replace").
TEST(Decode, Fault004_OneReplacementForEachMaximalSubpart) {
  const struct {
    std::string bad;
    std::size_t count;
  } cases[] = {{"\xC0\x80", 2}, {"\xE0\x80\x80", 3}, {"\xED\xA0\x80", 3}, {"\xF4\x90\x80\x80", 4},
               {"\xE4\xBC", 1}, {"\xF0\x9F\x98", 1}, {"\xFF", 1},         {"\x80", 1},
               {"\xC0\xAF", 2}};
  for (const auto& [bad, count] : cases) {
    for (const int sentences : {1, 40}) {
      const std::string around = repeated(kSentence, sentences);
      const auto text = decoded(around + bad + "。" + around);
      EXPECT_EQ(text.encoding, "UTF-8");
      EXPECT_EQ(text.replaced, count);
      EXPECT_EQ(text.text, around + repeated(kReplaced, static_cast<int>(count)) + "。" + around);
    }
  }
}

TEST(Decode, Fault005_AFewBadBytesLeaveUtf8AsItIs) {
  const auto text = decoded(repeated(kSentence, 10) + "\xB5" + repeated(kSentence, 10));
  EXPECT_EQ(text.encoding, "UTF-8");
  EXPECT_EQ(text.encoding_basis, "valid");
  EXPECT_EQ(text.replaced, 1u);
  EXPECT_FALSE(warns(text, "mixed_encoding"));
}

TEST(Decode, Fault006_Gb18030CutInsideACharacter) {
  const auto two = decoded(repeated(kGbkSentence, 3) + "\xBB");
  EXPECT_EQ(two.text, repeated(kSentence, 3) + std::string(kReplaced));
  EXPECT_EQ(two.encoding, "GB18030");
  EXPECT_EQ(two.replaced, 1u);
  const auto four = decoded(repeated(kGbkSentence, 3) + "\x82\x35\x8F");
  EXPECT_EQ(four.text, repeated(kSentence, 3) + std::string(kReplaced));
  EXPECT_EQ(four.replaced, 1u);
}

TEST(Decode, Fault006_WhatFollowsALoneLeadByteSurvives) {
  for (const std::string next : {"\n", "<b>", "\r\n", ","}) {
    const auto text = decoded(repeated(kGbkSentence, 6) + "\xBB" + next + kGbkSentence);
    EXPECT_EQ(text.text,
              repeated(kSentence, 6) + std::string(kReplaced) + next + std::string(kSentence));
    EXPECT_EQ(text.encoding, "GB18030");
    EXPECT_EQ(text.replaced, 1u);
    EXPECT_FALSE(warns(text, "mixed_encoding"));
  }
}

TEST(Decode, Fault007_GbkUnderTheLabelGb2312) {
  // 镕 is in GBK and not in GB2312.
  const auto text = decoded(
      "<html><head><meta charset=gb2312></head><body>" + kGbkSentence + "\xE9\x46</body></html>",
      "a.html");
  EXPECT_EQ(text.text, std::string(kSentence) + "镕");
  EXPECT_EQ(text.encoding, "GB18030");
  EXPECT_EQ(text.encoding_basis, "declared");
  EXPECT_FALSE(warns(text, "charset_contradiction"));
}

TEST(Decode, Fault008_BytesWinOverTheDeclaredCharset) {
  const auto utf8 = decoded("<html><meta charset=\"gb2312\"><body>" + std::string(kSentence));
  EXPECT_EQ(utf8.text, kSentence);
  EXPECT_EQ(utf8.encoding, "UTF-8");
  ASSERT_TRUE(warns(utf8, "charset_contradiction"));
  EXPECT_EQ(utf8.warnings.front().text, "declared gb2312, the bytes are UTF-8");

  const auto gbk = decoded("<html><meta charset=utf-8><body>" + kGbkSentence);
  EXPECT_EQ(gbk.text, kSentence);
  EXPECT_EQ(gbk.encoding, "GB18030");
  EXPECT_TRUE(warns(gbk, "charset_contradiction"));

  const auto big5 = decoded("<html><meta charset=big5><body>" + repeated(kGbkSentence, 5));
  EXPECT_EQ(big5.text, repeated(kSentence, 5));
  EXPECT_TRUE(warns(big5, "charset_contradiction"));
}

std::string utf16(std::u16string_view text, bool little) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += little ? std::string{low, high} : std::string{high, low};
  }
  return bytes;
}

std::string utf32(std::u32string_view text, bool little) {
  std::string bytes;
  for (const char32_t c : text) {
    const std::string half_low = utf16(std::u16string{static_cast<char16_t>(c & 0xFFFF)}, little);
    const std::string half_high = utf16(std::u16string{static_cast<char16_t>(c >> 16)}, little);
    bytes += little ? half_low + half_high : half_high + half_low;
  }
  return bytes;
}

TEST(Decode, Fault009_Utf16AndUtf32WithAndWithoutMark) {
  const std::string expected = "第1次会议指出，𠮷野家。\r\n";
  const std::u16string units = u"第1次会议指出，𠮷野家。\r\n";
  const std::u32string points = U"第1次会议指出，𠮷野家。\r\n";
  for (const bool little : {true, false}) {
    for (const bool mark : {true, false}) {
      const auto two = decoded(utf16(mark ? u"\uFEFF" + units : units, little));
      EXPECT_EQ(two.text, expected);
      EXPECT_EQ(two.encoding, little ? "UTF-16LE" : "UTF-16BE");
      EXPECT_EQ(two.encoding_basis, mark ? "bom" : "guessed");
      const auto four = decoded(utf32(mark ? U"\uFEFF" + points : points, little));
      EXPECT_EQ(four.text, expected);
      EXPECT_EQ(four.encoding, little ? "UTF-32LE" : "UTF-32BE");
    }
  }
}

TEST(Decode, Fault009_AnOddLengthIsOneRepair) {
  for (const bool little : {true, false}) {
    for (const std::u16string mark : {u"\uFEFF", u""}) {
      const auto text = decoded(utf16(mark + u"会议指出，要加强学习。", little) + "\x4F");
      EXPECT_EQ(text.text, std::string(kSentence) + std::string(kReplaced));
      EXPECT_EQ(text.replaced, 1u);
    }
  }
}

TEST(Decode, Fault009_ALoneSurrogateIsReplaced) {
  const auto text = decoded(utf16(u"\uFEFF会议", true) + utf16(std::u16string{0xD842}, true) +
                            utf16(u"指出", true));
  EXPECT_EQ(text.text, "会议" + std::string(kReplaced) + "指出");
  EXPECT_EQ(text.replaced, 1u);
}

TEST(Decode, Fault010_Utf8AndGbkLinesAreBothRead) {
  const std::string utf8 = repeated(kSentence, 4);
  for (const std::string& bytes : {utf8 + "\n" + kGbkSentence + "\n" + utf8,
                                   kGbkSentence + "\n" + utf8 + "\n" + kGbkSentence}) {
    const auto text = decoded(bytes);
    EXPECT_NE(text.text.find(utf8), std::string::npos) << text.text;
    EXPECT_EQ(text.text.find(kReplaced), std::string::npos) << text.text;
    EXPECT_EQ(text.replaced, 0u);
    ASSERT_TRUE(warns(text, "mixed_encoding"));
    EXPECT_EQ(text.encoding, "UTF-8");
  }
}

TEST(Decode, Fault010_AnUtf8LineInAGbkFileIsNoSilentMojibake) {
  const auto text = decoded(repeated(kGbkSentence, 30) + "\n" + std::string(kSentence) + "\n" +
                            repeated(kGbkSentence, 30));
  EXPECT_EQ(text.text, repeated(kSentence, 30) + "\n" + std::string(kSentence) + "\n" +
                           repeated(kSentence, 30));
  EXPECT_EQ(text.encoding, "GB18030");
  EXPECT_TRUE(warns(text, "mixed_encoding"));
}

TEST(Decode, Fault010_WhatNoCharsetReadsIsReplacedAndCounted) {
  const auto text = decoded(std::string(kSentence) + "\xFF\xFF\xFF" + std::string(kSentence) +
                            "\n" + kGbkSentence);
  EXPECT_EQ(text.text, std::string(kSentence) + repeated(kReplaced, 3) + std::string(kSentence) +
                           "\n" + std::string(kSentence));
  EXPECT_EQ(text.replaced, 3u);
  EXPECT_TRUE(warns(text, "mixed_encoding"));
}

TEST(Decode, Fault010_AMarkBeforeGbkDoesNotDecide) {
  const auto text = decoded("\xEF\xBB\xBF" + repeated(kGbkSentence, 2));
  EXPECT_EQ(text.text, repeated(kSentence, 2));
  EXPECT_EQ(text.encoding, "GB18030");
}

TEST(Decode, Fault011_Big5IsDecoded) {
  const auto text = decoded(repeated(kBig5Words, 2));
  EXPECT_EQ(text.text, "會議紀錄會議紀錄");
  EXPECT_EQ(text.encoding, "Big5-HKSCS");
  EXPECT_EQ(text.encoding_basis, "guessed");
}

TEST(Decode, Fault011_SevenBitCharsetsAreRefused) {
  EXPECT_EQ(refusal("Notice: ~{VPND~} ok\n").code, "unknown_encoding");
  EXPECT_EQ(refusal("\x1B$B2q5D\x1B(B\n").code, "unknown_encoding");
  EXPECT_EQ(decoded("echo ~{a,b} x ~} \n").text, "echo ~{a,b} x ~} \n");
}

TEST(Decode, Fault012_NoiseIsBinary) {
  std::string noise;
  std::uint32_t state = 7;
  for (int i = 0; i < 4096; ++i) {
    state = state * 1664525u + 1013904223u;
    noise += static_cast<char>(state >> 24);
  }
  EXPECT_EQ(refusal(noise).code, "binary");
  EXPECT_EQ(refusal(std::string(4096, '\0')).code, "binary");
  EXPECT_EQ(refusal(repeated("\x01\x02\0\0\0\x07\x7F"s, 500)).code, "binary");
}

TEST(Decode, Fault012_KindsAreNamed) {
  const auto png = refusal("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s);
  EXPECT_EQ(png.code, "binary");
  EXPECT_EQ(png.stage, "decode");
  EXPECT_EQ(png.path, "a.txt");
  EXPECT_EQ(png.message, "PNG image, no text");
}

TEST(Decode, Fault013_NulsAndControlsStayAndAreCounted) {
  const auto text = decoded("会议\0指出\x01，要\x1B加强"s);
  EXPECT_EQ(text.text, "会议\0指出\x01，要\x1B加强"s);
  EXPECT_EQ(text.encoding, "UTF-8");
  EXPECT_EQ(text.replaced, 0u);
  ASSERT_TRUE(warns(text, "control_characters"));
  EXPECT_EQ(text.warnings.front().text, "3 control characters");
}

TEST(Decode, Fault014_DoubleEncodedTextIsSuspected) {
  // 党组会议 as UTF-8 read as Windows-1252 and saved as UTF-8.
  const std::string twice = "å…šç»„ä¼šè®®";
  const auto text = decoded(twice);
  EXPECT_EQ(text.text, twice);
  EXPECT_TRUE(warns(text, "mojibake_suspected"));
  EXPECT_FALSE(warns(decoded("访问Zürich的René Lefèvre先生"), "mojibake_suspected"));
}

TEST(Decode, Fault023_LineEndsStayAsTheyAre) {
  const std::string text = "一\r\n二\r三\n四\x0B五\x0C六\xC2\x85七\u2028八\u2029九";
  EXPECT_EQ(decoded(text).text, text);
  EXPECT_TRUE(decoded(text).warnings.empty());
}

TEST(Decode, Fault025_OurOwnOutputIsPlainText) {
  const std::string text = R"({"document": {"id": "d0123", "title": "关于召开会议的通知"}})"
                           "\n";
  EXPECT_EQ(decoded(text).text, text);
  EXPECT_FALSE(decoded(text).html);
}

TEST(Decode, Fault029_NothingOfAnExternalEntityIsRead) {
  const auto text = decoded(
      "<?xml version=\"1.0\"?><!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
      "<html><body><p>正文&x;</p><iframe src=\"file:///etc/passwd\"></iframe></body></html>",
      "a.xhtml");
  EXPECT_EQ(text.text, "正文&x;");
  EXPECT_TRUE(warns(text, "xml_entity_refused"));
}

TEST(Decode, AForcedEncodingIsTaken) {
  const auto text = decoded(kGbkSentence, "a.txt", {.encoding = "gbk"});
  EXPECT_EQ(text.text, kSentence);
  EXPECT_EQ(text.encoding, "GB18030");
  EXPECT_EQ(text.encoding_basis, "user");
  EXPECT_EQ(decoded("\xEF\xBB\xBF会", "a.txt", {.encoding = "UTF-8"}).text, "会");
  EXPECT_EQ(decoded(utf16(u"\uFEFF会议", false), "a.txt", {.encoding = "utf-16"}).text, "会议");
}

TEST(Decode, EncodingNamesAreCheckedBeforeTheRun) {
  EXPECT_EQ(check_encoding_name("gb2312").value_or(""), "GB18030");
  EXPECT_EQ(check_encoding_name("Big5").value_or(""), "Big5-HKSCS");
  EXPECT_EQ(check_encoding_name("utf_16-le").value_or(""), "UTF-16LE");
  const Result<std::string> unknown = check_encoding_name("klingon");
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().diagnostics.front().code, "decode.unknown_encoding");
}

TEST(Decode, AsciiIsUtf8) {
  for (const std::string text : {"a", "ab12", "Bush hid the facts", "2020-07-01\n", "ok"}) {
    EXPECT_EQ(decoded(text).text, text);
    EXPECT_EQ(decoded(text).encoding, "UTF-8");
  }
}

TEST(Decode, PagesAreToldByContentAndName) {
  EXPECT_TRUE(decoded("<!-- x --><!DOCTYPE HTML><p>会议", "a.txt").html);
  EXPECT_TRUE(decoded("<p>会议", "a.HTM").html);
  EXPECT_FALSE(decoded("会议", "a.html").html);
  EXPECT_FALSE(decoded("会议 <b> 标签", "a.txt").html);
}

TEST(Decode, TheTextIsAlwaysValidUtf8) {
  std::uint32_t state = 11;
  const std::vector<std::string> pieces = {kGbkSentence, kBig5Words,    std::string(kSentence),
                                           "\xFF",       "\x80",        "a\n",
                                           "\xE4\xBC",   "\x81\x30",    "<p>",
                                           "&#xD800;",   "\xEF\xBF\xBF"};
  for (int round = 0; round < 500; ++round) {
    std::string bytes;
    for (int i = 0; i < 12; ++i) {
      state = state * 1664525u + 1013904223u;
      bytes += pieces[(state >> 16) % pieces.size()];
    }
    for (const std::string path : {"a.txt", "a.html"}) {
      const DecodeOutcome outcome = decode({path, path, bytes}, {});
      if (outcome) {
        EXPECT_TRUE(base::is_valid_utf8(outcome->text)) << bytes;
      }
    }
  }
}

}  // namespace
}  // namespace zhailu::decode
