#include "ruleset/pattern_translator.hpp"

#include "base/expression.hpp"
#include "ruleset/expression_translator.hpp"

namespace zhailu::ruleset {
namespace {

using Use = ExpressionTranslator::Use;

// A part of an expression, and where its errors are shown.
struct Part {
  std::string expression;
  Place place;
};

Result<base::Pattern> compile(const std::string& expression, const PatternScope& scope) {
  const base::Pattern::Limits limits;
  return scope.compiled_later ? base::Pattern::check(expression, limits)
                              : base::Pattern::compile(expression, limits);
}

std::optional<base::Pattern> compile(const std::string& expression, const std::vector<Part>& parts,
                                     const PatternScope& scope, Diagnostics& diagnostics) {
  auto pattern = compile(expression, scope);
  if (pattern) return *pattern;
  // The part that is wrong by itself, if one is.
  const Part* wrong = &parts.front();
  for (const Part& part : parts) {
    auto alone = compile(part.expression, scope);
    if (alone) continue;
    wrong = &part;
    pattern = std::move(alone);
    break;
  }
  for (Diagnostic diagnostic : pattern.error().diagnostics) {
    diagnostic.place = wrong->place;
    diagnostics.push_back(std::move(diagnostic));
  }
  return std::nullopt;
}

bool can_be_empty(const Part& find, const PatternScope& scope, Diagnostics& diagnostics) {
  const auto alone = base::take_apart(find.expression, *scope.classes);
  if (!alone || !base::matches_empty(*alone)) return false;
  diagnostics.push_back({Severity::kError, "regex.matches_empty",
                         "the pattern matches the empty text", "make one part of it obligatory",
                         find.place});
  return true;
}

}  // namespace

std::optional<ViewPattern> translate(const PatternParts& parts, const PatternScope& scope,
                                     Diagnostics& diagnostics) {
  ExpressionTranslator translator(scope, Use::kFind, diagnostics);
  const auto context = [&](const Alternatives& patterns) {
    return patterns.empty() ? std::optional<std::string>("") : translator.run_any(patterns);
  };
  const auto before = context(parts.before);
  // Without context the find is the whole match: no group, and without captures no more than a DFA run.
  const bool alone = parts.before.empty() && parts.after.empty();
  if (!alone) translator.open_find();
  ViewPattern result;
  result.find_group = translator.groups().size();
  const auto find = translator.run(parts.find);
  const auto after = context(parts.after);
  if (!before || !find || !after) return std::nullopt;
  if (alone) result.find_group = 0;
  result.context_before = !parts.before.empty();

  std::vector<Part> expressions = {{translator.close_gaps(*find), parts.find.place}};
  if (!parts.before.empty())
    expressions.push_back({translator.close_gaps(*before), parts.before[0].place});
  if (!parts.after.empty())
    expressions.push_back({translator.close_gaps(*after), parts.after[0].place});
  const std::string whole = *before + (alone ? "(?:" : "(") + *find + ")" + *after;
  auto pattern = compile(translator.close_gaps(whole), expressions, scope, diagnostics);
  if (!pattern) return std::nullopt;
  if (!parts.may_be_empty && can_be_empty(expressions[0], scope, diagnostics)) return std::nullopt;
  result.pattern = std::move(*pattern);
  result.groups = std::move(translator.groups());
  return result;
}

std::optional<base::Pattern> translate_plain(const Alternatives& patterns,
                                             const PatternScope& scope, std::string_view prefix,
                                             std::string_view suffix, Diagnostics& diagnostics) {
  if (patterns.empty()) return std::nullopt;
  ExpressionTranslator translator(scope, Use::kLook, diagnostics);
  const auto expression = translator.run_any(patterns);
  if (!expression) return std::nullopt;
  const std::string whole =
      translator.close_gaps(std::string(prefix) + *expression + std::string(suffix));
  return compile(whole, {{whole, patterns[0].place}}, scope, diagnostics);
}

}  // namespace zhailu::ruleset
