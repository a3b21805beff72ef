#include "decode/html.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <fstream>
#include <iterator>
#include <string>

#include "base/utf8.hpp"

namespace zhailu::decode {
namespace {

using std::string_literals::operator""s;

std::string visible(std::string_view source) { return visible_text(source).text; }

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

TEST(Html, BlocksEndLinesAndParagraphsStandApart) {
  EXPECT_EQ(visible("<h1>标题</h1><p>甲</p><p>乙</p>"), "标题\n\n甲\n\n乙");
  EXPECT_EQ(visible("<div>甲</div><div>乙<br>丙</div><ul><li>一<li>二</ul>丁"),
            "甲\n乙\n丙\n一\n二\n丁");
  EXPECT_EQ(visible("甲<br><br>乙"), "甲\n\n乙");
  EXPECT_EQ(visible("<p></p><div><p>甲</p></div><p> </p>"), "甲");
}

TEST(Html, InlineElementsJoin) {
  EXPECT_EQ(visible("<p>4月2日，<b>常青</b><span>老师</span></p>"), "4月2日，常青老师");
}

TEST(Html, BlanksRunTogetherAndNoBreakSpaceStays) {
  EXPECT_EQ(visible("<p>\n  甲 \t\r\n 乙&nbsp;&nbsp;丙\u3000丁 </p>"),
            "甲 乙\u00A0\u00A0丙\u3000丁");
  EXPECT_EQ(visible("<pre>甲  乙\r\n\r\n 丙</pre>"), "甲  乙\n\n 丙");
}

TEST(Html, RowsOfShortCellsAreOneLine) {
  EXPECT_EQ(visible("<table><tr><th>姓名</th><th>职务</th></tr>\n<tr><td><p>常青</p></td>"
                    "<td>主任<br>教师</td><td></td></tr></table>"),
            "姓名\u3000职务\n常青\u3000主任 教师");
}

TEST(Html, RowsThatLayOutAPageKeepTheirLines) {
  EXPECT_EQ(visible("<table><tr><td>首页</td><td><table><tr><td>甲</td><td>乙</td></tr></table>"
                    "<p>正文</p></td></tr></table>"),
            "首页\n甲\u3000乙\n\n正文");
  const std::string body = "<p>" + repeated("正文", 150) + "</p>";
  EXPECT_EQ(visible("<table><tr><td>导航</td><td>" + body + "</td></tr></table>"),
            "导航\n\n" + repeated("正文", 150));
}

TEST(Html, WhatNobodySeesIsLeftOut) {
  EXPECT_EQ(visible("<style>p{}</style><script>if(a<b)document.write('<p>x</p>')</script>"
                    "<!-- 注释 <p>x --><template><p>x</p></template><noscript>x</noscript>"
                    "<div hidden>x<p>x</p></div><p style='color:red; DISPLAY : none'>x</p>正文"),
            "正文");
}

TEST(Html, NothingBehindTheEndOfAPageIsLost) {
  EXPECT_EQ(visible("<html><body><p>甲</p></body></html><html><head><title>二</title></head><body>"
                    "<p>乙</p></body></html>丙"),
            "甲\n\n乙\n\n丙");
  EXPECT_EQ(visible("</div></p>甲</html>乙"), "甲乙");
}

TEST(Html, CommentsEndAsInBrowsers) {
  EXPECT_EQ(visible("甲<!-->乙<!--->丙<!-- x --!>丁<!----->戊<!-- - -- x-->己"), "甲乙丙丁戊己");
  EXPECT_EQ(visible("<![if !supportLists]>一、<![endif]>甲<!--[if gte mso 9]><p>x</p><![endif]-->"),
            "一、甲");
}

TEST(Html, TheTitleIsPageDataAndNoText) {
  const VisibleText page = visible_text("<head><title> 关于\n召开会议的通知 </title></head>正文");
  EXPECT_EQ(page.text, "正文");
  EXPECT_EQ(page.page.title, "关于 召开会议的通知");
}

TEST(Html, MetaDataOfContentSystems) {
  const VisibleText page = visible_text(
      "<meta name=\"PubDate\" content=\"2024-04-03 10:12\"><META NAME=ContentSource "
      "CONTENT='县教育局'>"
      "<meta property=\"article:published_time\" content=\"2024-04-03\"><meta http-equiv=refresh "
      "content=5><meta charset=gbk><meta name=empty>");
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"pubdate", "2024-04-03 10:12"},
      {"contentsource", "县教育局"},
      {"article:published_time", "2024-04-03"},
      {"refresh", "5"}};
  EXPECT_EQ(page.page.meta, expected);
}

TEST(Html, ADeclaredCharsetHarmsNothing) {
  EXPECT_EQ(visible("<meta charset=gbk><meta http-equiv=content-type content='text/html; "
                    "charset=big5'><p>会议</p>"),
            "会议");
}

TEST(Html, EntitiesAreDecoded) {
  EXPECT_EQ(visible("&ldquo;四个一&rdquo;&mdash;&middot;&lt;&amp;&#20250;&#x8BAE;&unknown;&"),
            "“四个一”—·<&会议&unknown;&");
  EXPECT_EQ(visible("&#150;&#x93;"), "–“");
  EXPECT_EQ(visible("甲&nbsp乙&amp丙"), "甲\u00A0乙&丙");
}

TEST(Html, Fault026_DeepMisnestedAndUnclosedTags) {
  const std::size_t many = 100000;
  EXPECT_EQ(visible(repeated("<div>", many) + "正文"), "正文");
  EXPECT_EQ(visible(repeated("<div>", many) + "正文" + repeated("</b>", many)), "正文");
  EXPECT_EQ(visible(repeated("<b><i></b></i>", many) + "正文"), "正文");
  EXPECT_EQ(visible(repeated("</div>", many) + "正文"), "正文");
  EXPECT_EQ(visible(repeated("<table><tr><td>", many) + "正文"), "正文");
  EXPECT_EQ(visible(repeated("<p", many) + ">正文"), "正文");
  EXPECT_EQ(visible("前" + repeated("<div hidden>", many) + "x" + repeated("</div>", many) + "后"),
            "前后");
}

TEST(Html, Fault027_ManyAndHugeAttributes) {
  std::string attributes;
  for (int i = 0; i < 100000; ++i) attributes += " a" + std::to_string(i) + "='>'";
  EXPECT_EQ(visible("<div" + attributes + ">正文</div>后"), "正文\n后");
  EXPECT_EQ(visible("<div title=\"" + repeated("x", 2000000) + "\">正文</div>"), "正文");
}

TEST(Html, Fault027_TextBeforeWhatStaysOpenIsKept) {
  const std::string tail = repeated("x<y ", 500000);
  for (const std::string open :
       {"<!--", "<![CDATA[", "<script>", "<style>", "<div title=\"", "<p"}) {
    EXPECT_EQ(visible("<p>正文</p>" + open + tail).substr(0, 6), "正文") << open;
  }
}

TEST(Html, Fault028_ImpossibleReferencesAndNuls) {
  const VisibleText page = visible_text("甲&#0;乙&#xD800;丙&#x110000;丁&#99999999999999;戊&#1;己");
  EXPECT_EQ(page.text, "甲\uFFFD乙\uFFFD丙\uFFFD丁\uFFFD戊\uFFFD己");
  EXPECT_EQ(page.replaced, 5u);
  const VisibleText nuls = visible_text("<p cl\0ass=a>甲\0乙</p>\x01"s);
  EXPECT_EQ(nuls.text, "甲\uFFFD乙\n\n\uFFFD");
  EXPECT_EQ(nuls.replaced, 3u);
}

TEST(Html, Fault030_EntityBombsAreNotExpanded) {
  const VisibleText page = visible_text(
      "<!DOCTYPE html [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c "
      "\"&b;&b;&b;&b;\">]><p>正文&c;</p>");
  EXPECT_EQ(page.text, "正文&c;");
  EXPECT_TRUE(page.entities_refused);
}

// Processor time, so that a busy machine does not fail it; FAULTS allows a factor of 8 for four
// times the text.
TEST(Html, TimeGrowsWithTheLength) {
  const auto ticks = [](std::size_t times) {
    const std::string page =
        repeated("<div a=1 b=2>会&#20250;<b>x</i>&nbsp;<td><tr>", times) + repeated("</b>", times);
    const std::clock_t start = std::clock();
    visible(page);
    return std::clock() - start;
  };
  ticks(1000);
  const std::clock_t once = ticks(10000);
  EXPECT_LE(ticks(40000), 8 * once + CLOCKS_PER_SEC / 5);
}

TEST(Html, APageOfTheSamples) {
  std::ifstream file(ZHAILU_ROOT "/samples/school_web_page.html", std::ios::binary);
  ASSERT_TRUE(file);
  const std::string source((std::istreambuf_iterator<char>(file)), {});
  const VisibleText page = visible_text(source);
  EXPECT_EQ(page.page.title, "缅怀革命先烈 赓续红色血脉--沅川市教育局");
  EXPECT_NE(page.text.find("\n\n缅怀革命先烈\u00A0\u00A0赓续红色血脉\n\n——白石镇中心小学开展"),
            std::string::npos)
      << page.text;
  EXPECT_NE(page.text.find("访问量：次\n\n又是一年清明至"), std::string::npos) << page.text;
  EXPECT_EQ(page.text.find("document.write"), std::string::npos);
  EXPECT_EQ(page.text.find("正文 begin"), std::string::npos);
}

}  // namespace
}  // namespace zhailu::decode
