#include "normalize/normalize.hpp"

#include <gtest/gtest.h>

#include <string>

#include "../shipped_layout.hpp"
#include "base/utf8.hpp"

namespace zhailu::normalize {
namespace {

using model::MapKind;
using model::RemovalReason;

model::NormalizedText normalized(std::string_view decoded) {
  return normalize(decoded, test::shipped_layout());
}

std::string text_of(std::string_view decoded) { return normalized(decoded).text; }

struct Case {
  const char* source;
  const char* expected;
};

void expect_each(std::initializer_list<Case> cases) {
  for (const Case& one : cases) {
    EXPECT_EQ(text_of(one.source), one.expected) << "source: " << one.source;
  }
}

TEST(Normalize, FoldsWidthAndPunctuationOneToOne) {
  expect_each({{"２０２０年７月（第Ａ１版）", "2020年7月（第A1版）"},
               {"时间:3月1日(周一),地点:大厅", "时间：3月1日（周一），地点：大厅"},
               {"①2020年", "①2020年"}});
}

TEST(Normalize, PairsAsciiQuotesWithinALine) {
  expect_each({{"以\"初心\"为题讲\"党课\"", "以“初心”为题讲“党课”"},
               {"it's", "it's"},
               {"政治体检\"，发挥\"利剑\"作用", "政治体检”，发挥“利剑”作用"}});
}

TEST(Normalize, RemovesInvisibleCharacters) {
  expect_each({{"党\u200B课\u202E活\uFEFF动", "党课活动"}, {"党\x01课", "党课"}, {"\u200B", ""}});
}

TEST(Normalize, DropsBlanksBesideNumbers) {
  expect_each({{"2020 年 7 月 1 日", "2020年7月1日"},
               {"2020 年 第 十一 期", "2020年第十一期"},
               {"第　３　期", "第3期"},
               {"1　月", "1月"},
               {"庆祝建党 99 周年", "庆祝建党99周年"},
               {"（2021 年第 9 期　总第 137 期）", "（2021年第9期 总第137期）"}});
}

TEST(Normalize, KeepsBlanksThatDivideNumbersFromWords) {
  expect_each({{"江北消防 2023-11-09 19:47 发表于沅川", "江北消防 2023-11-09 19：47 发表于沅川"},
               {"5日　第55个学雷锋纪念日", "5日 第55个学雷锋纪念日"},
               {"外科党支部　6月26日参观", "外科党支部 6月26日参观"},
               {"4日　县委召开全会", "4日 县委召开全会"}});
}

TEST(Normalize, MakesOneWordOfSpacedCharacters) {
  expect_each({{"大　事　记", "大事记"},
               {"时　间：下午", "时间：下午"},
               {"记　录：罗　兰", "记录：罗兰"},
               {"年　鉴　编　辑　部", "年鉴编辑部"},
               {"（审稿人：鱼 跃  编辑：游 侠）", "（审稿人：鱼跃 编辑：游侠）"},
               {"市总工会主席金　玉，局长白羽飞", "市总工会主席金玉，局长白羽飞"},
               {"县档案局局长戴　恩致辞", "县档案局局长戴恩致辞"},
               {"市总工会副主席葛　洪出席", "市总工会副主席葛洪出席"},
               {"张志强　李晓红　王海涛", "张志强 李晓红 王海涛"},
               {"侯　　方到双江口镇调研", "侯方到双江口镇调研"}});
}

TEST(Normalize, ATabDividesTheCellsOfATable) {
  expect_each({{"张三\t男\t汉\t是\t7\t月", "张三 男 汉 是 7 月"}});
}

TEST(Normalize, KeepsBlanksThatDivideWordsAndNames) {
  expect_each({{"出席 张三 李四", "出席 张三 李四"},
               {"欧阳澍 丁　一 高 远 张黎明", "欧阳澍 丁一 高远 张黎明"},
               {"联系人：时　雨　黄　河　　联系电话", "联系人：时雨 黄河 联系电话"},
               {"文 / 凌　晨    图 / 高　尚", "文 / 凌晨 图 / 高尚"},
               {"主任　步　青", "主任 步青"},
               {"本报记者　祝　榕　摄", "本报记者 祝榕 摄"},
               {"喜迎二十大　档案颂辉煌", "喜迎二十大 档案颂辉煌"},
               {"出　席：方　圆（馆长）　诸葛敏", "出席：方圆（馆长） 诸葛敏"}});
}

TEST(Normalize, Fault023_EveryLineEndGivesTheSameLines) {
  for (const char* end : {"\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\v", "\f"}) {
    const std::string source =
        std::string("一、会议时间") + end + "下午开会。" + end + end + "完。";
    const auto text = normalized(source);
    EXPECT_EQ(text.text, "一、会议时间\n下午开会。\n完。");
    ASSERT_EQ(text.lines.size(), 3u);
    EXPECT_FALSE(text.lines[1].first_after_blank);
    EXPECT_TRUE(text.lines[1].last_before_blank);
    EXPECT_TRUE(text.lines[2].first_after_blank);
  }
}

constexpr const char* kRunning =
    "今年以来，全市机关事务系统认真贯彻落实会议精神，工作取得新成效。\n\n";

TEST(Normalize, JoinsASentenceThatAPageEndBroke) {
  const std::string source =
      std::string(kRunning) +
      "连日来，全市机关事务系统坚持不忘初心、牢记使命，深入\n\n开展活动，推进工作落实。\n\n"
      "会议要求抓好落实。\n";
  EXPECT_EQ(text_of(source),
            "今年以来，全市机关事务系统认真贯彻落实会议精神，工作取得新成效。\n"
            "连日来，全市机关事务系统坚持不忘初心、牢记使命，深入开展活动，推进工作落实。\n"
            "会议要求抓好落实。");
}

TEST(Normalize, JoinsAQuotationThatALineEndBroke) {
  const std::string source =
      std::string(kRunning) +
      "本次活动围绕“深化政治巡察\n\n彰显利剑作用”主题\n\n会议要求抓好落实。\n";
  EXPECT_EQ(text_of(source),
            "今年以来，全市机关事务系统认真贯彻落实会议精神，工作取得新成效。\n"
            "本次活动围绕“深化政治巡察彰显利剑作用”主题\n会议要求抓好落实。");
}

TEST(Normalize, DoesNotJoinAHeadingWithWhatFollows) {
  const std::string source = std::string(kRunning) +
                             "领导干部讲党课\n\n7月1日，局长讲党课，大家参加。\n\n"
                             "一、突出政治引领\n7月2日，全体党员学习，局长主持。\n\n完成任务。";
  EXPECT_EQ(text_of(source),
            "今年以来，全市机关事务系统认真贯彻落实会议精神，工作取得新成效。\n"
            "领导干部讲党课\n7月1日，局长讲党课，大家参加。\n"
            "一、突出政治引领\n7月2日，全体党员学习，局长主持。\n完成任务。");
}

TEST(Normalize, TakesOutPageHeadsAndFeetInMidSentence) {
  const std::string source = std::string(kRunning) +
                             "　　会议回顾了医院七十二年的奋斗历程，总结了一年来党建工作的发展\n\n"
                             "----------------\n"
                             "县医院院报编辑部　　地址：健康路1号　　第 2 页　共 4 页\n"
                             "----------------\n"
                             "县医院院报　　　　2021年7月10日　星期六　　第3版\n\n"
                             "历程，号召全院党员当好守护者。\n\n　　会议由院长主持。\n";
  const auto text = normalized(source);
  EXPECT_EQ(
      text.text,
      "今年以来，全市机关事务系统认真贯彻落实会议精神，工作取得新成效。\n"
      "会议回顾了医院七十二年的奋斗历程，总结了一年来党建工作的发展历程，号召全院党员当好守护者。\n"
      "会议由院长主持。");
  std::size_t page_matter = 0;
  for (const auto& piece : text.map.pieces()) {
    if (piece.reason == RemovalReason::kPageMatter) ++page_matter;
  }
  EXPECT_EQ(page_matter, 4u);
}

TEST(Normalize, JoinsANameThatTheEndOfAFullLineBroke) {
  const std::string source =
      "市委召开老干部座谈会\n\n"
      "本报讯　昨日，市委、市政府在市老干部活动中心召开座谈会，向全市离退休干部致以节\n"
      "日的问候。市委副书记、市长慕容远征出席并讲话，市委常委、组织部部长关　\n"
      "山主持，市人大常委会副主任童谣、副市长凤菲、市政协副主席公孙大可、市委老干部局\n"
      "局长出席。市水利局原局长江水平先后发言，就沿江防洪堤加固、老年大学扩容等提出建\n"
      "议，大家畅所欲言，气氛热烈。\n";
  const auto text = normalized(source);
  EXPECT_NE(text.text.find("组织部部长关山主持"), std::string::npos) << text.text;
  EXPECT_EQ(text.lines.size(), 2u) << text.text;
}

TEST(Normalize, JoinsTheHangingLinesOfAField) {
  EXPECT_EQ(
      text_of(
          "出　席：方　圆（馆长）　诸葛敏（副馆长）\n　　　　高　远（调研员）\n列　席：张黎明\n"),
      "出席：方圆（馆长） 诸葛敏（副馆长） 高远（调研员）\n列席：张黎明");
}

TEST(Normalize, RemovesASellersLines) {
  const auto text = normalized(
      "仅供学习 禁止外传\n\n在座谈会上的发言\n各位领导：\n大家好，我汇报一下工作情况。\n");
  EXPECT_EQ(text.text, "在座谈会上的发言\n各位领导：\n大家好，我汇报一下工作情况。");
  EXPECT_EQ(text.map.pieces().front().reason, RemovalReason::kWatermark);
}

std::string with_lines_between(std::string_view between) {
  std::string source = kRunning;
  for (int i = 0; i < 3; ++i) {
    source += "连日来，全市机关事务系统坚持不忘初心、牢记使命，深入";
    source += between;
    source += "开展活动，推进工作落实。\n";
  }
  return source + "会议要求抓好落实。\n";
}

TEST(Normalize, RemovesRunningHeadsBesidePageNumbers) {
  const auto text = normalized(with_lines_between("\n-1-\n青山年鉴\n"));
  EXPECT_EQ(text.text.find("青山年鉴"), std::string::npos) << text.text;
  EXPECT_NE(text.text.find("深入开展活动"), std::string::npos) << text.text;
}

TEST(Normalize, RemovesALineThatIsRepeatedInMidSentence) {
  const auto text = normalized(with_lines_between("\n青山文稿网\n"));
  EXPECT_EQ(text.text.find("青山文稿网"), std::string::npos) << text.text;
  EXPECT_NE(text.text.find("深入开展活动"), std::string::npos) << text.text;
}

TEST(Normalize, KeepsARepeatedLineBetweenSentences) {
  std::string source = kRunning;
  for (int i = 0; i < 4; ++i) source += "学习心得\n党员干部集中学习，交流体会。\n";
  EXPECT_NE(text_of(source).find("学习心得"), std::string::npos);
}

TEST(Normalize, SimplifiesTraditionalTextsOneToOne) {
  expect_each({{"當前位置：愛滿社區舉辦敬老月系列活動", "当前位置：爱满社区举办敬老月系列活动"},
               {"乾隆年間，張之洞到訪該縣", "乾隆年间，张之洞到访该县"}});
}

TEST(Normalize, LeavesCharactersOfSimplifiedTextsAlone) {
  expect_each({{"乾隆年间，张之洞到访该县", "乾隆年间，张之洞到访该县"},
               {"鄖阳区谭家湾镇龙泉村实施户户通、户户亮、户户富等工程，硬化通村入户道路，确保户户通"
                "，还有后羿、於菟",
                "郧阳区谭家湾镇龙泉村实施户户通、户户亮、户户富等工程，硬化通村入户道路，确保户户通"
                "，还有后羿、於菟"}});
}

TEST(Normalize, SpansMapBackToTheSource) {
  const std::string source = "　　市委常委、部长关　山主持，江贤英（\u200B局长）讲２次课";
  const auto text = normalized(source);
  for (const auto& [found, written] : std::initializer_list<std::pair<const char*, const char*>>{
           {"关山", "关　山"}, {"（局长）", "（\u200B局长）"}, {"2次", "２次"}}) {
    const std::size_t at = text.text.find(found);
    ASSERT_NE(at, std::string::npos) << found << " in " << text.text;
    const auto span = text.map.to_decoded({at, at + std::string_view(found).size()});
    EXPECT_EQ(slice(std::string_view(source), span), written);
  }
}

TEST(Normalize, LookAlikesInDatesAreDigits) {
  expect_each({{"2O21年l月29 H，", "2021年1月29日，"},
               {"7月3O日", "7月30日"},
               {"２O２l 年 7 月", "2021年7月"},
               {"2○21年7月1日", "2021年7月1日"},
               {"VOLVO和Hilton，Ol年", "VOLVO和Hilton，Ol年"},
               {"7月2日 HTTP", "7月2日 HTTP"}});
}

TEST(Normalize, MarksThatHideAreAlike) {
  expect_each({{"20XX年X月*日", "20××年×月×日"},
               {"2021年○月○日", "2021年×月×日"},
               {"□月□日", "×月×日"},
               {"县长王XX、李○○到会", "县长王××、李××到会"},
               {"桐原县**镇", "桐原县××镇"},
               {"XX县委", "××县委"}});
}

TEST(Normalize, WhatHidesNothingStays) {
  expect_each({{"二○○八年", "二○○八年"},
               {"二○二一年七月二○日", "二○二一年七月二○日"},
               {"做X光检查", "做X光检查"},
               {"XXL号服装", "XXL号服装"},
               {"□同意 □不同意", "□同意 □不同意"},
               {"5*3=15", "5*3=15"}});
}

TEST(Normalize, LookAlikesMapToTheirOwnPlace) {
  const std::string source = "县长王XX到会";
  const auto text = normalized(source);
  const std::size_t at = text.text.find("王××");
  const Span<Decoded> span = text.map.to_decoded({at, at + 7});
  EXPECT_EQ(slice(std::string_view(source), span), "王XX");
}

TEST(Normalize, LookAlikesAreLinear) {
  std::string marks;
  for (int i = 0; i < 300'000; ++i) marks += "2○X1年*月";
  EXPECT_FALSE(text_of(marks).empty());
}

TEST(Normalize, StepsCanBeSwitchedOff) {
  ruleset::Layout layout = test::shipped_layout();
  layout.steps = {};
  layout.steps.fold = layout.steps.quotes = layout.steps.blanks = layout.steps.join = false;
  layout.steps.page_matter = layout.steps.watermark = false;
  layout.steps.traditional = layout.steps.invisible = layout.steps.look_alikes = false;
  EXPECT_EQ(normalize("仅供学习 禁止外传\n２ 年\u200B\"當\"X月X日", layout).text,
            "仅供学习 禁止外传\n２ 年\u200B\"當\"X月X日");
}

TEST(Normalize, Fault015_OneLineOfFiveMegabytes) {
  std::string source;
  while (source.size() < 5'000'000) source += "第　３　期，局长江贤英\"同志\"讲 ２ 次 党 课、";
  const auto text = normalized(source);
  EXPECT_EQ(text.lines.size(), 1u);
  EXPECT_EQ(text.text.substr(0, text.text.find("、")), "第3期，局长江贤英“同志”讲2次党课");
}

TEST(Normalize, Fault018_MillionsOfBlankLinesAndBlanks) {
  const auto lines = normalized("甲。" + std::string(18'000'000, '\n') + "乙。");
  EXPECT_EQ(lines.text, "甲。\n乙。");
  EXPECT_LE(lines.map.pieces().size(), 4u);
  const auto blanks = normalized("甲。" + std::string(3'000'000, ' ') + "乙。");
  EXPECT_EQ(blanks.text, "甲。 乙。");
}

TEST(Normalize, Fault020_InvisibleRunsAndEmoji) {
  std::string source = "党";
  for (int i = 0; i < 200'000; ++i) source += "\u0301\u200D\u202E";
  source += "课👨‍👩‍👧";
  const auto text = normalized(source);
  EXPECT_EQ(text.text.find("\u200D"), std::string::npos);
  EXPECT_EQ(text.text.find("\u202E"), std::string::npos);
  EXPECT_NE(text.text.find("课👨👩👧"), std::string::npos);
}

TEST(Normalize, EmptyAndBlankTextsHaveNoLines) {
  for (const char* source : {"", "\n", " \t　", "\r\n\r\n  \n"}) {
    const auto text = normalized(source);
    EXPECT_EQ(text.text, "");
    EXPECT_TRUE(text.lines.empty());
    const std::size_t size = std::string_view(source).size();
    EXPECT_EQ(text.map.pieces().empty() ? 0 : text.map.pieces().back().decoded.end, size);
  }
}

}  // namespace
}  // namespace zhailu::normalize
