#include "schema/ecma_pattern.hpp"

#include <gtest/gtest.h>

#include <string>

namespace zhailu::schema {
namespace {

struct Case {
  std::string_view pattern;
  std::string_view text;
  bool matches;
};

class EcmaPattern : public testing::TestWithParam<Case> {};

TEST_P(EcmaPattern, MatchesAsEcmaSays) {
  const auto& [expression, text, matches] = GetParam();
  const auto pattern = compile_ecma_pattern(expression);
  ASSERT_TRUE(pattern.has_value())
      << expression << ": " << pattern.error().diagnostics.front().message.text();
  EXPECT_EQ(pattern->contains(text), matches) << expression << " on " << text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, EcmaPattern,
    testing::Values(Case{"a+", "xxaayy", true}, Case{"^a*$", "aab", false},
                    Case{"^a$", "a\n", false}, Case{R"(^[\u4e00-\u9fff]{2,4}$)", "江贤英", true},
                    Case{R"(^[\u4e00-\u9fff]{2,4}$)", "江", false},
                    Case{"^[一-龥]{2,4}$", "江贤英", true}, Case{"^.{3}$", "江贤英", true},
                    Case{"^.$", "\r", false}, Case{"^.$", "\xE2\x80\xA8", false},
                    Case{"^[^]$", "\n", true}, Case{R"(^\s$)", "　", true},
                    Case{R"(^[\s]$)", "\xC2\xA0", true}, Case{R"(^\S$)", "　", false},
                    Case{R"(^\d+$)", "２０", false}, Case{R"(^\ud842\udfb7$)", "𠮷", true},
                    Case{R"(^\x41\/\-$)", "A/-", true}, Case{R"(^\cJ$)", "\n", true},
                    Case{R"(^(?<year>\d{4})$)", "2020", true},
                    Case{R"(^\p{Script=Han}+$)", "会议", true},
                    Case{R"(^\p{Han}+$)", "meeting", false}, Case{R"(^[[:alpha:]]$)", "a]", true},
                    Case{R"(^\·$)", "·", true}, Case{R"(^[\b]$)", "\b", true},
                    Case{"^(?:甲|乙)$", "乙", true}));

class EcmaPatternRefused : public testing::TestWithParam<std::string_view> {};

TEST_P(EcmaPatternRefused, NamesTheCause) {
  const auto pattern = compile_ecma_pattern(GetParam());
  ASSERT_FALSE(pattern.has_value()) << GetParam();
  EXPECT_EQ(pattern.error().diagnostics.front().code, "schema.invalid");
  EXPECT_FALSE(pattern.error().diagnostics.front().message.text().empty());
}

INSTANTIATE_TEST_SUITE_P(Table, EcmaPatternRefused,
                         testing::Values("(?=a)", "(?!a)", "(?<=a)", "(?<!a)", R"((a)\1)", R"(\A)",
                                         R"(\z)", R"(\C)", R"(\Qa\E)", "(?i)a", "[]", "[", "(",
                                         "a{1,2000}", "\\", R"(\u12)", R"(\ud842)", R"(\udfb7)",
                                         R"(\pL)", R"([\S])", R"(\c1)"));

TEST(EcmaPatternLimits, Fault069_OneMegabyteIsLinear) {
  const auto pattern = compile_ecma_pattern(R"(^([\u4e00-\u9fff]+[、，]?)+。$)");
  ASSERT_TRUE(pattern.has_value());
  std::string text;
  while (text.size() < (1 << 20)) text += "会议";
  EXPECT_FALSE(pattern->contains(text));
  EXPECT_TRUE(pattern->contains(text + "。"));
}

}  // namespace
}  // namespace zhailu::schema
