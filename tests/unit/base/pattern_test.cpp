#include "base/pattern.hpp"

#include <gtest/gtest.h>

namespace zhailu::base {
namespace {

using namespace std::string_view_literals;

Pattern pattern(std::string_view expression) {
  auto compiled = Pattern::compile(expression);
  EXPECT_TRUE(compiled.has_value()) << expression;
  return *compiled;
}

Diagnostic refusal(std::string_view expression, const Pattern::Limits& limits = {}) {
  const auto compiled = Pattern::compile(expression, limits);
  EXPECT_FALSE(compiled.has_value()) << expression;
  return compiled ? Diagnostic{} : compiled.error().diagnostics.front();
}

TEST(Pattern, SearchGivesGroupsAsViewsOfTheText) {
  const Pattern p = pattern("(?P<month>\\d+)月(?P<day>\\d+)日(上午)?");
  const std::string_view text = "于7月1日召开";
  std::vector<std::string_view> groups(4);
  ASSERT_TRUE(p.search(text, 0, groups));
  EXPECT_EQ(groups[0], "7月1日");
  EXPECT_EQ(groups[0].data(), text.data() + "于"sv.size());
  EXPECT_EQ(groups[1], "7");
  EXPECT_EQ(groups[2], "1");
  EXPECT_EQ(groups[3].data(), nullptr);
  EXPECT_EQ(p.group_names(), (std::vector<std::string>{"month", "day", ""}));
  EXPECT_EQ(p.group_count(), 3);
}

TEST(Pattern, SearchBeginsAtTheOffsetButKnowsTheTextsEnds) {
  std::vector<std::string_view> groups(1);
  const std::string_view text = "会议会议";
  ASSERT_TRUE(pattern("会议").search(text, 1 * "会"sv.size(), groups));
  EXPECT_EQ(groups[0].data(), text.data() + "会议"sv.size());
  EXPECT_FALSE(pattern("^会议").search(text, "会议"sv.size(), groups));
  EXPECT_TRUE(pattern("会议$").search(text, 0, groups));
}

TEST(Pattern, MatchAtIsAnchored) {
  std::vector<std::string_view> groups(1);
  EXPECT_TRUE(pattern("议").match_at("会议", "会"sv.size(), groups));
  EXPECT_FALSE(pattern("议").match_at("会议", 0, groups));
}

TEST(Pattern, AnEmptyTextWithoutDataIsATextToo) {
  EXPECT_TRUE(pattern("会?").matches_all({}));
  EXPECT_FALSE(pattern("会").contains({}));
}

TEST(Pattern, MoreGroupsThanTheExpressionHasStayEmpty) {
  std::vector<std::string_view> groups(40);
  ASSERT_TRUE(pattern("(会)议").search("会议", 0, groups));
  EXPECT_EQ(groups[1], "会");
  EXPECT_EQ(groups[39].data(), nullptr);
}

TEST(Pattern, ClassesCountCharacters) {
  EXPECT_TRUE(pattern("\\p{Han}{2,4}").matches_all("江贤英"));
  EXPECT_FALSE(pattern("\\p{Han}{4}").matches_all("江贤英"));
  EXPECT_TRUE(pattern("\U000F0001[^。]{2}").matches_all("\U000F0001中\U000F0002"));
}

TEST(Pattern, Fault054_BadSyntaxNamesTheCause) {
  EXPECT_EQ(refusal("(会议").code, "regex.syntax");
  EXPECT_NE(refusal("(会议").message.text().find("missing )"), std::string::npos);
}

TEST(Pattern, Fault054_LookAroundNamesTheRuleKey) {
  const std::pair<const char*, const char*> cases[] = {{"会(?=议)", "'after'"},
                                                       {"会(?!议)", "'not_after'"},
                                                       {"(?<=会)议", "'before'"},
                                                       {"(?<!会)议", "'not_before'"}};
  for (const auto& [expression, key] : cases) {
    const Diagnostic diagnostic = refusal(expression);
    EXPECT_EQ(diagnostic.code, "regex.syntax");
    EXPECT_NE(diagnostic.hint.text().find(key), std::string::npos) << diagnostic.hint.text();
  }
}

TEST(Pattern, Fault055_LengthAndProgramAreLimited) {
  EXPECT_EQ(refusal(std::string(65 * 1024, 'a')).code, "regex.too_large");
  EXPECT_EQ(refusal("\\p{Han}{1000}").code, "regex.too_large");
  EXPECT_EQ(refusal("会议纪要", {.max_length_bytes = 6}).code, "regex.too_large");
}

TEST(Pattern, Fault057_ByteClassBadUtf8AndNulAreRefused) {
  EXPECT_EQ(refusal("a\\Cb").code, "regex.byte_class");
  EXPECT_EQ(refusal("\xE4\xBC").code, "regex.utf8");
  EXPECT_EQ(refusal("a\0b"sv).code, "regex.syntax");
  EXPECT_TRUE(Pattern::compile("\\\\C").has_value());
  EXPECT_TRUE(Pattern::compile("\\Q\\C\\E").has_value());
}

TEST(Pattern, QuotedTextMatchesItself) {
  const std::string text = "[a.b]*（会）\\$";
  EXPECT_TRUE(pattern(quote(text)).matches_all(text));
}

TEST(Pattern, CheckSaysWhatCompileWouldSay) {
  const Pattern::Limits limits;
  ASSERT_TRUE(Pattern::check("(?:会|议)+", limits));
  EXPECT_EQ(Pattern::check("(?:会|议)+", limits)->expression(), "(?:会|议)+");
  for (const char* bad : {"会(", "会)", "[会", "会(?=议)", "*会", "a\\Cb"}) {
    const auto checked = Pattern::check(bad, limits);
    ASSERT_FALSE(checked) << bad;
    EXPECT_EQ(checked.error().diagnostics[0].code, refusal(bad).code) << bad;
    EXPECT_EQ(checked.error().diagnostics[0].message.text(), refusal(bad).message.text()) << bad;
  }
}

}  // namespace
}  // namespace zhailu::base
