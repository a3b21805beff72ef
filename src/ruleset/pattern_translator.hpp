#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/pack.hpp"
#include "zhailu/diagnostic.hpp"

// Patterns as rule authors write them to RE2 expressions over a phase view.
//
//   {person:leaders}围绕{quote}讲党课   →   (\x{F0002})围绕\x{F0000}讲党课, group 1 = leaders
//
// Macros are expanded, literals are folded as the text is, plain groups become non-capturing.
namespace zhailu::ruleset {

struct Macro {
  std::vector<std::string> parameters;
  std::string body;
  Place place;
  mutable bool used = false;
};

using Macros = std::map<std::string, Macro, std::less<>>;

// A symbol that a pattern may name: a mention type of the phase's view or one of its word lists.
struct Symbol {
  char32_t code_point = 0;
};

// What a pattern may refer to. The functions return nullopt for names that do not exist.
struct PatternScope {
  const Macros* macros = nullptr;
  std::function<std::optional<Symbol>(std::string_view)> symbol;           // of the phase
  std::function<std::optional<std::vector<std::string>>(std::string_view)> words;  // of a lexicon
  std::function<NameId(std::string_view)> intern;
  bool keep_names = false;                // named groups keep their names in the expression
  std::vector<std::string_view> symbol_names;  // for "did you mean"
};

// The parts of one expression: context before, the find, context behind. Empty parts are left out.
struct PatternParts {
  std::string before;
  std::string find;
  std::string after;
};

// The RE2 expression of the parts, its groups, or diagnostics at `place` (codes ruleset.*, regex.*).
std::optional<ViewPattern> translate(const PatternParts& parts, const PatternScope& scope,
                                     const Place& place, Diagnostics& diagnostics);

// One pattern without captures: a guard or a pattern over normalized text. `prefix` and `suffix` are put
// around the translated expression ("^", "$").
std::optional<base::Pattern> translate_plain(std::string_view pattern, const PatternScope& scope,
                                             std::string_view prefix, std::string_view suffix,
                                             const Place& place, Diagnostics& diagnostics);

}  // namespace zhailu::ruleset
