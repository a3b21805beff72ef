#include "base/pattern.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

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

Prefilter prefilter(const std::vector<std::string>& expressions) {
  Prefilter filter;
  for (const std::string& expression : expressions) filter.add(expression);
  filter.finish();
  return filter;
}

std::vector<int> candidates(const Prefilter& filter, std::string_view text) {
  std::vector<int> ids;
  filter.candidates(text, ids);
  return ids;
}

TEST(Prefilter, OnlyExpressionsWhoseLiteralsAreThere) {
  const Prefilter filter = prefilter({"召开.*会议", "(?:开展|举行)活动", "\\d+月", "第.届"});
  EXPECT_EQ(candidates(filter, "7月召开了会议"), (std::vector<int>{0, 2}));
  EXPECT_EQ(candidates(filter, "召开"), (std::vector<int>{}));
  EXPECT_EQ(candidates(filter, "举行活动"), (std::vector<int>{1}));
}

TEST(Prefilter, ExpressionsWithoutLiteralAreAlwaysThere) {
  const Prefilter filter = prefilter({"\\p{Han}+", "会议"});
  EXPECT_EQ(filter.unfiltered(), 1u);
  EXPECT_EQ(candidates(filter, ""), (std::vector<int>{0}));
  EXPECT_EQ(candidates(filter, "会议"), (std::vector<int>{0, 1}));
  EXPECT_EQ(candidates(prefilter({"\\p{Han}+"}), "x"), (std::vector<int>{0}));
}

TEST(Prefilter, NothingAddedGivesNothing) {
  EXPECT_TRUE(candidates(prefilter({}), "会议").empty());
}

TEST(Prefilter, CaseOfLettersIsNoReasonToMiss) {
  const std::string hard = "\xE2\x84\xAA";  // the Kelvin sign, which RE2 folds to k
  const std::vector<std::string> expressions{"GDP", "(?i)gdp", "Ⅲ级", "Ａ", "Ж", "(?i)k", "É区"};
  const Prefilter filter = prefilter(expressions);
  for (const std::string& text : {std::string("GDP"), std::string("gdp"), std::string("Ⅲ级"),
                                  std::string("Ａ"), std::string("Ж"), hard, std::string("É区")}) {
    const std::vector<int> ids = candidates(filter, text);
    for (std::size_t i = 0; i < expressions.size(); ++i) {
      if (!pattern(expressions[i]).contains(text)) continue;
      EXPECT_NE(std::ranges::find(ids, static_cast<int>(i)), ids.end()) << expressions[i] << text;
    }
  }
}

TEST(Prefilter, SymbolsOfMentionsAreLiterals) {
  const Prefilter filter = prefilter({"\U000F0001讲党课", "\U000F0002主持"});
  EXPECT_EQ(candidates(filter, "\U000F0001围绕讲党课"), (std::vector<int>{}));
  EXPECT_EQ(candidates(filter, "\U000F0001讲党课"), (std::vector<int>{0}));
}

TEST(Prefilter, ManyThreadsSeeTheSame) {
  std::vector<std::string> expressions;
  for (int i = 0; i < 300; ++i) expressions.push_back("第" + std::to_string(i) + "号");
  const Prefilter filter = prefilter(expressions);
  const std::vector<int> expected = candidates(filter, "第7号、第77号、第277号");
  std::vector<std::thread> threads;
  std::vector<int> failures(4);
  for (std::size_t t = 0; t < failures.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 500; ++i) {
        failures[t] += candidates(filter, "第7号、第77号、第277号") == expected ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(expected, (std::vector<int>{7, 77, 277}));
  EXPECT_EQ(failures, (std::vector<int>{0, 0, 0, 0}));
}

}  // namespace
}  // namespace zhailu::base
