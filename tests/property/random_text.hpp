#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace zhailu::test {

// Random texts of the kind that archives hold: words, names, dates, numbers, every sort of blank, mark
// and line end, page matter, traditional characters, emoji, private use and invisible characters.
inline rc::Gen<std::string> random_text() {
  static const std::vector<std::string> kPieces = {
      "局党组书记", "江贤英",
      "方",         "圆",
      "高",         "远",
      "张",         "主任",
      "党课",       "会议强调",
      "关于",       "的通知",
      "第",         "期",
      "年",         "月",
      "日",         "十一",
      "2020",       "7",
      "1",          "２０２１",
      "３",         "Ａ",
      "abc",        "and",
      "99.5",       "15:00",
      "一、",       "（一）",
      "1．",        "一是",
      "时　间：",   "报：",
      "来源：",     "·29·",
      "第 2 页",    "--------",
      "──",         "——",
      "…",          "“",
      "”",          "\"",
      "'",          "（",
      "）",         "(",
      ")",          "《",
      "》",         "，",
      ",",          "、",
      "。",         "！",
      "；",         ":",
      "：",         " ",
      "  ",         "　",
      "　　",       "\t",
      "\u00A0",     "\u2003",
      "\n",         "\n\n",
      "\n　　",     "\r\n",
      "\r",         "\u0085",
      "\u2028",     "\u2029",
      "\v",         "\f",
      "\u200B",     "\u202E",
      "\u200D",     "\uFEFF",
      "\u00AD",     "\x01",
      "當",         "報",
      "鄖",         "乾隆",
      "🎉",          "👨‍👩‍👧",
      "\uE000",     "\U000F0001",
      "\u0301",     "﨑",
      "⼀",         "\uFFFD",
      "×",          "今年以来，全市机关事务系统认真贯彻落实会议精神，工作取得新成效。"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const std::string& piece : pieces) text += piece;
                        return text;
                      });
}

}  // namespace zhailu::test
