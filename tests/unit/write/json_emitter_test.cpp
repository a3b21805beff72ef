#include "write/json_emitter.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace zhailu::write {
namespace {

using nlohmann::ordered_json;

std::string compact(const Value& value) { return to_json(value, JsonLayout::kCompact); }
std::string readable(const Value& value) { return to_json(value, JsonLayout::kReadable); }

Value span(int begin, int end) { return Value::Array{begin, end}; }

std::string all_ascii() {
  std::string text;
  for (char c = 0; c < 0x7F; ++c) text += c;
  return text + '\x7F';
}

TEST(JsonEmitter, CompactFormIsThatOfNlohmannByteForByte) {
  const std::vector<std::pair<Value, ordered_json>> cases = {
      {nullptr, nullptr},
      {true, true},
      {-7, -7},
      {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::min()},
      {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max()},
      {0.1, 0.1},
      {3.0, 3.0},
      {"", ""},
      {"江贤英“初心如磐”\xF0\xA0\x80\x80", "江贤英“初心如磐”\xF0\xA0\x80\x80"},
      {all_ascii(), all_ascii()},
      {"\u2028\u2029", "\u2028\u2029"},
      {Value::Array{}, ordered_json::array()},
      {Value::Object{}, ordered_json::object()},
      {Value::Array{1, Value::Array{}, Value::Object{{"甲\n", span(1, 2)}}},
       ordered_json::array(
           {1, ordered_json::array(), ordered_json({{"甲\n", ordered_json::array({1, 2})}})})},
  };
  for (const auto& [ours, theirs] : cases) EXPECT_EQ(compact(ours), theirs.dump());
}

TEST(JsonEmitter, ControlCharactersAreWrittenAsFourHexDigits) {
  EXPECT_EQ(compact(std::string("\0\x1B\x1F", 3)), R"("\u0000\u001b\u001f")");
}

TEST(JsonEmitter, ADoubleReadsBackAsTheSameNumber) {
  for (const double number : {1e300, 5e-324, 1.0 / 3, -0.0, 123456789.125, 1e22, 2e15}) {
    EXPECT_EQ(nlohmann::json::parse(compact(number)).get<double>(), number) << compact(number);
  }
  EXPECT_EQ(compact(0.1), "0.1");
  EXPECT_EQ(compact(-2.0), "-2.0");
}

TEST(JsonEmitter, Fault041_NoNaN) {
  EXPECT_EQ(compact(std::nan("")), "null");
  EXPECT_EQ(compact(-std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonEmitter, Fault041_StrictUtf8) {
  EXPECT_EQ(compact(std::string("甲\xFF乙\xE7\x94")), "\"甲\uFFFD乙\uFFFD\uFFFD\"");
  EXPECT_EQ(compact(std::string("\xED\xA0\x80")), "\"\uFFFD\uFFFD\uFFFD\"");
}

TEST(JsonEmitter, Fault041_MembersKeepTheirOrder) {
  EXPECT_EQ(compact(Value::Object{{"z", 1}, {"a", 2}, {"m", 3}}), R"({"z":1,"a":2,"m":3})");
}

TEST(JsonEmitter, ReadableFormKeepsSpansOnOneLine) {
  const Value value = Value::Object{
      {"span", span(3, 9)},
      {"mentions", Value::Array{span(3, 9), span(12, 15)}},
      {"evidence", Value::Object{{"name", Value::Array{span(3, 9)}}}},
      {"titles", Value::Array{"局长"}},
      {"aliases", Value::Array{}},
      {"issue", Value::Object{}},
  };
  EXPECT_EQ(readable(value), R"({
  "span": [3, 9],
  "mentions": [[3, 9], [12, 15]],
  "evidence": {
    "name": [[3, 9]]
  },
  "titles": [
    "局长"
  ],
  "aliases": [],
  "issue": {}
})");
}

TEST(JsonEmitter, ReadableFormReadsBackAsTheCompactOne) {
  const Value value = Value::Array{span(1, 2), Value::Array{Value::Array{1, 2, 3}}, "文\t本", 1.5};
  EXPECT_EQ(ordered_json::parse(readable(value)).dump(), compact(value));
}

TEST(JsonEmitter, PiecesGiveTheSameTextAsTheWholeValue) {
  std::string out;
  JsonEmitter emitter(out, JsonLayout::kReadable);
  emitter.begin_object();
  emitter.key("items");
  emitter.begin_array();
  emitter.value("甲");
  emitter.value(span(1, 2));
  emitter.end_array();
  emitter.key("none");
  emitter.begin_array();
  emitter.end_array();
  emitter.end_object();
  EXPECT_EQ(out, readable(Value::Object{{"items", Value::Array{"甲", span(1, 2)}},
                                        {"none", Value::Array{}}}));
}

}  // namespace
}  // namespace zhailu::write
