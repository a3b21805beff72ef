#pragma once

#include <string>
#include <vector>

namespace zhailu {

// Where something was found. `line` and `column` count from 1 in characters; 0 means "unknown".
struct Place {
  std::string path;
  std::size_t line = 0;
  std::size_t column = 0;
};

enum class Severity { kWarning, kError };

// One finding about a rule file, a schema, a document or a record: data first, text last.
//   code:  "stage.snake_case", e.g. "ruleset.unknown_key"
//   hint:  the way out; may be empty
struct Diagnostic {
  Severity severity = Severity::kError;
  std::string code;
  std::string message;
  std::string hint;
  Place place;
};

using Diagnostics = std::vector<Diagnostic>;

// `file:line:col: severity: what; hint [stage.code]`, at most 300 bytes after the place, control and
// bidirectional characters escaped. No newline at the end.
std::string format_diagnostic(const Diagnostic& diagnostic);

}  // namespace zhailu
