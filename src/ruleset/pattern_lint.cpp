#include "ruleset/pattern_lint.hpp"

#include <algorithm>

#include "base/simplified.hpp"
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
    if (text_.find("  ") != std::string_view::npos) {
      return warn("ruleset.lost_literal", "two blanks; normalized text has one", "write one blank");
    }
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

  // \x{FF11} and \Q（\E are taken as they stand, but no normalized text has such characters.
  void check_code_points() {
    for (std::size_t at = text_.find("\\x{"); at != std::string_view::npos;
         at = text_.find("\\x{", at + 3)) {
      const std::size_t close = std::min(text_.find('}', at), text_.size());
      const std::string digits(text_.substr(at + 3, close - at - 3));
      if (digits.empty() || digits.size() > 6 ||
          digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
        continue;
      const auto c = static_cast<char32_t>(std::stoul(digits, nullptr, 16));
      const bool range = (at > 0 && text_[at - 1] == '-') || text_.substr(close).starts_with("}-");
      if (base::literal_form(c) == c || range) continue;
      return warn(
          "ruleset.lost_literal",
          say("{} is a character that normalized text does not have", "\\x{" + digits + "}"),
          "write the character itself: it is folded as the text is");
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
      if (std::string_view("bBwWdD").find(kind) == std::string_view::npos) continue;
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
  lint.check_code_points();
  lint.check_ascii_classes();
}

}  // namespace zhailu::ruleset
