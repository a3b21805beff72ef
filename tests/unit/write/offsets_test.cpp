#include "write/offsets.hpp"

#include <gtest/gtest.h>

namespace zhailu::write {
namespace {

TEST(PlaceMap, CountsInEveryUnit) {
  const std::string text = "a😀国é";  // 1, 4, 3 and 2 bytes
  const PlaceMap bytes(text, OffsetUnit::kCodePoint, OffsetUnit::kByte);
  const PlaceMap utf16(text, OffsetUnit::kCodePoint, OffsetUnit::kUtf16);
  const PlaceMap back(text, OffsetUnit::kUtf16, OffsetUnit::kCodePoint);
  EXPECT_EQ(bytes.at(0), 0u);
  EXPECT_EQ(bytes.at(2), 5u);
  EXPECT_EQ(bytes.at(4), 10u);
  EXPECT_EQ(utf16.at(2), 3u);
  EXPECT_EQ(back.at(3), 2u);
}

TEST(PlaceMap, InsideACharacterIsItsBeginAndBehindTheTextItsEnd) {
  const std::string text = "a😀国";
  const PlaceMap back(text, OffsetUnit::kUtf16, OffsetUnit::kCodePoint);
  EXPECT_EQ(back.at(2), 1u);
  EXPECT_EQ(back.at(99), 3u);
  EXPECT_EQ(PlaceMap("", OffsetUnit::kByte, OffsetUnit::kUtf16).at(7), 0u);
}

TEST(PlaceMap, LongTextsThereAndBack) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += i % 3 == 0 ? "𠮷" : i % 3 == 1 ? "国" : "x";
  const PlaceMap there(text, OffsetUnit::kCodePoint, OffsetUnit::kByte);
  const PlaceMap back(text, OffsetUnit::kByte, OffsetUnit::kCodePoint);
  for (std::size_t place = 0; place <= 2000; ++place) EXPECT_EQ(back.at(there.at(place)), place);
}

TEST(Recount, SpansOfAllMembersAndNothingElse) {
  DocumentRecords records;
  records.decoded = "😀国国";
  records.sentences = {{0, 3}};
  records.value = Value::Object{
      {"document", Value::Object{{"id", "d1"}, {"evidence", Value::Object{}}}},
      {"people", Value::Array{Value::Object{
                     {"span", Value::Array{1, 2}},
                     {"counts", Value::Array{1, 2}},
                     {"evidence", Value::Object{{"name", Value::Array{Value::Array{1, 3}}}}}}}}};
  const DocumentRecords before = records;
  recount(records, OffsetUnit::kUtf16);
  const Value& person = records.value.find("people")->array()[0];
  EXPECT_EQ(*person.find("span"), Value(Value::Array{2, 3}));
  EXPECT_EQ(*person.find("counts"), Value(Value::Array{1, 2}));
  EXPECT_EQ(*person.find("evidence")->find("name"), Value(Value::Array{Value::Array{2, 4}}));
  EXPECT_EQ(records.sentences[0].end, 4u);
  EXPECT_EQ(offsets_of(records), OffsetUnit::kUtf16);
  recount(records, OffsetUnit::kCodePoint);
  EXPECT_EQ(records.value, before.value);
}

}  // namespace
}  // namespace zhailu::write
