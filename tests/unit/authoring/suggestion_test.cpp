#include "authoring/suggestion.hpp"

#include <gtest/gtest.h>

namespace zhailu::authoring {
namespace {

TEST(Suggestion, NamesTheNearestWord) {
  EXPECT_EQ(did_you_mean("extrct", {"extract", "check"}).text(), "did you mean 'extract'?");
  EXPECT_EQ(did_you_mean("--formt", {"--from", "--format"}).text(), "did you mean '--format'?");
}

TEST(Suggestion, SaysNothingWhenNoWordIsNear) {
  EXPECT_EQ(did_you_mean("documents", {"extract", "check"}).text(), "");
  EXPECT_EQ(did_you_mean("\xff\xfe", {"extract"}).text(), "");
}

}  // namespace
}  // namespace zhailu::authoring
