#include "decode/page_text.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/utf8.hpp"

namespace zhailu::decode {
namespace {

constexpr double kHan = 16;

struct Placed {
  double column = 0;  // in Han characters from the left edge of the page
  double row = 0;     // in lines
  std::string text;   // Han characters and the like, or ASCII of half the width
  double size = 1;
};

double width_of(const Placed& word) {
  std::size_t halves = 0;
  for (std::size_t at = 0; at < word.text.size();) {
    halves += base::next_code_point(word.text, at) < 0x80 ? 1 : 2;
  }
  return static_cast<double>(halves) / 2 * word.size;
}

std::string page(const std::vector<Placed>& words) {
  std::string result = "  <page width=\"595\" height=\"842\">\n";
  for (const Placed& word : words) {
    const double left = 70 + word.column * kHan;
    const double top = 70 + word.row * 28;
    result += fmt::format("<word xMin=\"{}\" yMin=\"{}\" xMax=\"{}\" yMax=\"{}\">{}</word>\n", left,
                          top, left + width_of(word) * kHan, top + 20 * word.size, word.text);
  }
  return result + "  </page>\n";
}

std::string text_of(const std::vector<Placed>& words) {
  const auto text =
      page_text("<!DOCTYPE html PUBLIC \"x\"><html><doc>\n" + page(words) + "</doc></html>");
  EXPECT_TRUE(text.has_value());
  return text.value_or("");
}

const std::string kLine = "机关服务中心召开会议传达学习精神部署下步工作";  // 22 wide

TEST(PageText, AFullLineGoesOnInTheNext) {
  EXPECT_EQ(text_of({{2, 0, kLine.substr(0, 60)}, {0, 1, kLine}, {0, 2, "完毕。"}}),
            "　　" + kLine.substr(0, 60) + kLine + "完毕。\n\f");
}

TEST(PageText, AnIndentAndAShortLineEndAParagraph) {
  EXPECT_EQ(text_of({{0, 0, kLine}, {2, 1, kLine.substr(0, 60)}, {0, 2, "完毕。"}, {0, 3, kLine}}),
            kLine + "\n　　" + kLine.substr(0, 60) + "完毕。\n" + kLine + "\n\f");
}

TEST(PageText, AHeadingOfAnotherSizeStandsAlone) {
  EXPECT_EQ(text_of({{0, 0, kLine.substr(0, 33), 2}, {0, 2, kLine}, {0, 3, "完。"}}),
            kLine.substr(0, 33) + "\n" + kLine + "完。\n\f");
}

TEST(PageText, GapsBecomeBlanksOfTheirWidth) {
  EXPECT_EQ(text_of({{0, 0, "主任戴"}, {4, 0, "恩"}, {7, 0, "100"}, {8.7, 0, "kg"}, {0, 1, kLine}}),
            "主任戴　恩　　100kg\n" + kLine + "\n\f");
}

TEST(PageText, WordsOfLettersAreDivided) {
  EXPECT_EQ(text_of({{0, 0, "town"}, {2.2, 0, "hall"}, {0, 1, kLine}}),
            "town hall\n" + kLine + "\n\f");
}

TEST(PageText, CellsOfATableAreNoLines) {
  EXPECT_EQ(text_of({{0, 0, "姓名"},
                     {17, 0, "职务职务职"},
                     {0, 1, "韩牧野"},
                     {17, 1, "支部书记处"},
                     {0, 2, kLine}}),
            "姓名　　　　职务职务职\n韩牧野　　　　支部书记处\n" + kLine + "\n\f");
}

TEST(PageText, AWideDistanceIsAnEmptyLine) {
  EXPECT_EQ(text_of({{0, 0, "一"}, {0, 1, "二"}, {0, 2, "三"}, {0, 4, "四"}}),
            "一\n二\n三\n\n四\n\f");
}

TEST(PageText, TheLeftColumnComesFirst) {
  std::vector<Placed> words = {{6, -2, "两栏的一版"}};
  std::string left;
  std::string right;
  for (int row = 0; row < 12; ++row) {
    words.push_back({0, static_cast<double>(row), "左栏文字一二三四五六七"});
    words.push_back({13, static_cast<double>(row), "右栏文字一二三四五六七"});
    left += "左栏文字一二三四五六七";
    right += "右栏文字一二三四五六七";
  }
  EXPECT_EQ(text_of(words), "　　　　两栏的一版\n\n" + left + right + "\n\f");
}

TEST(PageText, PagesEndInAFormFeed) {
  const auto text =
      page_text("<doc>" + page({{0, 0, "甲"}}) + page({}) + page({{0, 0, "乙"}}) + "</doc>");
  EXPECT_EQ(text, "甲\n\f\f乙\n\f");
}

TEST(PageText, ControlsAndMarkupAreText) {
  EXPECT_EQ(text_of({{0, 0, "A&amp;B\x01&lt;"}}), "A&B <\n\f");
}

TEST(PageText, WhatIsNoLayoutIsNone) {
  EXPECT_FALSE(page_text("").has_value());
  EXPECT_FALSE(page_text("text").has_value());
  EXPECT_FALSE(page_text("</doc><doc>").has_value());
  EXPECT_FALSE(page_text("<doc><word></doc>").has_value());
}

// Positions that no page has: nothing breaks, every word is there.
TEST(PageText, StrangePositions) {
  const auto text = page_text(
      "<doc><page><word xMin=\"1e308\" yMin=\"-1e308\" xMax=\"-1e308\" yMax=\"1e308\">甲</word>"
      "<word>乙</word><word xMin=\"nan\" yMin=\"inf\" xMax=\"x\">丙</word></page></doc>");
  ASSERT_TRUE(text.has_value());
  for (const std::string word : {"甲", "乙", "丙"}) EXPECT_NE(text->find(word), std::string::npos);
}

}  // namespace
}  // namespace zhailu::decode
