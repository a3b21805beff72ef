#include "decode/file_kind.hpp"

#include <gtest/gtest.h>

#include <string>

#include "decode/decode.hpp"

namespace zhailu::decode {
namespace {

using std::string_literals::operator""s;

struct Kind {
  std::string bytes;
  std::string_view name;
  Reader reader;
};

const Kind kKinds[] = {
    {"\x89PNG\r\n\x1A\n"s, "PNG image", Reader::kNone},
    {"\xFF\xD8\xFF\xE0"s, "JPEG image", Reader::kNone},
    {"\x7F"
     "ELF\2\1\1"s,
     "ELF program", Reader::kNone},
    {"\x1F\x8B\x08\0"s, "gzip archive", Reader::kNone},
    {"PK\3\4....a.txt"s, "zip archive", Reader::kMembers},
    {"PK\3\4....[Content_Types].xml....word/document.xml"s, "Word document (.docx)", Reader::kDocx},
    {"PK\3\4....xl/workbook.xml"s, "Excel workbook (.xlsx)", Reader::kMissing},
    {"%PDF-1.4\n"s, "PDF document (.pdf)", Reader::kPdf},
    {"{\\rtf1\\ansi"s, "RTF document (.rtf)", Reader::kMissing},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"s,
     "Word document (.doc)", Reader::kWord97},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"s,
     "Office document", Reader::kLocked},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."s, "OLE compound file", Reader::kMissing},
};

TEST(FileKind, Fault012_KindsAreToldByTheirFirstBytes) {
  for (const Kind& expected : kKinds) {
    const auto kind = file_kind(expected.bytes);
    ASSERT_TRUE(kind.has_value()) << expected.name;
    EXPECT_EQ(kind->name, expected.name);
    EXPECT_EQ(kind->reader, expected.reader);
  }
}

TEST(FileKind, Fault036_ContentCountsAndNotTheName) {
  for (const Kind& kind : kKinds) {
    for (const std::string path : {"a.txt", "a.docx", "a.html"}) {
      const DecodeOutcome outcome = decode({path, path, kind.bytes}, {});
      ASSERT_FALSE(outcome.has_value()) << kind.name;
      const DocumentFailure& failure = outcome.error();
      if (kind.reader != Reader::kNone && kind.reader != Reader::kMissing) continue;
      EXPECT_EQ(failure.code, kind.reader == Reader::kNone ? "binary" : "unsupported_format");
      EXPECT_EQ(failure.message.find(kind.name), 0u) << failure.message;
    }
  }
  const DecodeOutcome text = decode({"a.docx", "a.docx", "会议"}, {});
  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(text->text, "会议");
}

TEST(FileKind, TextHasNone) {
  for (const std::string text : {"", "PK", "会议", "GIF", "<html>", "MM 2020", "BM"}) {
    EXPECT_FALSE(file_kind(text).has_value()) << text;
  }
}

TEST(FileKind, Fault011_HzNeedsItsPairsOnOneLine) {
  EXPECT_EQ(seven_bit_charset("a ~{VPND~} b"), "HZ");
  EXPECT_EQ(seven_bit_charset("a ~{VPN~} b"), "");
  EXPECT_EQ(seven_bit_charset("a ~{~} b"), "");
  EXPECT_EQ(seven_bit_charset("a ~{VP\nND~} b"), "");
  EXPECT_EQ(seven_bit_charset("会议 ~{VPND~}"), "");
  EXPECT_EQ(seven_bit_charset("\x1B$B"), "ISO-2022");
}

}  // namespace
}  // namespace zhailu::decode
