#include "ruleset/layout.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../shipped_layout.hpp"

namespace zhailu::ruleset {
namespace {

// Codes and lines of the problems of a layout file.
std::vector<std::string> problems_of(std::string_view yaml) {
  const auto node = read_yaml(yaml, "layout.yaml");
  if (!node) return {node.error().diagnostics.front().code};
  Diagnostics diagnostics;
  read_layout(*node, diagnostics);
  std::vector<std::string> problems;
  for (const Diagnostic& one : diagnostics) {
    problems.push_back(one.code + ":" + std::to_string(one.place.line));
  }
  return problems;
}

using Problems = std::vector<std::string>;

TEST(Layout, TheShippedOneHasNoProblem) { EXPECT_FALSE(test::shipped_layout().kinds.empty()); }

TEST(Layout, Fault049_UnknownKeysAreRefused) {
  EXPECT_EQ(problems_of("kind: []\n"), Problems{"ruleset.unknown_key:1"});
  EXPECT_EQ(problems_of("kinds:\n  - {id: a, block: noise, fund: x}\n"),
            Problems{"ruleset.unknown_key:2"});
  EXPECT_EQ(problems_of("steps: {joins: true}\n"), Problems{"ruleset.unknown_key:1"});
}

TEST(Layout, Fault050_WrongTypesAreRefused) {
  EXPECT_EQ(problems_of("steps: {join: 1}\n"), Problems{"ruleset.wrong_type:1"});
  EXPECT_EQ(problems_of("kinds:\n  - {id: a, block: noise, max_chars: -3}\n"),
            Problems{"ruleset.wrong_type:2"});
}

TEST(Layout, UnknownWordsAreRefused) {
  EXPECT_EQ(problems_of("kinds:\n  - {id: a, block: headline}\n"),
            Problems{"ruleset.unknown_word:2"});
  EXPECT_EQ(problems_of("kinds:\n  - {id: a, remove: all}\n"), Problems{"ruleset.unknown_word:2"});
  EXPECT_EQ(problems_of("kinds:\n  - {id: a, block: noise, zone: middle}\n"),
            Problems{"ruleset.unknown_word:2"});
}

TEST(Layout, LookAlikesAreShapesWithGroups) {
  const auto one = [](const std::string& item) {
    return problems_of("look_alikes:\n  - " + item + "\n");
  };
  EXPECT_EQ(one("{find: '(O)年', from: O, to: '0'}"), Problems{});
  EXPECT_EQ(one("{find: 'O年', from: O, to: '0'}"), Problems{"ruleset.no_group:2"});
  EXPECT_EQ(one("{find: '(O?)', from: O, to: '0'}"), Problems{"ruleset.no_group:2"});
  EXPECT_EQ(one("{find: '(O)年', from: Oo, to: '0'}"), Problems{"ruleset.wrong_length:2"});
  EXPECT_EQ(one("{find: '(O)年', from: O}"), Problems{"ruleset.missing_key:2"});
  EXPECT_EQ(one("{find: '(O', from: O, to: '0'}"), Problems{"regex.syntax:2"});
  EXPECT_EQ(problems_of("look_alikes: O\n"), Problems{"ruleset.wrong_type:1"});
}

TEST(Layout, AKindHasAnIdAndOneRole) {
  EXPECT_EQ(problems_of("kinds:\n  - {block: noise}\n"), Problems{"ruleset.missing_key:2"});
  EXPECT_EQ(problems_of("kinds:\n  - {id: a}\n"), Problems{"ruleset.missing_key:2"});
  EXPECT_EQ(problems_of("kinds:\n  - {id: a, block: noise}\n  - {id: a, block: row}\n"),
            Problems{"ruleset.duplicate_id:3"});
}

TEST(Layout, Fault054_BrokenPatternsAreRefused) {
  EXPECT_EQ(problems_of("kinds:\n  - {id: a, block: noise, find: '(报'}\n"),
            Problems{"regex.syntax:2"});
}

LineTraits traits(std::size_t characters, Zone zone) { return {characters, 0, 0, zone, false}; }

TEST(Layout, TheFirstKindThatFitsWins) {
  const auto node = read_yaml(
      "kinds:\n"
      "  - {id: short, block: noise, max_chars: 3, find: '^报'}\n"
      "  - {id: top, block: masthead, zone: top, find: '简报$|^第'}\n"
      "  - {id: send, block: distribution, find: '^(?:报|送)：', unless: '。'}\n"
      "  - {id: deep, block: signature, indent: 8}\n",
      "layout.yaml");
  ASSERT_TRUE(node);
  Diagnostics diagnostics;
  const Layout layout = read_layout(*node, diagnostics);
  ASSERT_TRUE(diagnostics.empty());
  EXPECT_EQ(layout.kind_of("报：局", traits(3, Zone::kBody)), 0);
  EXPECT_EQ(layout.kind_of("工作简报", traits(4, Zone::kTop)), 1);
  EXPECT_EQ(layout.kind_of("工作简报", traits(4, Zone::kBody)), -1);
  EXPECT_EQ(layout.kind_of("送：各区主管部门", traits(8, Zone::kBottom)), 2);
  EXPECT_EQ(layout.kind_of("送：各区主管部门。", traits(9, Zone::kBottom)), -1);
  EXPECT_EQ(layout.kind_of("局办公室", {4, 8, 0, Zone::kBody, false}), 3);
}

TEST(Layout, LiteralsAreFoldedLikeTheText) {
  const auto node =
      read_yaml("kinds:\n  - {id: a, block: noise, find: '^１．（Ａ）'}\n", "layout.yaml");
  ASSERT_TRUE(node);
  Diagnostics diagnostics;
  const Layout layout = read_layout(*node, diagnostics);
  EXPECT_EQ(layout.kind_of("1.（A）", traits(5, Zone::kBody)), 0);
  EXPECT_EQ(layout.kind_of("12（A）", traits(5, Zone::kBody)), -1);
}

}  // namespace
}  // namespace zhailu::ruleset
