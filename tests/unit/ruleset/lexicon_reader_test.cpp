#include "ruleset/lexicon_reader.hpp"

#include <gtest/gtest.h>

namespace zhailu::ruleset {
namespace {

struct Read {
  std::vector<LexiconEntry> entries;
  std::vector<std::string> names;
  Diagnostics findings;
};

Read read(std::string_view bytes, bool global = false) {
  Read result;
  const auto intern = [&](std::string_view name) {
    result.names.emplace_back(name);
    return static_cast<NameId>(result.names.size() - 1);
  };
  result.entries = read_lexicon(bytes, "words.txt", global, intern, result.findings);
  return result;
}

std::string words(const Read& result) {
  std::string line;
  for (const LexiconEntry& one : result.entries) line += (one.blocking ? "!" : "") + one.text + " ";
  return line;
}

TEST(LexiconReader, EntriesCommentsAndBlockingEntries) {
  const Read result = read("# Groups\n党组\n\n!党组织\n党委\n");
  EXPECT_EQ(words(result), "党组 !党组织 党委 ");
  EXPECT_TRUE(result.findings.empty());
}

TEST(LexiconReader, AttributesStandBehindTabs) {
  const Read result = read("七一\tmonth=7\tday=1\n");
  ASSERT_EQ(result.entries[0].attributes.size(), 2U);
  EXPECT_EQ(result.names, (std::vector<std::string>{"month", "day"}));
  EXPECT_EQ(result.entries[0].attributes[0].value, "7");
  EXPECT_EQ(result.entries[0].attributes[1].value, "1");
}

TEST(LexiconReader, EntriesAreFolded) { EXPECT_EQ(words(read("Ａ座\n( 一 )\n")), "A座 （ 一 ） "); }

TEST(LexiconReader, Fault061_ByteOrderMarkAndLineEnds) {
  EXPECT_EQ(words(read("\xEF\xBB\xBF武汉\r\n沅川")), "武汉 沅川 ");
}

struct Fault {
  const char* bytes;
  const char* code;
  std::size_t line;
  Severity severity;
};

TEST(LexiconReader, Fault061_062_WhatIsWrongIsSaidWithItsLine) {
  const std::string long_line = "武汉\n" + std::string(1001, 'a') + "\n";
  const std::vector<Fault> faults = {
      {"", "ruleset.empty_lexicon", 0, Severity::kError},
      {"# 武汉\n", "ruleset.empty_lexicon", 1, Severity::kError},
      {"武汉\n\xFF\n", "ruleset.encoding", 2, Severity::kError},
      {long_line.c_str(), "ruleset.long_line", 2, Severity::kError},
      {"武汉\n七一\tmonth\n", "ruleset.attribute", 2, Severity::kError},
      {"七一\t=7\n武汉\n", "ruleset.attribute", 1, Severity::kError},
      {"武汉\n沅川\n武汉\n", "ruleset.duplicate_entry", 3, Severity::kWarning},
      {"Ａ座\nA座\n", "ruleset.duplicate_entry", 2, Severity::kWarning},
      {"武汉\n \t\n", "ruleset.attribute", 2, Severity::kError},
      {"武汉\n　\n", "ruleset.blank_entry", 2, Severity::kWarning},
      {"武汉\n!\n", "ruleset.blank_entry", 2, Severity::kWarning},
      {"武汉 \n沅川\n", "ruleset.blank_border", 1, Severity::kWarning},
      {"武汉\n２０２０\n", "ruleset.digit_entry", 2, Severity::kWarning},
  };
  for (const Fault& one : faults) {
    const Read result = read(one.bytes);
    ASSERT_EQ(result.findings.size(), 1U) << one.bytes;
    EXPECT_EQ(result.findings[0].code, one.code) << one.bytes;
    EXPECT_EQ(result.findings[0].place.line, one.line) << one.bytes;
    EXPECT_EQ(result.findings[0].place.path, "words.txt");
    EXPECT_EQ(result.findings[0].severity, one.severity) << one.bytes;
  }
}

TEST(LexiconReader, OfEntriesThatAreTheSameTheFirstCounts) {
  EXPECT_EQ(words(read("!武汉\n武汉\n")), "!武汉 ");
  EXPECT_EQ(words(read(" 武汉 \n武汉\n")), "武汉 ");
}

TEST(LexiconReader, Fault062_OneCharacterIsTooShortForAMention) {
  EXPECT_TRUE(read("张\n").findings.empty());
  const Read global = read("武汉\n张\n", true);
  ASSERT_EQ(global.findings.size(), 1U);
  EXPECT_EQ(global.findings[0].code, "ruleset.short_entry");
  EXPECT_EQ(global.findings[0].place.line, 2U);
}

TEST(LexiconReader, Fault063_SignsOfRegexesAreLiteral) {
  EXPECT_EQ(words(read("a.b\n[c]\n")), "a.b 〔c〕 ");
}

}  // namespace
}  // namespace zhailu::ruleset
