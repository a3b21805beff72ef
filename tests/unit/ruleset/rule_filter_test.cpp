#include "ruleset/rule_filter.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace zhailu::ruleset {
namespace {

std::vector<std::uint32_t> candidates(const RuleFilter& filter, RuleFilter::Scan& scan,
                                      const std::vector<int>& literals) {
  filter.begin_unit(scan);
  for (const int literal : literals) filter.see(literal, scan);
  std::vector<std::uint32_t> rules = scan.candidates;
  std::ranges::sort(rules);
  return rules;
}

using Rules = std::vector<std::uint32_t>;

TEST(RuleFilter, ARuleNeedsALiteralOfEachClause) {
  RuleFilter filter;
  filter.add(7, {{{0, 1}, {2}}});
  RuleFilter::Scan scan;
  EXPECT_EQ(candidates(filter, scan, {0}), Rules{});
  EXPECT_EQ(candidates(filter, scan, {0, 1}), Rules{});
  EXPECT_EQ(candidates(filter, scan, {2, 1, 2, 1}), Rules{7});
  EXPECT_EQ(candidates(filter, scan, {2}), Rules{});  // of this unit alone
}

TEST(RuleFilter, AnyWayDoesAndEachRuleIsNamedOnce) {
  RuleFilter filter;
  filter.add(3, {{{0}}, {{1}, {2}}});
  RuleFilter::Scan scan;
  EXPECT_EQ(candidates(filter, scan, {1}), Rules{});
  EXPECT_EQ(candidates(filter, scan, {1, 2}), Rules{3});
  EXPECT_EQ(candidates(filter, scan, {0, 1, 2}), Rules{3});
}

TEST(RuleFilter, ARuleThatNeedsNothingIsAlwaysNamed) {
  RuleFilter filter;
  EXPECT_TRUE(filter.empty());
  filter.add(1, {RuleFilter::Way{}});
  filter.add(2, {{{0}}});
  RuleFilter::Scan scan;
  EXPECT_FALSE(filter.empty());
  EXPECT_EQ(candidates(filter, scan, {}), Rules{1});
  EXPECT_EQ(candidates(filter, scan, {0, 9}), (Rules{1, 2}));
}

TEST(RuleFilter, OneScanServesManyFilters) {
  RuleFilter few, many;
  few.add(1, {{{0}}});
  for (std::uint32_t rule = 0; rule < 300; ++rule) many.add(rule, {{{static_cast<int>(rule)}}});
  RuleFilter::Scan scan;
  EXPECT_EQ(candidates(few, scan, {0}), Rules{1});
  EXPECT_EQ(candidates(many, scan, {299, 5}), (Rules{5, 299}));
  EXPECT_EQ(candidates(few, scan, {1}), Rules{});
}

}  // namespace
}  // namespace zhailu::ruleset
