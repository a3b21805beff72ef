#include "authoring/shadowed_rules.hpp"

#include <optional>

#include "authoring/find_log.hpp"
#include "pipeline/pipeline.hpp"
#include "resolve/calendar.hpp"

namespace zhailu::authoring {
namespace {

// The rule that a test's finds are lost to; nothing when one is kept, or when there is none to lose.
std::optional<std::uint32_t> winner(const ruleset::Pack& pack, std::uint32_t rule,
                                    const ruleset::RuleTest& test) {
  FindLog log;
  const auto reference =
      test.reference_date ? resolve::parse_iso(*test.reference_date) : std::nullopt;
  pipeline::analyze_block(test.text, test.block.value_or(model::BlockKind::kParagraph), pack,
                          reference, &log);
  std::optional<std::uint32_t> lost_to;
  for (const FindLog::Find& find : log.finds()) {
    if (find.rule != rule) continue;
    if (!find.lost_to || find.lost_to->rule == rule) return std::nullopt;
    lost_to = find.lost_to->rule;
  }
  return lost_to;
}

// Nothing as soon as one test is won.
std::optional<std::uint32_t> winner_of_all(const ruleset::Pack& pack, std::uint32_t rule) {
  std::optional<std::uint32_t> first;
  for (const ruleset::RuleTest& test : pack.rules[rule].tests) {
    if (test.none) continue;
    const auto lost_to = winner(pack, rule, test);
    if (!lost_to) return std::nullopt;
    if (!first) first = lost_to;
  }
  return first;
}

}  // namespace

Diagnostics shadowed_rules(const ruleset::Pack& pack) {
  Diagnostics findings;
  for (std::uint32_t index = 0; index < pack.rules.size(); ++index) {
    const auto lost_to = winner_of_all(pack, index);
    if (!lost_to) continue;
    const ruleset::Rule& rule = pack.rules[index];
    findings.push_back({Severity::kWarning, "ruleset.shadowed",
                        say("all its tests are lost to rule '{}'", pack.rules[*lost_to].id),
                        "tell the two apart with a guard, or give it a higher `priority`",
                        rule.place, rule.id});
  }
  return findings;
}

}  // namespace zhailu::authoring
