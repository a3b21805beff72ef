#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "zhailu/result.hpp"

namespace zhailu::base {

// A compiled RE2 expression over UTF-8. The only file that speaks to RE2 is pattern.cpp.
// Searches are linear in the text; a Pattern may be used by many threads at once.
class Pattern {
 public:
  struct Limits {
    std::size_t max_length_bytes = 64 * 1024;  // of the expression
    int max_program_size = 20000;              // instructions
  };

  // Error "regex.syntax" (message names the cause; hint what to write instead, e.g. for look-around),
  // "regex.too_large", "regex.byte_class" (\C), "regex.utf8".
  static Result<Pattern> compile(std::string_view expression, const Limits& limits);
  static Result<Pattern> compile(std::string_view expression) {
    return compile(expression, Limits{});
  }
  // Only what compile() finds wrong without compiling, which takes a tenth of the time: a pattern that
  // knows its expression and must not search.
  static Result<Pattern> check(std::string_view expression, const Limits& limits);
  // For texts of an alphabet's codes: `coded` is the expression over them, see Alphabet::write().
  static Result<Pattern> compile_coded(std::string_view coded, std::string_view expression,
                                       const Limits& limits);

  // First match at or after `from` (a byte offset); `^` and `$` mean the ends of `text`.
  // `groups` receives group 0 (whole match) and up to groups.size() - 1 captures, as views of
  // `text`; a group that took no part has data() == nullptr.
  bool search(std::string_view text, std::size_t from, std::vector<std::string_view>& groups) const;
  // The same within [from, until): nothing behind `until` is read, but `$` still means the end of `text`.
  bool search(std::string_view text, std::size_t from, std::size_t until,
              std::vector<std::string_view>& groups) const;
  // The same, but the match must begin at `from`.
  bool match_at(std::string_view text, std::size_t from,
                std::vector<std::string_view>& groups) const;
  bool match_at(std::string_view text, std::size_t from, std::size_t until,
                std::vector<std::string_view>& groups) const;
  // True when some part of `text` matches.
  [[nodiscard]] bool contains(std::string_view text) const;
  // True when the whole of `text` matches.
  [[nodiscard]] bool matches_all(std::string_view text) const;

  [[nodiscard]] int group_count() const;  // captures, group 0 not counted
  [[nodiscard]] const std::vector<std::string>& group_names() const;  // by group - 1; "" = unnamed
  [[nodiscard]] const std::string& expression() const;
  [[nodiscard]] int program_size() const;

 private:
  struct Compiled;
  static Result<Pattern> finished(Pattern pattern, const Limits& limits);
  std::shared_ptr<Compiled> compiled_;
};

// The text as an expression that matches just it.
std::string quote(std::string_view text);

}  // namespace zhailu::base
