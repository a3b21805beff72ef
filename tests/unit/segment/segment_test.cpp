#include "segment/segment.hpp"

#include <gtest/gtest.h>

#include "../shipped_layout.hpp"
#include "normalize/normalize.hpp"

namespace zhailu::segment {
namespace {

TEST(Segment, EmptyTextHasNothing) {
  const auto segments =
      segment(normalize::normalize("", test::shipped_layout()), test::shipped_layout());
  EXPECT_TRUE(segments.blocks.empty());
  EXPECT_TRUE(segments.sentences.empty());
}

}  // namespace
}  // namespace zhailu::segment
