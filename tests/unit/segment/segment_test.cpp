#include "segment/segment.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "../shipped_layout.hpp"
#include "normalize/normalize.hpp"

namespace zhailu::segment {
namespace {

using model::BlockKind;

struct Segmented {
  model::NormalizedText text;
  model::Segments segments;

  explicit Segmented(std::string_view source)
      : text(normalize::normalize(source, test::shipped_layout())),
        segments(segment(text, test::shipped_layout())) {}

  [[nodiscard]] std::string shown(std::size_t block) const {
    return std::string(slice(std::string_view(text.text), segments.blocks[block].span));
  }
  // "title 关于…的通知" for each block.
  [[nodiscard]] std::vector<std::string> outline() const {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < segments.blocks.size(); ++i) {
      lines.push_back(std::string(model::block_kind_name(segments.blocks[i].kind)) + " " +
                      shown(i));
    }
    return lines;
  }
};

using Outline = std::vector<std::string>;

TEST(Segment, EmptyTextHasNothing) {
  const Segmented empty("");
  EXPECT_TRUE(empty.segments.blocks.empty());
  EXPECT_TRUE(empty.segments.sentences.empty());
  EXPECT_TRUE(empty.segments.quotations.empty());
}

TEST(Segment, AnOfficialBrief) {
  const Segmented brief(
      "青山市审计工作简报\n\n（2021 年第 9 期　总第 137 期）\n\n青山市审计局办公室　　　　2021 年 "
      "7 月 5 日\n\n"
      "全市审计系统以多种形式庆祝建党百年\n\n百年征程波澜壮阔，百年初心历久弥坚。\n\n"
      "报：省审计厅，市委办公室。\n\n编辑：方　向　　审核：文　静\n\n共印 60 份\n");
  EXPECT_EQ(
      brief.outline(),
      (Outline{"masthead 青山市审计工作简报", "issue （2021年第9期 总第137期）",
               "issue 青山市审计局办公室 2021年7月5日", "title 全市审计系统以多种形式庆祝建党百年",
               "paragraph 百年征程波澜壮阔，百年初心历久弥坚。",
               "distribution 报：省审计厅，市委办公室。", "byline 编辑：方向 审核：文静",
               "distribution 共印60份"}));
}

TEST(Segment, AWebPage) {
  const Segmented page(
      "您当前的位置：首页 > 新闻中心\n\n公司要闻\n\n职工运动会圆满落幕\n\n"
      "来源：工会　　作者：柏　阳　　发布时间：2023-04-19 17:26:41　　浏览次数：1,284\n\n"
      "　　5月5日，运动会在体育馆落下帷幕。\n\n上一篇：公司召开年度工作会议\n"
      "关于我们 | 网站地图 | 联系我们\nCopyright © 2023 县工会 版权所有\n");
  EXPECT_EQ(
      page.outline(),
      (Outline{"noise 您当前的位置：首页 > 新闻中心", "noise 公司要闻", "title 职工运动会圆满落幕",
               "byline 来源：工会 作者：柏阳 发布时间：2023-04-19 17：26：41 浏览次数：1，284",
               "paragraph 5月5日，运动会在体育馆落下帷幕。", "noise 上一篇：公司召开年度工作会议",
               "noise 关于我们 | 网站地图 | 联系我们", "noise Copyright © 2023县工会 版权所有"}));
}

TEST(Segment, MinutesWithFieldsAndASignature) {
  const Segmented minutes(
      "档案馆馆务会议纪要\n\n〔2022〕6号\n\n时　间：2022年4月12日（星期二）15:"
      "00\n出　席：方　圆（馆长）\n\n"
      "4月12日下午，覃和平主持召开馆务会议，研究工作。\n\n一、关于档案安全\n\n会议通报了检查情况。"
      "\n\n"
      "　　　　　　　　　　　　　　　　　县档案馆办公室\n　　　　　　　　　　　　　　　　　2022年4"
      "月14日\n\n"
      "分送：馆领导，各股室。\n");
  EXPECT_EQ(minutes.outline(),
            (Outline{"title 档案馆馆务会议纪要", "issue 〔2022〕6号",
                     "field 时间：2022年4月12日（星期二）15：00", "field 出席：方圆（馆长）",
                     "paragraph 4月12日下午，覃和平主持召开馆务会议，研究工作。",
                     "heading 一、关于档案安全", "paragraph 会议通报了检查情况。",
                     "signature 县档案馆办公室", "signature 2022年4月14日",
                     "distribution 分送：馆领导，各股室。"}));
}

TEST(Segment, AWrappedTitleIsOneBlockAndItsSubtitleAnother) {
  const Segmented notice(
      "关于召开全县卫生健康工作会议\n暨党风廉政建设会议的通知\n\n各乡镇卫生院：\n\n现将有关事项通知"
      "如下。\n");
  EXPECT_EQ(notice.outline().front(),
            "title 关于召开全县卫生健康工作会议\n暨党风廉政建设会议的通知");
  const Segmented sidelight(
      "一路观摩一路思 "
      "比学赶超再出发\n\n——全市党建现场观摩侧记\n\n金秋十月，稻谷归仓，观摩组出发了。\n");
  EXPECT_EQ(sidelight.outline(),
            (Outline{"title 一路观摩一路思 比学赶超再出发", "title --全市党建现场观摩侧记",
                     "paragraph 金秋十月，稻谷归仓，观摩组出发了。"}));
}

TEST(Segment, WithoutATitleTheMastheadIsIt) {
  const Segmented brief(
      "城乡环境综合整治简报\n\n第3期\n\n3月6日下午，全镇召开动员会，镇长主持。\n");
  EXPECT_EQ(brief.outline().front(), "title 城乡环境综合整治简报");
}

TEST(Segment, HeadingsItemsAndParents) {
  const Segmented speech(
      "在座谈会上的发言\n\n各位领导：\n\n大家好，我汇报一下今年的工作情况。\n\n一、突出政治建设\n\n"
      "（一）抓学习。集中学习9次。\n\n（二）办好读书班。全体参加。\n\n二、突出主题活动\n\n我们组织"
      "了系列活动：\n\n"
      "1．一堂党课。6月28日讲授。\n2．一次寻访。6月18日出发。\n\n活动取得实效。\n");
  const auto& blocks = speech.segments.blocks;
  ASSERT_EQ(blocks.size(), 11u);
  EXPECT_EQ(blocks[3].kind, BlockKind::kHeading);
  EXPECT_EQ(blocks[3].level, 1);
  EXPECT_EQ(blocks[4].kind, BlockKind::kListItem);
  EXPECT_EQ(blocks[4].parent, 3);
  EXPECT_EQ(blocks[5].parent, 3);
  EXPECT_EQ(blocks[6].parent, -1);
  EXPECT_EQ(blocks[7].parent, 6);  // …系列活动：
  EXPECT_EQ(blocks[8].parent, 7);  // 1. under its list head
  EXPECT_EQ(blocks[9].parent, 7);
  EXPECT_EQ(blocks[10].parent, 6);  // 活动取得实效。
}

TEST(Segment, AShortLineBeforeParagraphsIsAHeading) {
  const Segmented brief(
      "全市开展庆祝活动\n\n今年以来，全市认真贯彻落实会议精神，工作有成效。\n\n市局深入开展五项活动"
      "\n\n"
      "领导干部讲党课。7月1日上午，局长讲党课。\n\n参会人员现场观摩\n");
  ASSERT_EQ(brief.segments.blocks.size(), 5u);
  EXPECT_EQ(brief.segments.blocks[2].kind, BlockKind::kHeading);
  EXPECT_EQ(brief.segments.blocks[2].level, 1);
  EXPECT_EQ(brief.segments.blocks[3].kind, BlockKind::kParagraph);
  EXPECT_EQ(brief.segments.blocks[3].parent, 2);
  EXPECT_EQ(brief.segments.blocks[4].kind, BlockKind::kParagraph);  // it heads nothing
}

TEST(Segment, AShortLineBetweenNumberedHeadingsIsAnAnswer) {
  const Segmented notice(
      "关于召开会议的通知\n\n现将有关事项通知如下，请认真执行。\n\n一、会议地点\n\n县人民医院学术报"
      "告厅\n\n二、参会人员\n\n全体干部职工参加会议。\n");
  EXPECT_EQ(notice.outline()[3], "paragraph 县人民医院学术报告厅");
  EXPECT_EQ(notice.segments.blocks[3].parent, 2);
}

TEST(Segment, SeveralArticlesInOneFile) {
  const Segmented page(
      "县长到双江口镇调研防汛工作\n\n时间：2024-05-"
      "27　来源：县融媒体中心\n\n5月24日，县长到双江口镇调研检查。\n\n"
      "县委常委会召开扩大会议\n\n本台讯　5月25日，县委书记主持召开会议。\n\n"
      "政协常委会举行第十一次会议\n\n5月23日，县政协举行会议，主席主持。\n\n又讯　5月26日，县委召开"
      "部署会。\n");
  const auto& blocks = page.segments.blocks;
  ASSERT_EQ(blocks.size(), 8u);
  EXPECT_EQ(blocks[3].kind, BlockKind::kTitle);
  EXPECT_EQ(blocks[5].kind, BlockKind::kTitle);
  EXPECT_EQ(blocks[2].article, 0);
  EXPECT_EQ(blocks[4].article, 1);
  EXPECT_EQ(blocks[6].article, 2);
  EXPECT_EQ(blocks[7].article, 3);  // 又讯
}

TEST(Segment, RowsAndCellsOverTwoLines) {
  const Segmented table(
      "关于培训安排的通知\n\n本次培训课程安排如下，请按时参加。\n\n时间　　　　内容　　　　　地点\n"
      "11月15日　　问题线索处置　　报告厅\n　　　　　　　　　　　　　　主任　步　青\n\n培训结束后，"
      "请及时总结。\n");
  EXPECT_EQ(table.outline(),
            (Outline{"title 关于培训安排的通知", "paragraph 本次培训课程安排如下，请按时参加。",
                     "row 时间 内容 地点", "row 11月15日 问题线索处置 报告厅", "row 主任 步青",
                     "paragraph 培训结束后，请及时总结。"}));
}

TEST(Segment, SentencesEndBehindClosingMarks) {
  const Segmented text("“会！”范得水答得干脆。会议强调，要抓落实；要讲实效。大家鼓掌");
  std::vector<std::string> sentences;
  for (const auto& sentence : text.segments.sentences) {
    sentences.emplace_back(slice(std::string_view(text.text.text), sentence.span));
  }
  EXPECT_EQ(sentences,
            (Outline{"“会！”", "范得水答得干脆。", "会议强调，要抓落实；要讲实效。", "大家鼓掌"}));
}

TEST(Segment, QuotationsArePairedOverSentenceEnds) {
  const Segmented text("他说：“要学习。要落实。”会后，”大家“参观了“红色展馆”。");
  std::vector<std::string> quotations;
  for (const auto& span : text.segments.quotations) {
    quotations.emplace_back(slice(std::string_view(text.text.text), span));
  }
  EXPECT_EQ(quotations, (Outline{"“要学习。要落实。”", "“红色展馆”"}));
}

TEST(Segment, Fault022_UnbalancedMarksAreLinear) {
  std::string source;
  for (int i = 0; i < 100'000; ++i) source += "（“";
  source += "完。";
  const Segmented text(source);
  EXPECT_EQ(text.segments.blocks.size(), 1u);
  EXPECT_TRUE(text.segments.quotations.empty());
}

TEST(Segment, Fault024_ATitleOfAHundredThousandCharacters) {
  std::string title;
  for (int i = 0; i < 100'000; ++i) title += "党";
  const Segmented text(title + "\n\n7月1日，局长讲党课，大家参加。\n");
  ASSERT_EQ(text.segments.blocks.size(), 2u);
  EXPECT_EQ(text.segments.blocks[0].kind, BlockKind::kTitle);
}

}  // namespace
}  // namespace zhailu::segment
