#include "authoring/pattern_items.hpp"

#include <gtest/gtest.h>

#include "../pack_folder.hpp"

namespace zhailu::authoring {
namespace {

std::string cut(std::string_view pattern) {
  std::string text;
  for (const PatternBranch& branch : split_pattern(pattern)) {
    if (!text.empty()) text += " OR ";
    for (const PatternItem& item : branch) text += "‹" + item.whole() + "›";
  }
  return text;
}

TEST(PatternItems, CutsReferencesCharactersAndGroups) {
  EXPECT_EQ(cut("{person:leaders}讲{..20}(?:授|了)?课"),
            "‹{person:leaders}›‹讲›‹{..20}›‹(?:授|了)?›‹课›");
  EXPECT_EQ(cut("${name(x, {2,4})}+?a{2,}"), "‹${name(x, {2,4})}+?›‹a{2,}›");
  EXPECT_EQ(cut("{org/局{1,2}$/}[^]|]*\\p{Han}\\Q(a|b\\E"),
            "‹{org/局{1,2}$/}›‹[^]|]*›‹\\p{Han}›‹\\Q(a|b\\E›");
}

TEST(PatternItems, CutsAlternatives) {
  EXPECT_EQ(cut("甲|(?:乙|丙)|丁"), "‹甲› OR ‹(?:乙|丙)› OR ‹丁›");
  EXPECT_EQ(split_pattern("(?P<name>甲|乙)")[0][0].branches.size(), 2u);
}

TEST(PatternItems, SurvivesWhatIsMalformed) {
  for (const char* pattern : {"", "(", ")", "[", "[^", "{", "${", "\\", "\\Q", "\\p{", "a{2", "(?",
                              "(?P<", "[[:", "a)b", "*"})
    EXPECT_FALSE(split_pattern(pattern).empty()) << pattern;
}

TEST(PatternItems, KnowsWhatMayBeAbsent) {
  const PatternBranch items = split_pattern("ab?c*d+e{0,2}f{1,2}")[0];
  const std::vector<bool> expected = {true, false, false, true, false, true};
  for (std::size_t i = 0; i < items.size(); ++i) EXPECT_EQ(items[i].needed(), expected[i]) << i;
}

// Each item of a pattern is one item of its expression, or an explanation would show the wrong words.
TEST(PatternItems, EveryShippedRuleIsShownInItsOwnWords) {
  auto loaded = ruleset::load_pack(ZHAILU_ROOT "/rules", ZHAILU_ROOT "/rules");
  ASSERT_TRUE(loaded);
  for (const ruleset::Rule& rule : loaded->pack.rules) {
    if (rule.lookup) continue;
    const auto branches = items_of(rule);
    EXPECT_FALSE(branches.empty()) << rule.id;
    for (const auto& items : branches) {
      std::string expression;
      for (const ItemPair& item : items) {
        expression += item.expression;
        EXPECT_EQ(item.written.find("\\x{F"), std::string::npos) << rule.id << " " << item.written;
        EXPECT_TRUE(base::Pattern::compile(expression)) << rule.id << " " << expression;
      }
    }
  }
}

}  // namespace
}  // namespace zhailu::authoring
