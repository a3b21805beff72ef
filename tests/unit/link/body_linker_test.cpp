#include "link/body_linker.hpp"

#include <gtest/gtest.h>

#include "../assemble/fixture.hpp"
#include "link/entity_linker.hpp"

namespace zhailu::link {
namespace {

using model::BlockKind;
using testing::TestDocument;

class BodyLinker : public ::testing::Test {
 protected:
  BodyLinker()
      : pack(testing::shipped_like_pack()),
        body(testing::add_rule(pack, "organization")),
        low(testing::add_rule(pack, "organization", {{"level", "short"}})),
        issuer(testing::add_rule(pack, "issuer")),
        short_body(testing::add_rule(pack, "short_body")) {}

  void link(TestDocument& document) {
    link_entities(document.analysis, pack);
    link_bodies(document.analysis, pack);
  }
  static std::int32_t body_of(const TestDocument& document, std::int32_t mention) {
    const auto found = document.analysis.links.bodies.find(mention);
    return found == document.analysis.links.bodies.end() ? -1 : found->second.mention;
  }

  // Its first character, one of three bytes.
  static Span<Normalized> head(Span<Normalized> span) { return {span.begin, span.begin + 3}; }

  ruleset::Pack pack;
  std::uint32_t body, low, issuer, short_body;
};

TEST_F(BodyLinker, TheMastheadsIssuerComesBeforeTheSignatures) {
  TestDocument document(pack, "甲市审计局\n正文\n乙市财政局");
  document.block(0).kind = BlockKind::kMasthead;
  document.block(2).kind = BlockKind::kSignature;
  const std::int32_t first = document.find(body, "甲市审计局");
  const std::int32_t by = document.find(issuer, "乙市财政局");
  const std::int32_t second = document.find(body, "乙市财政局");
  link(document);
  EXPECT_EQ(document.analysis.links.issuer, first);  // no rule said so yet
  document.capture(by, "organization", second);
  link(document);
  EXPECT_EQ(document.analysis.links.issuer, second);
}

TEST_F(BodyLinker, AShortWordMeansTheNearestBodyOfItsBlock) {
  TestDocument document(pack, "武汉市管理局\n南屏区审计局开会。局党组书记到会。\n局长讲话。");
  document.block(0).kind = BlockKind::kMasthead;
  const std::int32_t masthead = document.find(body, "武汉市管理局");
  const std::int32_t district = document.find(body, "南屏区审计局");
  const std::int32_t inside = document.find(short_body, head(document.place("局党组书记")));
  const std::int32_t elsewhere = document.find(short_body, head(document.place("局长讲话")));
  link(document);
  EXPECT_EQ(body_of(document, inside), district);
  EXPECT_EQ(body_of(document, elsewhere), masthead);
}

TEST_F(BodyLinker, AHeadingsBodyComesBeforeTheIssuer) {
  TestDocument document(pack, "武汉市管理局\n市审计局六个一\n局长讲党课。");
  document.block(0).kind = BlockKind::kMasthead;
  document.block(1).kind = BlockKind::kHeading;
  document.block(2).parent = 1;
  document.find(body, "武汉市管理局");
  const std::int32_t heading = document.find(body, "市审计局");
  const std::int32_t word = document.find(short_body, head(document.place("局长讲党课")));
  link(document);
  EXPECT_EQ(body_of(document, word), heading);
}

TEST_F(BodyLinker, BodiesOfLowLevelAreNeverMeant) {
  TestDocument document(pack, "区委开会。委领导到会。");
  document.find(low, "区委");
  const std::int32_t word = document.find(short_body, "委", 1);
  link(document);
  EXPECT_EQ(body_of(document, word), -1);
}

TEST_F(BodyLinker, WithoutABodyThatEndsSoNoneIsMeant) {
  TestDocument document(pack, "江汉区服务中心\n局党组书记到会。");
  document.block(0).kind = BlockKind::kMasthead;
  document.find(body, "江汉区服务中心");
  const std::int32_t word = document.find(short_body, "局");
  link(document);
  EXPECT_EQ(body_of(document, word), -1);
}

TEST_F(BodyLinker, TheHeadOfALongerNameIsABodyToo) {
  TestDocument document(pack, "柳坪县档案馆办公室\n馆长到会。");
  document.block(0).kind = BlockKind::kMasthead;
  document.find(body, "柳坪县档案馆办公室");
  const std::int32_t word = document.find(short_body, head(document.place("馆长")));
  link(document);
  const model::BodyReference& reference = document.analysis.links.bodies.at(word);
  EXPECT_EQ(reference.name, document.place("柳坪县档案馆"));
  EXPECT_FALSE(reference.whole);
}

TEST_F(BodyLinker, AHeadThatIsNamedElsewhereIsThatBody) {
  TestDocument document(pack, "市审计局。市审计局办公室。局长到会。");
  const std::int32_t bureau = document.find(body, "市审计局");
  document.find(body, "市审计局办公室");
  const std::int32_t word = document.find(short_body, head(document.place("局长")));
  link(document);
  EXPECT_EQ(body_of(document, word), bureau);
  EXPECT_TRUE(document.analysis.links.bodies.at(word).whole);
}

}  // namespace
}  // namespace zhailu::link
