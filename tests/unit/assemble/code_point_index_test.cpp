#include "assemble/code_point_index.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.hpp"

namespace zhailu::assemble {
namespace {

TEST(CodePointIndex, CountsLikeAPlainPassAtEveryBorder) {
  std::string text;
  for (int i = 0; i < 200; ++i)
    text += i % 7 == 0 ? "𠮷" : i % 3 == 0 ? "审" : i % 2 == 0 ? "é" : "a";
  const CodePointIndex index(text);
  for (std::size_t byte = 0; byte <= text.size(); ++byte) {
    if (byte < text.size() && !base::is_border(text[byte])) continue;
    ASSERT_EQ(index.at(byte), base::count_code_points(std::string_view(text).substr(0, byte)))
        << byte;
  }
}

TEST(CodePointIndex, KnowsTheEndOfTextsOfWholeStrides) {
  EXPECT_EQ(CodePointIndex(std::string()).at(0), 0u);
  const std::string text(512, 'x');
  EXPECT_EQ(CodePointIndex(text).at(512), 512u);
  EXPECT_EQ(CodePointIndex(text).span({255, 257}), (CodePointSpan{255, 257}));
}

}  // namespace
}  // namespace zhailu::assemble
