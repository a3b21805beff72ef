#include "authoring/field_comparison.hpp"

#include <gtest/gtest.h>

namespace zhailu::authoring {
namespace {

using Object = Value::Object;
using Array = Value::Array;

RuleFind find_with(Value fields) { return {"a.rule", "text", std::move(fields)}; }

bool fits_one(const Value& expected, Value fields) {
  return fits({expected}, {find_with(std::move(fields))});
}

TEST(FieldComparison, OnlyNamedFieldsCount) {
  const Value fields = Object{{"name", "党课"}, {"category", "lecture"}};
  EXPECT_TRUE(fits_one(Object{{"category", "lecture"}}, fields));
  EXPECT_TRUE(fits_one(Object{}, fields));
  EXPECT_FALSE(fits_one(Object{{"category", "study"}}, fields));
  EXPECT_FALSE(fits_one(Object{{"venue", "礼堂"}}, fields));
}

TEST(FieldComparison, AFieldThatIsAbsentIsNull) {
  EXPECT_TRUE(fits_one(Object{{"venue", nullptr}}, Object{{"name", "党课"}}));
  EXPECT_TRUE(fits_one(Object{{"venue", nullptr}}, Object{{"venue", nullptr}}));
}

TEST(FieldComparison, ListsAreComparedWhole) {
  const Value fields = Object{{"leaders", Array{"徐建华", "陈峰"}}};
  EXPECT_TRUE(fits_one(Object{{"leaders", Array{"徐建华", "陈峰"}}}, fields));
  EXPECT_FALSE(fits_one(Object{{"leaders", Array{"徐建华"}}}, fields));
  EXPECT_FALSE(fits_one(Object{{"leaders", Array{"陈峰", "徐建华"}}}, fields));
}

TEST(FieldComparison, ACaptureThatOccursOnceFitsAListOfOne) {
  EXPECT_TRUE(fits_one(Object{{"leaders", Array{"徐建华"}}}, Object{{"leaders", "徐建华"}}));
  EXPECT_FALSE(fits_one(Object{{"leaders", Array{"徐建华"}}}, Object{{"leaders", "陈峰"}}));
  EXPECT_FALSE(fits_one(Object{{"leaders", Array{}}}, Object{{"leaders", "徐建华"}}));
  EXPECT_FALSE(fits_one(Object{{"leaders", "徐建华"}}, Object{{"leaders", Array{"徐建华"}}}));
}

TEST(FieldComparison, ObjectsAreComparedByMember) {
  const Value fields = Object{{"issue", Object{{"year", 2021}, {"number", 9}}}};
  EXPECT_TRUE(fits_one(Object{{"issue", Object{{"number", 9}}}}, fields));
  EXPECT_FALSE(fits_one(Object{{"issue", Object{{"number", 8}}}}, fields));
}

TEST(FieldComparison, NumbersMayBeWrittenAsTexts) {
  EXPECT_TRUE(fits_one(Object{{"count", "120"}}, Object{{"count", 120}}));
  EXPECT_TRUE(fits_one(Object{{"count", 120}}, Object{{"count", "120"}}));
  EXPECT_FALSE(fits_one(Object{{"count", "0120"}}, Object{{"count", 120}}));
}

TEST(FieldComparison, AsManyFindsAsExpectations) {
  EXPECT_TRUE(fits({}, {}));
  EXPECT_FALSE(fits({}, {find_with(Object{})}));
  EXPECT_FALSE(fits({Object{}}, {}));
  EXPECT_FALSE(fits({Object{}}, {find_with(Object{}), find_with(Object{})}));
}

TEST(FieldComparison, ShownAreTheFieldsThatWereAskedFor) {
  const Value fields = Object{{"name", "党课"}, {"category", "lecture"}};
  EXPECT_EQ(named_fields(Object{{"category", "study"}, {"venue", "礼堂"}}, fields),
            Value(Object{{"category", "lecture"}, {"venue", nullptr}}));
}

}  // namespace
}  // namespace zhailu::authoring
