#include "schema/number.hpp"

#include <gtest/gtest.h>

#include "schema/canonical.hpp"
#include "schema/uri.hpp"

namespace zhailu::schema {
namespace {

TEST(Number, OnePointZeroIsAnInteger) {
  EXPECT_TRUE(is_integral(Value(1)));
  EXPECT_TRUE(is_integral(Value(1.0)));
  EXPECT_TRUE(is_integral(Value(1e300)));
  EXPECT_FALSE(is_integral(Value(1.5)));
  EXPECT_FALSE(is_integral(Value("1")));
}

TEST(Number, ComparesLargeIntegersWithDoublesExactly) {
  const Value large(std::int64_t{9007199254740993});  // 2^53 + 1
  EXPECT_TRUE(compare_numbers(large, Value(9007199254740992.0)) > 0);
  EXPECT_TRUE(compare_numbers(Value(1), Value(1.0)) == 0);
  EXPECT_TRUE(compare_numbers(Value(-2), Value(-1.5)) < 0);
}

struct MultipleCase {
  Value number;
  Value divisor;
  bool multiple;
};

class Multiple : public testing::TestWithParam<MultipleCase> {};

TEST_P(Multiple, IsDecimal) {
  const auto& [number, divisor, multiple] = GetParam();
  EXPECT_EQ(is_multiple(number, divisor), multiple) << number.number() << " / " << divisor.number();
}

INSTANTIATE_TEST_SUITE_P(
    Table, Multiple,
    testing::Values(MultipleCase{10, 2, true}, MultipleCase{7, 2, false},
                    MultipleCase{0, 1.5, true}, MultipleCase{4.5, 1.5, true},
                    MultipleCase{35, 1.5, false}, MultipleCase{0.0075, 0.0001, true},
                    MultipleCase{0.00751, 0.0001, false}, MultipleCase{19.99, 0.01, true},
                    MultipleCase{-0.3, 0.1, true}, MultipleCase{1e308, 0.5, true},
                    MultipleCase{1e308, 0.123456789, false}, MultipleCase{0.1, 1000, false},
                    MultipleCase{std::int64_t{9007199254740993}, 2, false},
                    MultipleCase{3, 0.30000000000000004, false}));

TEST(Canonical, TellsApartJustWhatDiffers) {
  const auto object = [](Value a, Value b) {
    return Value(Value::Object{{"a", std::move(a)}, {"b", std::move(b)}});
  };
  EXPECT_EQ(canonical(Value(1)), canonical(Value(1.0)));
  EXPECT_EQ(canonical(object(1, "x")), canonical(Value(Value::Object{{"b", "x"}, {"a", 1.0}})));
  EXPECT_NE(canonical(Value(1)), canonical(Value(true)));
  EXPECT_NE(canonical(Value(0)), canonical(Value(false)));
  EXPECT_NE(canonical(Value(Value::Array{"a", "b"})), canonical(Value(Value::Array{"as1:b"})));
  EXPECT_NE(canonical(Value(Value::Array{Value::Array{}, 1})),
            canonical(Value(Value::Array{Value::Array{1}})));
  EXPECT_NE(canonical(Value("1")), canonical(Value(1)));
  EXPECT_NE(canonical(Value(1.5)), canonical(Value(1.25)));
}

struct UriCase {
  std::string_view base;
  std::string_view reference;
  std::string_view expected;
};

class ResolveUri : public testing::TestWithParam<UriCase> {};

TEST_P(ResolveUri, FollowsRfc3986) {
  EXPECT_EQ(resolve_uri(GetParam().base, GetParam().reference), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ResolveUri,
    testing::Values(UriCase{"date.schema.json", "common.schema.json#/definitions/span",
                            "common.schema.json#/definitions/span"},
                    UriCase{"date.schema.json", "#/definitions/x",
                            "date.schema.json#/definitions/x"},
                    UriCase{"a/b.json", "../c.json", "c.json"},
                    UriCase{"http://h/a/tree", "node", "http://h/a/node"},
                    UriCase{"http://h/", "folder/", "http://h/folder/"},
                    UriCase{"http://h/folder/", "i.json", "http://h/folder/i.json"},
                    UriCase{"http://h", "x", "http://h/x"},
                    UriCase{"http://h/a", "/b/./c/../d", "http://h/b/d"},
                    UriCase{"http://h/a?q", "#f", "http://h/a?q#f"},
                    UriCase{"http://h/a", "//g/b", "http://g/b"},
                    UriCase{"http://h/a", "urn:x:y", "urn:x:y"},
                    UriCase{"http://h/a/b/c", "..", "http://h/a/"}));

TEST(Uri, PointersAreUnescaped) {
  EXPECT_EQ(split_pointer("/a~1b/m~0n/").value(), (std::vector<std::string>{"a/b", "m~n", ""}));
  EXPECT_TRUE(split_pointer("").value().empty());
  EXPECT_FALSE(split_pointer("a").has_value());
  EXPECT_FALSE(split_pointer("/~2").has_value());
  EXPECT_EQ(append_pointer("/x", "a/b~"), "/x/a~1b~0");
}

TEST(Uri, FragmentsLoseTheirPercentSigns) {
  EXPECT_EQ(split_uri("a.json#/p%25q").value().fragment, "/p%q");
  EXPECT_EQ(split_uri("a.json").value().resource, "a.json");
  EXPECT_FALSE(split_uri("a#%2").has_value());
  EXPECT_FALSE(split_uri("a#%zz").has_value());
}

}  // namespace
}  // namespace zhailu::schema
