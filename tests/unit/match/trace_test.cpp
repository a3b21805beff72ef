#include "match/trace.hpp"

#include <gtest/gtest.h>

#include "fixture.hpp"
#include "match/guards.hpp"

namespace zhailu::match {
namespace {

// A stretch of a view of one phase without symbols.
std::string shown(const PhaseText& text, Span<PhaseView> span) {
  return std::string(
      slice(std::string_view(text.analysis.normalized.text), text.view.to_normalized(span)));
}

// Writes down what it is shown.
class Witness : public Trace {
 public:
  void begin_phase(const PhaseText& text) override { lines.push_back("phase " + text.phase.id); }
  void begin_search(std::uint32_t rule) override { searching = rule; }
  void end_search(std::uint32_t rule, std::size_t finds) override {
    EXPECT_EQ(searching, rule);
    lines.push_back("searched " + std::to_string(finds));
  }
  void refused(const PhaseText& text, std::uint32_t rule, Span<PhaseView> unit,
               Span<PhaseView> span, Refusal why) override {
    std::string line = "refused " + shown(text, span);
    if (why == Refusal::kTest) line += " by a test";
    if (why == Refusal::kGap) line += " by a gap";
    if (why == Refusal::kGuard) {
      const auto guard = failed_guard(text, text.pack.rules[rule], unit, span);
      ASSERT_TRUE(guard);
      line += " by guard " + std::to_string(static_cast<int>(guard->kind)) + " " +
              shown(text, guard->words);
    }
    lines.push_back(line);
  }
  void found(const PhaseText&, int, const std::vector<Find>& finds) override {
    lines.push_back("found " + std::to_string(finds.size()));
  }
  void kept(const PhaseText&, int, const std::vector<Find>& finds) override {
    lines.push_back("kept " + std::to_string(finds.size()));
  }

  Lines lines;
  std::uint32_t searching = 0;
};

Lines seen(const std::string& rules, std::string_view text) {
  const ruleset::Pack pack = compile({{"only", "", "", rules}});
  Witness witness;
  MatchOptions options;
  options.trace = &witness;
  matched(pack, text, options);
  return witness.lines;
}

TEST(Trace, SeesWhatARuleFindsAndWhatIsKept) {
  EXPECT_EQ(seen("- {id: a, make: x, find: 讲党课}\n- {id: b, make: x, find: 党课}\n", "讲党课。"),
            (Lines{"phase only", "searched 1", "searched 1", "found 2", "kept 1"}));
}

TEST(Trace, SeesNoRuleWhoseWordsAreMissing) {
  EXPECT_EQ(seen("- {id: a, make: x, find: 讲党课}\n", "上党课。"),
            (Lines{"phase only", "found 0", "kept 0"}));
}

TEST(Trace, SeesTheGuardThatRefuses) {
  EXPECT_EQ(seen("- {id: a, make: x, find: 党课, not_after: [内容, 制度]}\n", "党课制度。")[1],
            "refused 党课 by guard 1 制度");
  EXPECT_EQ(seen("- {id: a, make: x, find: 党课, not_before: '要讲?'}\n", "要讲党课。")[1],
            "refused 党课 by guard 0 要讲");
  EXPECT_EQ(seen("- {id: a, make: x, find: 党课, not_near: {words: 要求, within: 9}}\n",
                 "要求讲党课。")[1],
            "refused 党课 by guard 3 要求");
  EXPECT_EQ(seen("- {id: a, make: x, find: 党课, near: {words: 要求, within: 9}}\n", "讲党课。")[1],
            "refused 党课 by guard 2 ");
  EXPECT_EQ(seen("- {id: a, make: x, find: 党课, not_inside: quotation}\n", "“讲党课”。")[1],
            "refused 党课 by guard 5 ");
}

TEST(Trace, SeesGapsThatAreTooLong) {
  EXPECT_EQ(seen("- {id: a, make: x, find: '讲{..1}课'}\n", "讲了好课。")[1],
            "refused 讲了好课 by a gap");
}

TEST(Trace, ChangesNothing) {
  const ruleset::Pack pack =
      compile({letters(), {"last", "person", "", "- {id: a, make: x, find: '{person+}讲'}\n"}});
  Witness witness;
  MatchOptions options;
  options.trace = &witness;
  const auto with = matched(pack, "甲、乙讲。丙讲。", options);
  const auto without = matched(pack, "甲、乙讲。丙讲。");
  ASSERT_EQ(with.mentions.size(), without.mentions.size());
  for (std::size_t i = 0; i < with.mentions.size(); ++i)
    EXPECT_EQ(with.mentions[i].span, without.mentions[i].span);
}

}  // namespace
}  // namespace zhailu::match
