#include "ruleset/phase_coder.hpp"

#include <optional>

#include "base/expression.hpp"
#include "ruleset/phase_literals.hpp"

namespace zhailu::ruleset {
namespace {

// Where long units are cut (match/finder.cpp) the marks have codes of their own.
const base::CharacterSet kMarks{{U'、', U'、'}, {U'，', U'，'}, {U'；', U'；'}};

// The patterns of a rule that look at the view; the first tells the filter what a find needs.
std::vector<base::Pattern*> view_patterns(Rule& rule) {
  std::vector<base::Pattern*> patterns;
  if (rule.find) patterns.push_back(&rule.find->pattern);
  if (rule.sequence) {
    Sequence& sequence = *rule.sequence;
    patterns.push_back(&sequence.probe);
    if (sequence.start) patterns.push_back(&sequence.start->pattern);
    patterns.push_back(&sequence.item.pattern);
    patterns.push_back(&sequence.separator);
    if (sequence.end) patterns.push_back(&*sequence.end);
  }
  if (rule.not_before) patterns.push_back(&*rule.not_before);
  if (rule.not_after) patterns.push_back(&*rule.not_after);
  for (NearGuard& guard : rule.near) patterns.push_back(&guard.words);
  return patterns;
}

struct ViewPart {
  Rule* rule;
  base::Pattern* pattern;
  base::Expression expression;
};

std::vector<ViewPart> take_rules_apart(std::span<Rule> rules, base::KnownClasses& classes,
                                       Diagnostics& findings) {
  std::vector<ViewPart> parts;
  for (Rule& rule : rules) {
    for (base::Pattern* pattern : view_patterns(rule)) {
      auto expression = base::take_apart(pattern->expression(), classes);
      if (expression) {
        parts.push_back({&rule, pattern, std::move(*expression)});
      } else {
        findings.push_back({Severity::kError, "regex.unsupported",
                            "the pattern holds flags or escapes that rules do not know",
                            "of the flags only i and s may be set; write a character as it is or as "
                            "\\x{4E00}",
                            rule.place, rule.id});
      }
    }
  }
  return parts;
}

void compile(const ViewPart& part, const base::Alphabet& alphabet, Diagnostics& findings) {
  auto coded = base::Pattern::compile_coded(alphabet.write(part.expression),
                                            part.pattern->expression(), base::Pattern::Limits{});
  if (coded) {
    *part.pattern = std::move(*coded);
    return;
  }
  for (Diagnostic diagnostic : coded.error().diagnostics) {
    diagnostic.place = part.rule->place;
    diagnostic.rule = part.rule->id;
    findings.push_back(std::move(diagnostic));
  }
}

}  // namespace

std::vector<std::pair<std::string, int>> code_phase(Phase& phase, std::span<Rule> rules,
                                                    base::KnownClasses& classes,
                                                    Diagnostics& findings) {
  const std::vector<ViewPart> parts = take_rules_apart(rules, classes, findings);
  phase.alphabet.add(kMarks);
  for (const ViewPart& part : parts) phase.alphabet.add(part.expression);
  if (!phase.alphabet.finish()) {
    findings.push_back({Severity::kError, "ruleset.too_large",
                        say("phase {}: its patterns tell too many characters apart", phase.id),
                        "move word lists into lexicons, or divide the phase",
                        rules.empty() ? Place{} : rules.front().place});
    return {};
  }
  for (const ViewPart& part : parts) compile(part, phase.alphabet, findings);
  PhaseLiterals literals;
  std::size_t part = 0;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    RuleFilter& filter = rules[i].block_unit ? phase.block_filter : phase.sentence_filter;
    while (part < parts.size() && parts[part].rule < &rules[i]) ++part;
    if (part < parts.size() && parts[part].rule == &rules[i] && !rules[i].lookup) {
      literals.add_rule(phase.rules[i], parts[part].expression, filter);
    } else {
      filter.add(phase.rules[i], {RuleFilter::Way{}});
    }
  }
  phase.symbol_literals = literals.symbols();
  return {literals.texts().begin(), literals.texts().end()};
}

Result<base::Pattern> compile_coded(std::string_view expression, const Phase& phase,
                                    base::KnownClasses& classes) {
  const auto apart = base::take_apart(expression, classes);
  if (!apart) return base::Pattern::compile(expression);  // which tells what is wrong
  return base::Pattern::compile_coded(phase.alphabet.write(*apart), expression,
                                      base::Pattern::Limits{});
}

}  // namespace zhailu::ruleset
