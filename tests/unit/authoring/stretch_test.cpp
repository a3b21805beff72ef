#include "authoring/stretch.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.hpp"

namespace zhailu::authoring {
namespace {

TEST(Stretch, ShowsAShortSentenceWhole) {
  EXPECT_EQ(stretch_around("召开会议。", {0, 15}, {6, 12}), (Span<Normalized>{0, 15}));
}

TEST(Stretch, ShowsWhatStandsAroundThePlaceOnBordersOfCharacters) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "会";
  const Span<Normalized> part = stretch_around(text, {0, text.size()}, {3000, 3006});
  EXPECT_TRUE(part.contains({3000, 3006}));
  EXPECT_LT(part.size(), kWholeBytes);
  EXPECT_TRUE(base::is_border(text[part.begin]));
  EXPECT_TRUE(base::is_border(text[part.end]));
  EXPECT_EQ(stretch_around(text, {0, text.size()}, {0, 3}).begin, 0u);
  EXPECT_EQ(stretch_around(text, {0, text.size()}, {5997, 6000}).end, 6000u);
}

TEST(Stretch, CutsAPlaceThatIsTooLongItself) {
  const std::string text(9000, 'a');
  EXPECT_LE(stretch_around(text, {0, 9000}, {100, 8900}).size(), 3 * kWholeBytes);
}

}  // namespace
}  // namespace zhailu::authoring
