#include "base/nearest.hpp"

#include <gtest/gtest.h>

#include <array>

namespace zhailu::base {
namespace {

constexpr std::array<std::string_view, 5> kKeys{"find", "not_after", "not_before", "slots",
                                                "tests"};

TEST(Nearest, OneEditOfEachKindIsFound) {
  EXPECT_EQ(nearest("fnd", kKeys), "find");    // lost
  EXPECT_EQ(nearest("finnd", kKeys), "find");  // doubled
  EXPECT_EQ(nearest("fond", kKeys), "find");   // changed
  EXPECT_EQ(nearest("fnid", kKeys), "find");   // swapped
  EXPECT_EQ(nearest("Find", kKeys), "find");   // case
  EXPECT_EQ(nearest("notbefore", kKeys), "not_before");
}

TEST(Nearest, NothingIsSaidWhenNothingIsNear) {
  EXPECT_EQ(nearest("pattern", kKeys), std::nullopt);
  EXPECT_EQ(nearest("", kKeys), std::nullopt);
  EXPECT_EQ(nearest(std::string(100, 'x'), kKeys), std::nullopt);
  EXPECT_EQ(nearest("find", {}), std::nullopt);
}

TEST(Nearest, ChineseCountsByCharacter) {
  constexpr std::array<std::string_view, 2> kWords{"会议时间", "会议地点"};
  EXPECT_EQ(nearest("会议时问", kWords), "会议时间");
}

}  // namespace
}  // namespace zhailu::base
