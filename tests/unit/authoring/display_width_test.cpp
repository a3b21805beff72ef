#include "authoring/display_width.hpp"

#include <gtest/gtest.h>

namespace zhailu::authoring {
namespace {

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(columns_of("abc"), 3u);
  EXPECT_EQ(columns_of("7月2日，"), 8u);
  EXPECT_EQ(columns_of("“〇𠮷”"), 6u);
  EXPECT_EQ(columns_of("e\u0301\u200B"), 1u);
}

TEST(DisplayWidth, WritesControlCharactersOut) {
  EXPECT_EQ(harmless("讲\x1B[31m党课"), "讲\\x1B[31m党课");
  EXPECT_EQ(harmless("a\nb\u202Ec"), "a\\x0Ab\\x202Ec");
}

}  // namespace
}  // namespace zhailu::authoring
