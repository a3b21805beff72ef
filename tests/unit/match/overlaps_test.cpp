#include "match/overlaps.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "fixture.hpp"

namespace zhailu::match {
namespace {

// Finds over a text without symbols: offsets of the view are those of the text.
struct Fixture {
  explicit Fixture(std::vector<ruleset::Rule> rules) {
    pack.types = {{"x", ruleset::kFirstSymbol, -1}, {"y", ruleset::kFirstSymbol + 1, -1}};
    pack.rules = std::move(rules);
    pack.phases.resize(1);
    pack.phases[0].alphabet.finish();
    analysis.normalized.text = "0123456789";
  }
  [[nodiscard]] std::string decided(std::vector<Find> given) const {
    View view;
    view.build(analysis, {}, pack, 0, TextHits(analysis.normalized.text, pack));
    decide_overlaps(given, pack, view, analysis.normalized.text);
    std::string line;
    for (const Find& find : given) {
      line += std::to_string(find.rule) + ":" + std::to_string(find.span.begin) + "-" +
              std::to_string(find.span.end);
      for (const Find::Part& part : find.parts) line += "+" + std::to_string(part.name);
      line += " ";
    }
    return line;
  }
  // The same in every order of the finds.
  void expect(const std::vector<Find>& given, const std::string& expected) const {
    std::vector<std::size_t> order(given.size());
    std::iota(order.begin(), order.end(), 0);
    do {
      std::vector<Find> ordered;
      for (const std::size_t i : order) ordered.push_back(given[i]);
      ASSERT_EQ(decided(ordered), expected);
    } while (std::next_permutation(order.begin(), order.end()));
  }

  ruleset::Pack pack;
  model::Analysis analysis;
};

ruleset::Rule rule(ruleset::TypeId make, int priority = 0, bool keep = false) {
  ruleset::Rule made;
  made.make = make;
  made.priority = priority;
  made.keep = keep;
  return made;
}

TEST(Overlaps, TheLongerFindWins) {
  Fixture({rule(0), rule(0)})
      .expect({{0, {0, 3}, {}}, {1, {2, 6}, {}}, {0, {6, 8}, {}}}, "1:2-6 0:6-8 ");
}

TEST(Overlaps, PriorityComesBeforeLength) {
  Fixture({rule(0), rule(0, 5)})
      .expect({{0, {0, 6}, {}}, {1, {2, 3}, {}}, {0, {3, 9}, {}}}, "1:2-3 0:3-9 ");
}

TEST(Overlaps, OfEqualLengthsTheLeftOneThenTheEarlierRule) {
  Fixture({rule(0), rule(1)})
      .expect({{1, {0, 3}, {}}, {0, {1, 4}, {}}, {1, {4, 6}, {}}, {0, {4, 6}, {}}}, "1:0-3 0:4-6 ");
}

TEST(Overlaps, WhatALoserCoveredIsFreeForOthers) {
  Fixture({rule(0)}).expect({{0, {0, 5}, {}}, {0, {4, 7}, {}}, {0, {6, 8}, {}}}, "0:0-5 0:6-8 ");
}

TEST(Overlaps, KeptFindsTakeNoPart) {
  Fixture({rule(0), rule(1, 0, true)})
      .expect({{0, {0, 5}, {}}, {1, {0, 5}, {}}, {1, {2, 9}, {}}}, "0:0-5 1:0-5 1:2-9 ");
}

TEST(Overlaps, FindsOfOneSpanAndTypeUniteTheirCaptures) {
  const std::vector<Find::Part> first = {{1, {0, 1}, false}};
  const std::vector<Find::Part> second = {
      {1, {1, 2}, false}, {2, {1, 2}, false}, {2, {2, 3}, false}};
  Fixture({rule(0), rule(0), rule(1)})
      .expect({{0, {0, 5}, first}, {1, {0, 5}, second}, {2, {0, 5}, second}}, "0:0-5+1+2+2 ");
}

TEST(Overlaps, LengthsAreThoseOfTheNormalizedText) {
  const std::string rules =
      "- {id: a, make: x, find: '{person}来'}\n"
      "- {id: b, make: y, find: '来了吗'}\n";
  const ruleset::Pack pack =
      compile({{"first", "", "", "- {id: p, make: person, find: '欧阳明德'}\n"},
               {"last", "person", "", rules}});
  EXPECT_EQ(finds(pack, "欧阳明德来了吗", {"x", "y"}), (Lines{"x[欧阳明德来]"}));
}

}  // namespace
}  // namespace zhailu::match
