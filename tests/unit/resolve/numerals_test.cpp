#include "resolve/numerals.hpp"

#include <gtest/gtest.h>

#include <string>

namespace zhailu::resolve {
namespace {

struct Row {
  std::string text;
  std::int64_t expected;
};

TEST(Numerals, EveryNotationOfANumber) {
  const Row rows[] = {
      {"0", 0},
      {"7", 7},
      {"2021", 2021},
      {"08", 8},
      {"2 020", 2020},
      {"二○二一", 2021},
      {"二〇二三", 2023},
      {"二零二零", 2020},
      {"一九九八", 1998},
      {"一九五○", 1950},
      {"二O二一", 2021},
      {"二0二0", 2020},
      {"2O2O", 2020},
      {"20l9", 2019},
      {"2○21", 2021},
      {"一", 1},
      {"十", 10},
      {"十五", 15},
      {"二十", 20},
      {"二十一", 21},
      {"三十一", 31},
      {"廿", 20},
      {"廿八", 28},
      {"卅", 30},
      {"卅一", 31},
      {"卌五", 45},
      {"一百", 100},
      {"一百零五", 105},
      {"一百二十", 120},
      {"一百二", 120},
      {"三百五十六", 356},
      {"两千", 2000},
      {"两千零八", 2008},
      {"一千二百", 1200},
      {"三千零五十", 3050},
      {"一万", 10000},
      {"一万二", 12000},
      {"三万五千", 35000},
      {"三十万", 300000},
      {"十二万三千", 123000},
      {"一亿三千万", 130000000},
      {"两万亿", 2000000000000},
      {"壹佰贰拾", 120},
      {"叁仟", 3000},
      {"1.7万", 17000},
      {"7.6万", 76000},
      {"0.5万", 5000},
      {"12.35亿", 1235000000},
      {"1200万", 12000000},
      {"5千", 5000},
      {"3百", 300},
      {"1，200", 1200},
      {"1,200,000", 1200000},
      {"12，345万", 123450000},
      {"万", 10000},
      {"1万2千", 12000},
  };
  for (const Row& row : rows) EXPECT_EQ(parse_number(row.text), row.expected) << row.text;
}

TEST(Numerals, WhatIsNoNumberIsNone) {
  for (const char* text : {"", " ", "年", "3月", "五六十", "1.5", "1，20", "，200", "1.7.3万",
                           "一二十", "百百", "一万二万", "-5", "3a", "×", "1.23455万", "1,2345"}) {
    EXPECT_EQ(parse_number(text), std::nullopt) << text;
  }
}

TEST(Numerals, Fault021_NumbersOutOfRangeAreNone) {
  EXPECT_EQ(parse_number("99999999999999999999999"), std::nullopt);
  EXPECT_EQ(parse_number("9999999999999999亿"), std::nullopt);
  EXPECT_EQ(parse_number("99999999999亿"), std::nullopt);
  EXPECT_EQ(parse_number("999999999千千亿"), std::nullopt);
  EXPECT_EQ(parse_number("九千九百九十九万亿亿"), std::nullopt);
  EXPECT_EQ(parse_number("1000000000000000"), 1000000000000000);
  EXPECT_EQ(parse_number("1000000000000001"), std::nullopt);
  EXPECT_EQ(parse_number(std::string(100000, '9')), std::nullopt);
  EXPECT_EQ(parse_small_number("13", 1, 12), std::nullopt);
  EXPECT_EQ(parse_small_number("12", 1, 12), 12);
}

TEST(Numerals, CountsAreIntegersAsWritten) {
  const Row rows[] = {{"120余", 120},   {"120余人", 120}, {"1.7万", 17000},   {"7.6万人次", 76000},
                      {"约300人", 300}, {"近120人", 120}, {"三十余名", 30},   {"十余人", 10},
                      {"40多", 40},     {"共计25人", 25}, {"1，200人", 1200}, {"300人，", 300},
                      {"两人", 2},      {"二十七", 27},   {"一百二十余", 120}};
  for (const Row& row : rows) {
    const CountValue value = resolve_count(row.text);
    EXPECT_EQ(value.number, row.expected) << row.text;
    EXPECT_FALSE(value.vague) << row.text;
  }
}

TEST(Numerals, CountsThatSayNoNumberAreVague) {
  for (const char* text : {"近百", "近百人", "上百", "数十", "几十人", "数千人", "百", "千余人",
                           "万", "两三", "五六十", "七八人"}) {
    const CountValue value = resolve_count(text);
    EXPECT_EQ(value.number, std::nullopt) << text;
    EXPECT_TRUE(value.vague) << text;
  }
}

TEST(Numerals, TextWithoutNumeralIsNoCount) {
  for (const char* text : {"", "全体", "若干"}) {
    EXPECT_EQ(resolve_count(text).number, std::nullopt) << text;
    EXPECT_FALSE(resolve_count(text).vague) << text;
  }
}

}  // namespace
}  // namespace zhailu::resolve
