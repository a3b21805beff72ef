#include "decode/likelihood.hpp"

#include <gtest/gtest.h>

namespace zhailu::decode {
namespace {

TEST(Likelihood, FrequentCharactersCostLess) {
  EXPECT_LT(cost_of(U'会'), cost_of(U'缅'));
  EXPECT_LT(cost_of(U'缅'), cost_of(U'鍏'));   // 鍏: what UTF-8 read as GBK looks like
  EXPECT_LT(cost_of(U'鍏'), cost_of(0x0378));  // unassigned
}

TEST(Likelihood, TraditionalFormsAreFrequentToo) {
  EXPECT_LT(cost_of(U'會'), 6.0F);
  EXPECT_LT(cost_of(U'為'), 6.0F);
}

TEST(Likelihood, BadBytesAreCountedAndCostMost) {
  const Assessment assessment = assess(Charset::kUtf8, "会\xFF\xFF议\xE4\xBC", kNoLimit);
  EXPECT_EQ(assessment.bad_sequences, 2u);
  EXPECT_EQ(assessment.bad_bytes, 2u);
  EXPECT_TRUE(assessment.cut_tail);
  EXPECT_GT(assessment.cost, 4 * static_cast<double>(kBadByteCost));
}

TEST(Likelihood, AnAssessmentStopsAtItsLimit) {
  const std::string text(1000, '\x01');
  EXPECT_LT(assess(Charset::kUtf8, text, 100).cost, 130);
}

TEST(Likelihood, ProseIsFarFromNoise) {
  EXPECT_EQ(mean_cost(""), 0);
  EXPECT_LT(mean_cost("会议指出，要加强学习，切实转变作风。"), 7);
  EXPECT_GT(mean_cost("㺾끼䗔ꃽ鳙ᗅ"), 11);
}

}  // namespace
}  // namespace zhailu::decode
