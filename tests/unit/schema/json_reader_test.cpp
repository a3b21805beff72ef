#include "schema/json_reader.hpp"

#include <gtest/gtest.h>

#include <string>

namespace zhailu::schema {
namespace {

struct Refusal {
  std::string code;
  std::size_t line = 0;
  std::size_t column = 0;
  friend bool operator==(const Refusal&, const Refusal&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Refusal& refusal) {
    return out << refusal.code << " " << refusal.line << ":" << refusal.column;
  }
};

Refusal refusal_of(std::string_view text, std::size_t max_depth = kSchemaDepth) {
  const auto value = from_json(text, {.path = "x.json", .max_depth = max_depth});
  if (value) return {"accepted", 0, 0};
  const Diagnostic& cause = value.error().diagnostics.front();
  EXPECT_EQ(cause.place.path, "x.json");
  EXPECT_LE(cause.message.text().size(), 300U);
  return {cause.code, cause.place.line, cause.place.column};
}

TEST(FromJson, ReadsEveryKindInOrder) {
  const auto value = from_json(R"({"b": [null, true, -7, 1.5, "会议\u8bae"], "a": {}})");
  ASSERT_TRUE(value.has_value());
  const Value::Object& members = value->object();
  ASSERT_EQ(members.size(), 2U);
  EXPECT_EQ(members[0].first, "b");
  EXPECT_EQ(members[1].first, "a");
  EXPECT_EQ(members[0].second, Value(Value::Array{nullptr, true, -7, 1.5, "会议议"}));
  EXPECT_EQ(members[1].second, Value(Value::Object{}));
}

TEST(FromJson, ReadsAScalarAlone) {
  EXPECT_EQ(from_json(" 3 ").value(), Value(3));
  EXPECT_EQ(from_json("\"\"").value(), Value(""));
}

TEST(FromJson, PassesOverABom) {
  EXPECT_EQ(from_json("\xEF\xBB\xBF[]").value(), Value(Value::Array{}));
}

TEST(FromJson, KeepsInt64AndWidensWhatIsLarger) {
  EXPECT_EQ(from_json("9223372036854775807").value(), Value(std::int64_t{9223372036854775807}));
  EXPECT_EQ(from_json("9223372036854775808").value(), Value(9223372036854775808.0));
  EXPECT_EQ(from_json("-9223372036854775808").value(),
            Value(std::int64_t{-9223372036854775807} - 1));
  EXPECT_EQ(from_json("12345678910111213141516").value(), Value(12345678910111213141516.0));
}

TEST(FromJson, Fault065_NotJson) {
  EXPECT_EQ(refusal_of(""), (Refusal{"json.syntax", 1, 1}));
  EXPECT_EQ(refusal_of("{\n  \"类型\": x\n}"), (Refusal{"json.syntax", 2, 9}));
  EXPECT_EQ(refusal_of("{\"a\": 1"), (Refusal{"json.syntax", 1, 8}));
  EXPECT_EQ(refusal_of("[1,]"), (Refusal{"json.syntax", 1, 4}));
  EXPECT_EQ(refusal_of("[1] [2]"), (Refusal{"json.syntax", 1, 5}));
  EXPECT_EQ(refusal_of("[NaN]").code, "json.syntax");
  EXPECT_EQ(refusal_of("[1e999]").code, "json.syntax");
  EXPECT_EQ(refusal_of("[\"\\ud83d\"]").code, "json.syntax");
}

TEST(FromJson, Fault065_NulTail) {
  EXPECT_EQ(refusal_of(std::string_view("{}\0", 3)), (Refusal{"json.nul", 1, 3}));
  EXPECT_EQ(refusal_of(std::string_view("{}\n\0{}", 6)), (Refusal{"json.nul", 2, 1}));
}

TEST(FromJson, Fault065_DuplicateKey) {
  EXPECT_EQ(refusal_of("{\"a\": 1,\n \"会\": 2, \"会\": 3}"),
            (Refusal{"json.duplicate_key", 2, 10}));
  EXPECT_EQ(refusal_of(R"({"a\"\\": 1, "\u0061\"\\": 2})"), (Refusal{"json.duplicate_key", 1, 14}));
  EXPECT_EQ(refusal_of(R"([{"a": 1}, {"a": 2, "b": {"a": 1}}])").code, "accepted");
}

TEST(FromJson, Fault065_Depth) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(refusal_of(nested(32)).code, "accepted");
  EXPECT_EQ(refusal_of(nested(33)), (Refusal{"json.too_deep", 1, 33}));
  EXPECT_EQ(refusal_of(std::string(1'000'000, '['), 512), (Refusal{"json.too_deep", 1, 513}));
}

TEST(FromJson, Fault065_InvalidUtf8) {
  EXPECT_EQ(refusal_of("[\"会\xE8\xAE\"]"), (Refusal{"json.utf8", 1, 4}));
  EXPECT_EQ(refusal_of("[\"\xC0\xAF\"]"), (Refusal{"json.utf8", 1, 3}));
}

TEST(FromJson, MessageStaysShortForLongTokens) {
  EXPECT_EQ(refusal_of("[\"" + std::string(1'000'000, 'x')).code, "json.syntax");
}

}  // namespace
}  // namespace zhailu::schema
