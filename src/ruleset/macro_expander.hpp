#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/pattern_text.hpp"

// Macros and word lists written out inside a pattern: ${name}, ${name(x, y)}, ${lexicon:name}.
namespace zhailu::ruleset {

struct Macro {
  std::vector<std::string> parameters;
  std::string body;
  Place place;
  mutable bool used = false;
};

using Macros = std::map<std::string, Macro, std::less<>>;

// What is expanded stands between these marks, so that it is one group wherever it stands.
inline constexpr char kGroupBegin = '\x02';
inline constexpr char kGroupEnd = '\x03';

class MacroExpander {
 public:
  // The entries of a word list; nullopt when there is none of that name.
  using Words = std::function<std::optional<std::vector<std::string>>(std::string_view)>;

  MacroExpander(const Macros& macros, const Words& words,
                const std::vector<std::string_view>& lexicons)
      : macros_(macros), words_(words), lexicons_(lexicons) {}

  // The pattern without macros, or nullopt and one error: "ruleset.macro", "ruleset.unknown_macro",
  // "ruleset.macro_cycle", "ruleset.macro_depth", "ruleset.macro_arguments",
  // "ruleset.macro_too_large", "ruleset.unknown_lexicon".
  std::optional<std::string> expand(const PatternText& pattern, Diagnostics& diagnostics);

 private:
  using Arguments = std::map<std::string, std::string, std::less<>>;

  bool write(std::string_view text, const Arguments& arguments, std::string& out);
  bool write_one(std::string_view call, const Arguments& arguments, std::string& out);
  bool write_words(std::string_view name, std::string& out);
  bool bind(const Macro& macro, std::string_view name, std::string_view call,
            const Arguments& outer, Arguments& inner);
  bool unknown_macro(std::string_view name);
  bool fail(std::string code, Wording message, Wording hint = {});

  const Macros& macros_;
  const Words& words_;
  const std::vector<std::string_view>& lexicons_;
  std::vector<std::string> stack_;  // macros that are being written
  Diagnostic error_;
  std::string about_;  // what the error is about, as written in the pattern
};

}  // namespace zhailu::ruleset
