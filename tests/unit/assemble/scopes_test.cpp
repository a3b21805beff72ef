#include "assemble/scopes.hpp"

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace zhailu::assemble {
namespace {

using ruleset::Where;
using testing::TestDocument;

class ScopesTest : public ::testing::Test {
 protected:
  ScopesTest() : pack(testing::shipped_like_pack()), rule(testing::add_rule(pack, "venue")) {}

  std::string around(const TestDocument& document, std::int32_t mention, Where where) const {
    const Scopes scopes(document.analysis);
    const auto span =
        scopes.around(document.analysis.mentions[static_cast<std::size_t>(mention)], where);
    return document.analysis.normalized.text.substr(span.begin, span.size());
  }

  ruleset::Pack pack;
  std::uint32_t rule;
};

TEST_F(ScopesTest, GrowFromTheFindToTheDocument) {
  TestDocument document(pack, "标题甲\n首句。上午，在礼堂开会；散会。末句。\n乙");
  document.block(0).kind = model::BlockKind::kHeading;
  document.block(1).parent = 0;
  const std::int32_t find = document.find(rule, "礼堂");
  EXPECT_EQ(around(document, find, Where::kFind), "礼堂");
  EXPECT_EQ(around(document, find, Where::kClause), "在礼堂开会");
  EXPECT_EQ(around(document, find, Where::kSentence), "上午，在礼堂开会；散会。");
  EXPECT_EQ(around(document, find, Where::kBlock), "首句。上午，在礼堂开会；散会。末句。");
  EXPECT_EQ(around(document, find, Where::kHeading), "标题甲");
  EXPECT_EQ(around(document, find, Where::kSection),
            "标题甲\n首句。上午，在礼堂开会；散会。末句。");
  EXPECT_EQ(around(document, find, Where::kDocument), document.analysis.normalized.text);
}

TEST_F(ScopesTest, ASectionEndsAtTheNextHeading) {
  TestDocument document(pack, "一\n甲\n二\n乙\n丙");
  for (const std::size_t heading : {0, 2})
    document.block(heading).kind = model::BlockKind::kHeading;
  document.block(1).parent = 0;
  document.block(3).parent = document.block(4).parent = 2;
  document.find(rule, "甲");
  const std::int32_t second = document.find(rule, "乙");
  const std::int32_t third = document.find(rule, "丙");
  EXPECT_EQ(around(document, second, Where::kSection), "二\n乙\n丙");
  const Scopes scopes(document.analysis);
  const auto number = [&](std::int32_t mention) {
    return scopes.number(document.analysis.mentions[static_cast<std::size_t>(mention)],
                         Where::kSection);
  };
  EXPECT_EQ(number(second), number(third));
  EXPECT_NE(number(0), number(second));
}

TEST_F(ScopesTest, AnArticleEndsWhereTheNextBegins) {
  TestDocument document(pack, "甲\n乙\n丙");
  document.block(2).article = 1;
  const std::int32_t find = document.find(rule, "乙");
  EXPECT_EQ(around(document, find, Where::kArticle), "甲\n乙");
}

TEST_F(ScopesTest, WithoutAHeadingTheHeadingIsEmpty) {
  TestDocument document(pack, "甲\n乙");
  EXPECT_EQ(around(document, document.find(rule, "乙"), Where::kHeading), "");
}

}  // namespace
}  // namespace zhailu::assemble
