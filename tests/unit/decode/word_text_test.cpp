#include "decode/word_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace zhailu::decode {
namespace {

std::string part(const std::string& body) {
  return "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
         "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
         "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><w:body>" +
         body + "</w:body></w:document>";
}

std::string text_of(const std::string& body) {
  const WordText read = word_text(part(body));
  EXPECT_EQ(read.verdict, XmlVerdict::kWhole);
  return read.text;
}

std::string run(const std::string& text) { return "<w:r><w:t>" + text + "</w:t></w:r>"; }
std::string paragraph(const std::string& runs) { return "<w:p>" + runs + "</w:p>"; }

TEST(WordText, ParagraphsAreLines) {
  EXPECT_EQ(text_of(paragraph(run("会") + run("议")) + paragraph("") + paragraph(run("指出"))),
            "会议\n\n指出\n");
}

TEST(WordText, BlanksCountWhereTheTextSaysSo) {
  EXPECT_EQ(text_of(paragraph("<w:r><w:t xml:space=\"preserve\"> 方 </w:t><w:t> 圆 </w:t></w:r>")),
            " 方 圆\n");
}

TEST(WordText, TabsBreaksAndSigns) {
  EXPECT_EQ(text_of(paragraph("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>a</"
                              "w:t><w:tab/><w:br/><w:noBreakHyphen/><w:softHyphen/>"
                              "<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym "
                              "w:char=\"D800\"/><w:t>b</w:t></w:r>")),
            "a\t\n-\uF0FEb\n");
}

TEST(WordText, WhatIsDeletedMovedOrHiddenIsLeftOut) {
  EXPECT_EQ(text_of(paragraph(run("前") +
                              "<w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del>"
                              "<w:ins>" +
                              run("加") + "</w:ins><w:moveFrom>" + run("移") + "</w:moveFrom>" +
                              "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
                              "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显</w:t></w:r>"
                              "<w:r><w:instrText>PAGE</w:instrText></w:r>" +
                              run("后"))),
            "前加显后\n");
}

TEST(WordText, AHiddenParagraphMarkHidesNoText) {
  EXPECT_EQ(text_of(paragraph("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + run("会议"))),
            "会议\n");
}

TEST(WordText, ADeletedParagraphMarkJoins) {
  EXPECT_EQ(text_of(paragraph("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("会")) +
                    paragraph(run("议"))),
            "会议\n");
}

TEST(WordText, PhoneticGuidesAreLeftOut) {
  EXPECT_EQ(text_of(paragraph("<w:r><w:ruby><w:rt>" + run("zhāi") + "</w:rt><w:rubyBase>" +
                              run("摘") + "</w:rubyBase></w:ruby></w:r>")),
            "摘\n");
}

TEST(WordText, RowsOfShortCellsAreLines) {
  const auto cell = [](const std::string& text) {
    return "<w:tc>" + paragraph(run(text)) + "</w:tc>";
  };
  EXPECT_EQ(text_of("<w:tbl><w:tr>" + cell("姓名") + cell("职务") +
                    "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" + cell("删") + "</w:tr></w:tbl>" +
                    paragraph(run("完"))),
            "姓名　职务\n完\n");
}

TEST(WordText, ATableInsideACell) {
  const std::string inner = "<w:tbl><w:tr><w:tc>" + paragraph(run("甲")) + "</w:tc><w:tc>" +
                            paragraph(run("乙")) + "</w:tc></w:tr></w:tbl>";
  EXPECT_EQ(text_of("<w:tbl><w:tr><w:tc>" + inner + paragraph("") + "</w:tc><w:tc>" +
                    paragraph(run("丙")) + "</w:tc></w:tr></w:tbl>"),
            "甲　乙 　丙\n");
}

TEST(WordText, ATextBoxFollowsItsParagraphOnce) {
  const std::string box = "<w:txbxContent>" + paragraph(run("框")) + "</w:txbxContent>";
  EXPECT_EQ(text_of(paragraph(run("前") + "<w:r><mc:AlternateContent><mc:Choice>" + box +
                              "</mc:Choice><mc:Fallback>" + box +
                              "</mc:Fallback></mc:AlternateContent></w:r>" + run("后"))),
            "前后\n框\n");
}

TEST(WordText, ElementsOfPicturesAreNotThoseOfWord) {
  EXPECT_EQ(
      text_of(paragraph("<w:r><w:drawing><a:p><a:r><a:t>图</a:t></a:r></a:p></w:drawing></w:r>" +
                        run("文"))),
      "文\n");
}

TEST(WordText, EntitiesOfXmlAreRead) {
  EXPECT_EQ(text_of(paragraph(run("A&amp;B &lt;&#x4F1A;&#35758;&gt;"))), "A&B <会议>\n");
}

TEST(WordText, WhatIsNoXmlIsDamaged) {
  EXPECT_EQ(word_text("").verdict, XmlVerdict::kDamaged);
  EXPECT_EQ(word_text("<w>").verdict, XmlVerdict::kDamaged);
  EXPECT_EQ(word_text("会议").verdict, XmlVerdict::kDamaged);
  EXPECT_EQ(word_text("<a>&none;</a>").verdict, XmlVerdict::kDamaged);
}

TEST(WordText, Fault030_DeclaredEntitiesAreRefused) {
  EXPECT_EQ(word_text("<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>").verdict, XmlVerdict::kEntities);
}

TEST(WordText, Fault035_DepthIsLimited) {
  for (const std::size_t depth : {250u, 300u, 100'000u}) {
    std::string deep;
    for (std::size_t i = 0; i < depth; ++i) deep += "<a>";
    for (std::size_t i = 0; i < depth; ++i) deep += "</a>";
    EXPECT_EQ(word_text(deep).verdict, depth < 256 ? XmlVerdict::kWhole : XmlVerdict::kTooDeep);
  }
}

}  // namespace
}  // namespace zhailu::decode
