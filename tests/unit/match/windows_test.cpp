// Long sentences are searched in windows: what is found must be what one search over the whole finds.
#include <gtest/gtest.h>

#include <random>

#include "base/utf8.hpp"
#include "fixture.hpp"

namespace zhailu::match {
namespace {

// The obvious way: one search over the whole unit, a find passed over whole.
Lines judged(const ruleset::Pack& pack, std::string_view text) {
  const base::Pattern pattern =
      *base::Pattern::compile(pack.rules[0].find->pattern.expression());
  Lines finds;
  std::vector<std::string_view> groups(1);
  for (std::size_t at = 0; at <= text.size() && pattern.search(text, at, groups);) {
    finds.push_back(std::to_string(groups[0].data() - text.data()) + " " + std::string(groups[0]));
    at = static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size();
  }
  return finds;
}

Lines found(const ruleset::Pack& pack, std::string_view text) {
  Lines finds;
  const model::Analysis analysis = matched(pack, text);
  for (const model::Mention& one : analysis.mentions) {
    finds.push_back(std::to_string(one.span.begin) + " " + std::string(slice(text, one.span)));
  }
  return finds;
}

// No sentence ends; commas in some texts, so that windows are cut at marks and by size.
std::string random_text(std::uint32_t seed, bool commas, std::size_t bytes) {
  static const std::vector<std::string> kPieces = {"会", "议", "开", "了", "a",
                                                   "1",  "人", "大", "，", "、"};
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < bytes)
    text += kPieces[random() % (commas ? kPieces.size() : kPieces.size() - 2)];
  return text;
}

TEST(Windows, FindTheSameAsOneSearchOverTheWhole) {
  for (const char* pattern :
       {"会议", "开.{0,60}会", "会[^，]{0,120}议", "大[^会]*会", "[开了]{2,40}", "人(?:大|1)*a"}) {
    const ruleset::Pack pack =
        compile({{"only", "", "", "- {id: r, make: x, find: '" + std::string(pattern) + "'}\n"}});
    for (std::uint32_t seed = 1; seed <= 4; ++seed) {
      const std::string text = random_text(seed, seed % 2 == 0, 20 * 1024);
      ASSERT_EQ(found(pack, text), judged(pack, text)) << pattern << " seed " << seed;
    }
  }
}

TEST(Windows, AFindOf128CharactersMayStandAnywhere) {
  const ruleset::Pack pack =
      compile({{"only", "", "", "- {id: r, make: x, find: '始[^始终]{0,126}终'}\n"}});
  std::string find = "始";
  for (int i = 0; i < 126; ++i) find += "\U00020000";  // four bytes each
  find += "终";
  for (std::size_t before = 400; before <= 2200; before += 7) {
    const std::string text = std::string(before, 'a') + find + std::string(3000, 'b');
    ASSERT_EQ(found(pack, text), (Lines{std::to_string(before) + " " + find})) << before;
  }
}

TEST(Windows, AFindAcrossABorderIsFoundOnce) {
  const ruleset::Pack pack = compile({{"only", "", "", "- {id: r, make: x, find: 'a{2,100}'}\n"}});
  const std::string text(20 * 1024, 'a');
  EXPECT_EQ(found(pack, text), judged(pack, text));
}

TEST(Windows, GuardsSeeAcrossBorders) {
  const ruleset::Pack pack =
      compile({{"only", "", "", "- {id: r, make: x, find: '会', before: 大, not_after: 议}\n"}});
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "大会大会议会";
  EXPECT_EQ(found(pack, text).size(), 3000U);
}

TEST(Windows, TheEndIsThatOfTheSentence) {
  const ruleset::Pack pack =
      compile({{"only", "", "",
                "- {id: r, make: x, find: '会{end}'}\n- {id: s, make: y, find: '{start}会'}\n"}});
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "会";
  const model::Analysis analysis = matched(pack, text);
  ASSERT_EQ(analysis.mentions.size(), 2U);
  EXPECT_EQ(analysis.mentions[0].span.begin, 0U);
  EXPECT_EQ(analysis.mentions[1].span.end, text.size());
}

// Gaps that are never closed, and hopes of a sequence: a search may not read to the end each time.
TEST(Windows, Fault019_TriggersWithoutAnEndCostNoMoreThanTheirWindow) {
  const ruleset::Pack pack =
      compile({{"only", "", "",
                "- {id: r, make: x, find: '讲{..40}课'}\n"
                "- {id: s, make: y, sequence: {item: '\\p{Han}+', separator: 、, end: 等}}\n"}});
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "讲";  // to the end each time: a thousand million steps
  EXPECT_EQ(found(pack, text), Lines{});
}

}  // namespace
}  // namespace zhailu::match
