#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/character_set.hpp"
#include "ruleset/macro_expander.hpp"
#include "ruleset/pack.hpp"
#include "ruleset/pattern_text.hpp"
#include "zhailu/diagnostic.hpp"

// Patterns as rule authors write them to RE2 expressions over a phase view.
//
//   {person:leaders}围绕{quote}讲党课   →   (\x{F0002})围绕\x{F0000}讲党课, group 1 = leaders
//
// Macros are expanded, literals are folded as the text is, plain groups become non-capturing.
namespace zhailu::ruleset {

// What a pattern may refer to. The functions return nullopt for names that do not exist.
struct PatternScope {
  const Macros* macros = nullptr;
  std::function<std::optional<char32_t>(std::string_view)>
      symbol;  // of the phase's view or its word lists
  MacroExpander::Words words;
  std::function<NameId(std::string_view)> intern;
  base::KnownClasses* classes = nullptr;
  bool compiled_later = false;                 // patterns are only checked: code_phase() compiles them
  bool keep_names = false;                     // named groups keep their names in the expression
  std::vector<std::string_view> symbol_names;  // for "did you mean"
  std::vector<std::string_view> lexicon_names;
};

// The parts of one expression: context before, the find, context behind. Empty parts are left out.
struct PatternParts {
  Alternatives before;
  PatternText find;
  Alternatives after;
  bool may_be_empty = false;  // the find may match the empty text
};

// The RE2 expression of the parts and its groups, or nothing and errors (codes ruleset.*, regex.*) at
// the place of the part that has them.
std::optional<ViewPattern> translate(const PatternParts& parts, const PatternScope& scope,
                                     Diagnostics& diagnostics);

// A pattern that only looks: a guard or a pattern over normalized text. `prefix` and `suffix` are put
// around the translated expression ("^", "$"). It captures nothing (but for PatternScope::keep_names),
// and a test of what it names is not made (a warning).
std::optional<base::Pattern> translate_plain(const Alternatives& patterns,
                                             const PatternScope& scope, std::string_view prefix,
                                             std::string_view suffix, Diagnostics& diagnostics);

}  // namespace zhailu::ruleset
