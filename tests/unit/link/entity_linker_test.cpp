#include "link/entity_linker.hpp"

#include <gtest/gtest.h>

#include "../assemble/fixture.hpp"

namespace zhailu::link {
namespace {

using testing::TestDocument;
using Names = std::vector<std::string>;

class EntityLinker : public ::testing::Test {
 protected:
  EntityLinker()
      : pack(testing::shipped_like_pack()),
        person(testing::add_rule(pack, "person")),
        body(testing::add_rule(pack, "organization")) {}

  // The text of each entity's name, of its mentions and aliases: "name: mention, … = alias, …".
  static Names entities(const TestDocument& document) {
    Names all;
    const std::string& text = document.analysis.normalized.text;
    for (const model::Entity& entity : document.analysis.links.entities) {
      std::string one;
      for (const std::int32_t mention : entity.mentions) {
        one += (one.empty() ? "" : ", ") + span_text(text, span(document, mention));
      }
      one = span_text(text, span(document, entity.name)) + ": " + one;
      for (const Span<Normalized> alias : entity.aliases) one += " = " + span_text(text, alias);
      all.push_back(std::move(one));
    }
    return all;
  }
  static Span<Normalized> span(const TestDocument& document, std::int32_t mention) {
    return document.analysis.mentions[static_cast<std::size_t>(mention)].span;
  }
  static std::string span_text(const std::string& text, Span<Normalized> span) {
    return text.substr(span.begin, span.size());
  }

  void link(TestDocument& document) { link_entities(document.analysis, pack); }

  ruleset::Pack pack;
  std::uint32_t person;
  std::uint32_t body;
};

TEST_F(EntityLinker, PeopleAreOneByTheirName) {
  TestDocument document(pack, "江贤英、陈勇、江贤英");
  document.find(person, "江贤英");
  document.find(person, "陈勇");
  document.find(person, "江贤英", 1);
  link(document);
  EXPECT_EQ(entities(document), (Names{"江贤英: 江贤英, 江贤英", "陈勇: 陈勇"}));
  EXPECT_EQ(document.analysis.links.entity_of, (std::vector<std::int32_t>{0, 1, 0}));
}

TEST_F(EntityLinker, AShortFormIsThatOfTheNearestLongerNameBefore) {
  TestDocument document(pack, "黄陂区服务中心；区服务中心；蔡甸区服务中心；区服务中心");
  document.find(body, "黄陂区服务中心");
  document.find(body, "区服务中心", 1);
  document.find(body, "蔡甸区服务中心");
  document.find(body, "区服务中心", 3);
  link(document);
  EXPECT_EQ(entities(document), (Names{"黄陂区服务中心: 黄陂区服务中心, 区服务中心 = 区服务中心",
                                       "蔡甸区服务中心: 蔡甸区服务中心, 区服务中心 = 区服务中心"}));
}

TEST_F(EntityLinker, AShortFormBeforeItsFullNameIsLinkedToo) {
  TestDocument document(pack, "市审计局；沅川市审计局");
  document.find(body, "市审计局");
  document.find(body, "沅川市审计局");
  link(document);
  EXPECT_EQ(entities(document), (Names{"沅川市审计局: 市审计局, 沅川市审计局 = 市审计局"}));
}

TEST_F(EntityLinker, ATailThatIsNoUnitIsABodyOfItsOwn) {
  TestDocument document(pack, "甲局党支部；党支部；乙局办公室；办公室");
  document.find(body, "甲局党支部");
  document.find(body, "党支部", 1);
  document.find(body, "乙局办公室");
  document.find(body, "办公室", 1);
  link(document);
  EXPECT_EQ(document.analysis.links.entities.size(), 4u);
}

TEST_F(EntityLinker, OneMoreCharacterIsNoPlace) {
  TestDocument document(pack, "团县委；县委");
  document.find(body, "团县委");
  document.find(body, "县委", 1);
  link(document);
  EXPECT_EQ(document.analysis.links.entities.size(), 2u);
}

TEST_F(EntityLinker, FiveCharactersNeedNoUnit) {
  TestDocument document(pack, "武汉市机关事务管理局；机关事务管理局；第一党支部");
  document.find(body, "武汉市机关事务管理局");
  document.find(body, "机关事务管理局", 1);
  link(document);
  EXPECT_EQ(document.analysis.links.entities.size(), 1u);
}

TEST_F(EntityLinker, AShortFormOfAShortFormLeadsToTheFullName) {
  TestDocument document(pack, "湖北省武汉市审计局；武汉市审计局；市审计局");
  pack.records[2].merge.suffix_heads = *base::Pattern::compile("^[省市武]");
  document.find(body, "湖北省武汉市审计局");
  document.find(body, "武汉市审计局", 1);
  document.find(body, "市审计局", 2);
  link(document);
  EXPECT_EQ(entities(document), (Names{"湖北省武汉市审计局: 湖北省武汉市审计局, 武汉市审计局, "
                                       "市审计局 = 武汉市审计局 = 市审计局"}));
}

TEST_F(EntityLinker, AnExplicitAliasIsAnotherNameEverywhere) {
  const std::uint32_t rule = testing::add_rule(pack, "alias");
  TestDocument document(pack, "国家机关事务管理局（以下简称国管局）。国管局发文。");
  const std::int32_t helper = document.find(rule, "国家机关事务管理局（以下简称国管局）");
  const std::int32_t full = document.find(body, "国家机关事务管理局");
  document.capture(helper, "full", full);
  document.capture_text(helper, "alias", document.place("国管局"));
  document.find(body, "国管局", 1);
  link(document);
  EXPECT_EQ(entities(document), (Names{"国家机关事务管理局: 国家机关事务管理局, 国管局 = 国管局"}));
}

TEST_F(EntityLinker, AnAliasThatIsNeverUsedIsKept) {
  TestDocument document(pack, "沅川市审计局（市局）");
  const std::int32_t full = document.find(body, "沅川市审计局");
  document.capture_text(full, "aliases", document.place("市局"));
  document.capture_text(full, "name", document.place("沅川市审计局"));
  link(document);
  EXPECT_EQ(entities(document), (Names{"沅川市审计局: 沅川市审计局 = 市局"}));
}

}  // namespace
}  // namespace zhailu::link
