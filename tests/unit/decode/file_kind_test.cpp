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
  bool is_document;
};

const Kind kKinds[] = {
    {"\x89PNG\r\n\x1A\n"s, "PNG image", false},
    {"\xFF\xD8\xFF\xE0"s, "JPEG image", false},
    {"\x7F"
     "ELF\2\1\1"s,
     "ELF program", false},
    {"\x1F\x8B\x08\0"s, "gzip archive", false},
    {"PK\3\4....a.txt"s, "zip archive", false},
    {"PK\3\4....[Content_Types].xml....word/document.xml"s, "Word document (.docx)", true},
    {"PK\3\4....xl/workbook.xml"s, "Excel workbook (.xlsx)", true},
    {"%PDF-1.4\n"s, "PDF document (.pdf)", true},
    {"{\\rtf1\\ansi"s, "RTF document (.rtf)", true},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"s,
     "Word document (.doc)", true},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."s, "OLE compound file", true},
};

TEST(FileKind, Fault012_KindsAreToldByTheirFirstBytes) {
  for (const Kind& expected : kKinds) {
    const auto kind = file_kind(expected.bytes);
    ASSERT_TRUE(kind.has_value()) << expected.name;
    EXPECT_EQ(kind->name, expected.name);
    EXPECT_EQ(kind->is_document, expected.is_document);
  }
}

TEST(FileKind, Fault036_ContentCountsAndNotTheName) {
  for (const Kind& kind : kKinds) {
    for (const std::string path : {"a.txt", "a.docx", "a.html"}) {
      const DecodeOutcome outcome = decode({path, path, kind.bytes}, {});
      ASSERT_FALSE(outcome.has_value()) << kind.name;
      EXPECT_EQ(outcome.error().code, kind.is_document ? "unsupported_format" : "binary");
      EXPECT_EQ(outcome.error().message.find(kind.name), 0u) << outcome.error().message;
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
