#include "write/csv_emitter.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "write/cell_text.hpp"

namespace zhailu::write {
namespace {

std::string row(const Value::Array& cells) {
  std::string out;
  CsvRow csv(out);
  for (const Value& cell : cells) csv.value(cell);
  csv.end();
  return out;
}

TEST(CsvEmitter, Fault038_CellsThatASpreadsheetWouldRunGetAnApostrophe) {
  for (const std::string text : {"=1+1", "+86 27", "-cmd", "@SUM(A1)", "\t=1", "＝1+1", "＋1",
                                 "－1", "＠a", " =1+1", "-1-1", "-", "-1.", "--1"}) {
    EXPECT_EQ(guarded(text), "'" + text);
  }
  EXPECT_EQ(guarded("\r=1"), "' =1");
  EXPECT_EQ(guarded("\r\n=1"), "' =1");
}

TEST(CsvEmitter, Fault038_OrdinaryCellsStayAsTheyAre) {
  for (const std::string text : {"", "江贤英", "2020-07-01", "08:30", "1=1", "（-1）", "-3", "-3.5",
                                 "12345678901", "0", "d0123456789012345", "a@b.cn"}) {
    EXPECT_EQ(guarded(text), text);
  }
}

TEST(CsvEmitter, DigitsThatASpreadsheetWouldChangeStayText) {
  EXPECT_EQ(guarded("420106198001010011"), "'420106198001010011");
  EXPECT_EQ(guarded("123456789012"), "'123456789012");
  EXPECT_EQ(guarded("010020"), "'010020");
}

TEST(CsvEmitter, Fault038_NumbersOfOursAreNotGuarded) {
  EXPECT_EQ(row({-3, 1.5, true, nullptr, 123456789012345}), "-3,1.5,true,,123456789012345\r\n");
}

TEST(CsvEmitter, Fault038_QuotesAndCommasAsInRfc4180) {
  EXPECT_EQ(row({"a,b", "说\"好\"", "，"}), "\"a,b\",\"说\"\"好\"\"\",，\r\n");
  EXPECT_EQ(row({"=HYPERLINK(\"x\",1)"}), "\"'=HYPERLINK(\"\"x\"\",1)\"\r\n");
}

TEST(CsvEmitter, EveryLineBreakBecomesOneBlank) {
  EXPECT_EQ(guarded("甲\r\n乙\n丙\r丁\v戊\f己\u0085庚\u2028辛\u2029壬"),
            "甲 乙 丙 丁 戊 己 庚 辛 壬");
}

TEST(CsvEmitter, Fault038_NoNulAndNoControlCharacters) {
  EXPECT_EQ(guarded(std::string("甲\0乙\x1B丙\x7F\u009B丁\t戊", 21)), "甲乙丙丁\t戊");
}

TEST(CsvEmitter, InvalidUtf8NeverReachesATable) { EXPECT_EQ(guarded("甲\xFF\x00"), "甲\uFFFD"); }

TEST(CsvEmitter, ListsAreJoinedAndTheirSeparatorIsEscapedInside) {
  EXPECT_EQ(cell_text(Value::Array{"江贤英", "高远"}), "江贤英；高远");
  EXPECT_EQ(cell_text(Value::Array{"安全；生产", "a\\b"}), "安全\\；生产；a\\\\b");
  EXPECT_EQ(cell_text("安全；生产"), "安全；生产");
  EXPECT_EQ(cell_text(Value::Array{}), "");
}

TEST(CsvEmitter, ObjectsShowTheirFirstMemberAndTheOthersInBrackets) {
  const Value author = Value::Object{{"name", "陈静"}, {"role", "记者"}};
  const Value nameless_role = Value::Object{{"name", "高远"}, {"role", nullptr}};
  EXPECT_EQ(cell_text(Value::Array{author, nameless_role}), "陈静（记者）；高远");
  EXPECT_EQ(cell_text(Value::Object{{"sum", 300}, {"unit", "元"}, {"by", "局"}}), "300（元，局）");
}

TEST(CsvEmitter, SpansDoNotLookLikeDays) {
  EXPECT_EQ(cell_text(Value::Array{Value::Array{3, 9}, Value::Array{12, 15}}), "3..9；12..15");
}

}  // namespace
}  // namespace zhailu::write
