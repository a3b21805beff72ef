#include "ruleset/pattern_lint.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::ruleset {
namespace {

bool is_control(char c) { return (c >= 0 && c < 0x20 && c != '\n' && c != '\t') || c == 0x7F; }

// Removed when a text is normalized.
bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || c == 0x00AD;
}

class Lint {
 public:
  Lint(std::string_view text, const Place& place, Diagnostics& findings)
      : text_(text), place_(place), findings_(findings) {}

  void check_quotes() {
    if (!std::any_of(text_.begin(), text_.end(), is_control)) return;
    warn("ruleset.double_quoted",
         "in double quotes YAML reads \\b and the like as a control character",
         "write the pattern in single quotes");
  }

  void check_literals() {
    for (std::size_t at = 0; at < text_.size();) {
      const char32_t c = base::next_code_point(text_, at);
      if (c == U'\t')
        return warn("ruleset.lost_literal", "a tab; in normalized text it is a blank",
                    "write a blank");
      if (!is_invisible(c)) continue;
      return warn("ruleset.lost_literal",
                  "an invisible character, which texts lose when they are normalized",
                  "take it out");
    }
  }

  void check_ascii_classes() {
    if (text_.find("\\p{Han}") == std::string_view::npos &&
        std::all_of(text_.begin(), text_.end(), [](char c) { return c >= 0; })) {
      return;
    }
    for (std::size_t at = 0; at + 1 < text_.size(); ++at) {
      if (text_[at] != '\\') continue;
      const char kind = text_[++at];
      if (std::string_view("bBwW").find(kind) == std::string_view::npos) continue;
      return warn("ruleset.ascii_class",
                  say("\\{} knows ASCII letters alone and no Han character", std::string(1, kind)),
                  "write \\p{Han} or [0-9a-zA-Z]");
    }
  }

 private:
  void warn(std::string code, Wording message, Wording hint) {
    findings_.push_back(
        {Severity::kWarning, std::move(code), std::move(message), std::move(hint), place_});
  }

  std::string_view text_;
  const Place& place_;
  Diagnostics& findings_;
};

}  // namespace

void lint_pattern(std::string_view text, bool double_quoted, const Place& place,
                  Diagnostics& findings) {
  Lint lint(text, place, findings);
  if (double_quoted) lint.check_quotes();
  lint.check_literals();
  lint.check_ascii_classes();
}

}  // namespace zhailu::ruleset
