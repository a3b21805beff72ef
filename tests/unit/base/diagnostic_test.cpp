#include "zhailu/diagnostic.hpp"

#include <gtest/gtest.h>

#include "base/utf8.hpp"

namespace zhailu {
namespace {

TEST(Diagnostic, DataFirstTextLast) {
  EXPECT_EQ(
      format_diagnostic({Severity::kError,
                         "ruleset.unknown_key",
                         "unknown key 'fnd'",
                         "did you mean 'find'?",
                         {"rules/held.yaml", 12, 5}}),
      "rules/held.yaml:12:5: error: unknown key 'fnd'; did you mean 'find'? [ruleset.unknown_key]");
}

TEST(Diagnostic, UnknownPartsOfThePlaceAreLeftOut) {
  const auto line = [](Place place) {
    return format_diagnostic({Severity::kWarning, "a.b", "x", "", std::move(place)});
  };
  EXPECT_EQ(line({}), "warning: x [a.b]");
  EXPECT_EQ(line({"f", 0, 0}), "f: warning: x [a.b]");
  EXPECT_EQ(line({"f", 3, 0}), "f:3: warning: x [a.b]");
  EXPECT_EQ(line({"", 3, 4}), "3:4: warning: x [a.b]");
}

TEST(Diagnostic, Fault043_ControlAndBidirectionalCharactersAreEscaped) {
  EXPECT_EQ(format_diagnostic({Severity::kError, "a.b", "\x1B[31m\n\u202E", "", {"n\nx", 1, 1}}),
            "n\\u{000A}x:1:1: error: \\u{001B}[31m\\u{000A}\\u{202E} [a.b]");
}

TEST(Diagnostic, BytesThatAreNoTextAreShownAsBytes) {
  EXPECT_EQ(format_diagnostic({Severity::kError, "a.b", "k\xFF", "", {}}), "error: k\\xFF [a.b]");
}

TEST(Diagnostic, LongTextIsCutOnACharacterBorderAndTheCodeStays) {
  std::string message;
  for (int i = 0; i < 200; ++i) message += "会";
  const std::string line = format_diagnostic({Severity::kError, "a.b", message, "hint", {}});
  EXPECT_LE(line.size(), 300u);
  EXPECT_GT(line.size(), 296u);
  EXPECT_TRUE(base::is_valid_utf8(line));
  EXPECT_TRUE(line.ends_with("会… [a.b]"));
}

}  // namespace
}  // namespace zhailu
