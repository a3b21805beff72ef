#include "normalize/normalize.hpp"

#include <gtest/gtest.h>

#include "../shipped_layout.hpp"

namespace zhailu::normalize {
namespace {

std::string text_of(std::string_view decoded) {
  return normalize(decoded, test::shipped_layout()).text;
}

TEST(Normalize, FoldsWidth) { EXPECT_EQ(text_of("２０２０年(Ａ)"), "2020年（A）"); }

}  // namespace
}  // namespace zhailu::normalize
