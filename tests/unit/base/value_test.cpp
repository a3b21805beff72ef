#include "zhailu/value.hpp"

#include <gtest/gtest.h>

namespace zhailu {
namespace {

TEST(Value, MembersKeepTheOrderOfAdding) {
  Value value;
  value.set("start", "2020-07-01");
  value.set("end", nullptr);
  value.set("start", "2020-07-02");
  ASSERT_EQ(value.object().size(), 2u);
  EXPECT_EQ(value.object()[0].first, "start");
  EXPECT_EQ(value.object()[0].second, Value("2020-07-02"));
}

TEST(Value, FindGivesTheMemberOrNothing) {
  Value value;
  value.set("n", 3) = 4;
  ASSERT_NE(value.find("n"), nullptr);
  EXPECT_EQ(value.find("n")->integer(), 4);
  EXPECT_EQ(value.find("m"), nullptr);
  EXPECT_EQ(Value("text").find("n"), nullptr);
}

TEST(Value, KindsAreTold) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_TRUE(Value(true).is_boolean());
  EXPECT_TRUE(Value(1).is_integer());
  EXPECT_TRUE(Value(1.5).is_double());
  EXPECT_TRUE(Value("a").is_text());
  EXPECT_TRUE(Value(Value::Array{}).is_array());
  EXPECT_TRUE(Value(Value::Object{}).is_object());
  EXPECT_DOUBLE_EQ(Value(2).number(), 2.0);
}

}  // namespace
}  // namespace zhailu
