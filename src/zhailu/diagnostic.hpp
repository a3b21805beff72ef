#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace zhailu {

// Where something was found. `line` and `column` count from 1 in characters; 0 means "unknown".
struct Place {
  std::string path;
  std::size_t line = 0;
  std::size_t column = 0;
};

// What a message says: fixed words in which `{}` stands for each argument, so that the same can be
// said in another language. Words without arguments are taken as they are, braces and all.
//
//   say("unknown key '{}'", key)
class Wording {
 public:
  Wording() = default;
  Wording(std::string plain) : form_(std::move(plain)) {}  // NOLINT(google-explicit-constructor)
  Wording(const char* plain) : form_(plain) {}             // NOLINT(google-explicit-constructor)
  Wording(std::string form, std::vector<std::string> arguments)
      : form_(std::move(form)), arguments_(std::move(arguments)) {}

  [[nodiscard]] const std::string& form() const { return form_; }
  [[nodiscard]] const std::vector<std::string>& arguments() const { return arguments_; }
  [[nodiscard]] bool empty() const { return form_.empty(); }
  // With the arguments in their places.
  [[nodiscard]] std::string text() const;

 private:
  std::string form_;
  std::vector<std::string> arguments_;
};

// An argument is a text or a number.
template <class... Arguments>
Wording say(const char* form, const Arguments&... arguments) {
  const auto text = [](const auto& one) {
    if constexpr (std::is_arithmetic_v<std::decay_t<decltype(one)>>) {
      return std::to_string(one);
    } else {
      return std::string(one);
    }
  };
  return {form, {text(arguments)...}};
}

enum class Severity { kWarning, kError };

// One finding about a rule file, a schema, a document or a record: data first, text last.
//   code:  "stage.snake_case", e.g. "ruleset.unknown_key"
//   hint:  the way out; may be empty
//   rule:  the id of the rule that it is about; empty: of none
struct Diagnostic {
  Severity severity = Severity::kError;
  std::string code;
  Wording message;
  Wording hint;
  Place place;
  std::string rule = {};
};

using Diagnostics = std::vector<Diagnostic>;

// The languages that messages are written in.
enum class Language { kEnglish, kChinese };

// `file:line:col: severity: rule ID: what; hint [stage.code]`, at most 300 bytes after the place, control and
// bidirectional characters escaped. No newline at the end. The language is that of the fixed words around:
// authoring::translated() turns the message itself.
std::string format_diagnostic(const Diagnostic& diagnostic, Language language = Language::kEnglish);

}  // namespace zhailu
