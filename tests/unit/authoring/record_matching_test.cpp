#include "authoring/record_matching.hpp"

#include <gtest/gtest.h>

namespace zhailu::authoring {
namespace {

Value record(std::size_t begin, std::size_t end, const char* rule = "r",
             Value::Array mentions = {}) {
  return Value::Object{
      {"span", Value::Array{begin, end}}, {"rule", rule}, {"mentions", std::move(mentions)}};
}

std::string pairs(const Value::Array& before, const Value::Array& after) {
  std::string text;
  for (const RecordPair& pair : match_records(before, after)) {
    text += (pair.before ? std::to_string(*pair.before) : "-") + ">" +
            (pair.after ? std::to_string(*pair.after) : "-") + " ";
  }
  return text;
}

TEST(RecordMatching, TheSamePlaceIsTheSameRecord) {
  EXPECT_EQ(pairs({record(0, 3), record(5, 8)}, {record(5, 8), record(0, 3)}), "0>1 1>0 ");
}

TEST(RecordMatching, OfOnePlaceTheSameRuleGoesFirst) {
  EXPECT_EQ(pairs({record(0, 3, "a"), record(0, 3, "b")}, {record(0, 3, "b"), record(0, 3, "c")}),
            "0>1 1>0 ");
}

TEST(RecordMatching, WhatOverlapsMostIsTheSame) {
  EXPECT_EQ(pairs({record(10, 20)}, {record(18, 30), record(8, 17)}), "0>1 ->0 ");
}

TEST(RecordMatching, OneMentionInCommonMakesAPersonTheSame) {
  const Value shared = Value::Array{std::size_t{40}, std::size_t{42}};
  EXPECT_EQ(
      pairs({record(40, 42, "r", {shared})}, {record(2, 4, "r", {Value::Array{2, 4}, shared})}),
      "0>0 ");
}

TEST(RecordMatching, WhatHasNoPartnerStandsAlone) {
  EXPECT_EQ(pairs({record(0, 3)}, {record(3, 6)}), "0>- ->0 ");
  EXPECT_EQ(pairs({}, {}), "");
}

}  // namespace
}  // namespace zhailu::authoring
