#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/pattern_translator.hpp"
#include "ruleset/symbol_reference.hpp"

namespace zhailu::ruleset {

// Translates the patterns of one rule, one after the other: macros written out, literals folded, symbols
// and gaps as RE2 has them. What is wrong goes to the diagnostics, at the pattern's place.
class ExpressionTranslator {
 public:
  // A pattern that is matched as part of a find, or one that only looks.
  enum class Use { kFind, kLook };

  ExpressionTranslator(const PatternScope& scope, Use use, Diagnostics& diagnostics)
      : scope_(scope), use_(use), diagnostics_(diagnostics) {}

  std::optional<std::string> run(const PatternText& pattern);
  // (?:a|b); all of them are looked at, so that all their errors are said.
  std::optional<std::string> run_any(const Alternatives& patterns);

  void open_find() { groups_.push_back({Group::Kind::kFind, kNoName, {}, {}, 0}); }
  // Gaps exclude the types that the whole rule captures, known only at the end.
  [[nodiscard]] std::string close_gaps(std::string_view expression) const;
  // Numbered over all patterns so far.
  [[nodiscard]] std::vector<Group>& groups() { return groups_; }

 private:
  bool fail(std::string code, Wording message, Wording hint = {}, std::string_view part = {});
  // Each reads what stands at `at`, moves behind it and appends to `out`; false: an error was added.
  bool translate(std::string_view text, std::string& out);
  bool copy_class(std::string_view text, std::size_t& at, std::string& out);
  bool class_symbol(std::string_view text, std::size_t& at, std::string& out);
  bool open_group(std::string_view text, std::size_t& at, std::string& out);
  bool open_capture(std::string_view text, std::size_t& at, std::string& out);
  bool brace(std::string_view text, std::size_t& at, std::string& out);
  bool gap(std::string_view text, std::size_t& at, std::string& out);
  bool reference(std::string_view text, std::size_t& at, std::string& out);
  bool emit(const SymbolReference& reference, std::string& out);
  bool add_symbol(std::string_view name, std::string& out);
  bool with_separator(std::string& one);
  bool add_group(const SymbolReference& reference, const std::string& one, std::string& out);
  bool captures_nothing(const std::string& name);

  const PatternScope& scope_;
  Use use_;
  PatternText pattern_;  // that is read
  Diagnostics& diagnostics_;
  std::vector<Group> groups_;
  std::string captured_;  // symbols of captured types, for gaps
};

}  // namespace zhailu::ruleset
