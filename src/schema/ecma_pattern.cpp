#include "schema/ecma_pattern.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "base/utf8.hpp"

namespace zhailu::schema {
namespace {

constexpr std::string_view kBlanks = R"(\t-\r \x{a0}\x{feff}\p{Z})";
constexpr std::string_view kNoLineEnd = R"([^\n\r\x{2028}\x{2029}])";
constexpr std::string_view kAnything = R"((?s:.))";

std::string code_point_text(char32_t code_point) {
  return fmt::format("\\x{{{:x}}}", static_cast<std::uint32_t>(code_point));
}

// Rewrites one expression from left to right.
class Translator {
 public:
  explicit Translator(std::string_view expression) : rest_(expression) {}

  Result<std::string> run() {
    while (!rest_.empty() && !problem_) step();
    if (problem_) return failure("schema.invalid", std::move(*problem_));
    return std::move(out_);
  }

 private:
  void step() {
    if (rest_.front() == '\\') return escape();
    if (in_class_) return class_character();
    if (rest_.starts_with("[^]")) return replace(3, kAnything);
    if (rest_.front() == '[') return open_class();
    if (rest_.front() == '.') return replace(1, kNoLineEnd);
    if (rest_.starts_with("(?")) return group();
    copy(1);
  }

  void open_class() {
    in_class_ = true;
    copy(rest_.starts_with("[^") ? 2 : 1);
    if (rest_.starts_with(']')) refuse("an empty class matches nothing");
  }

  // RE2 would read [[:alpha:]] as a named class.
  void class_character() {
    if (rest_.front() == '[') return replace(1, R"(\[)");
    in_class_ = rest_.front() != ']';
    copy(1);
  }

  void group() {
    for (const std::string_view look : {"(?=", "(?!", "(?<=", "(?<!"}) {
      if (rest_.starts_with(look)) return refuse("there is no look-around");
    }
    if (rest_.starts_with("(?:")) return copy(3);
    if (rest_.starts_with("(?<")) return replace(3, "(?P<");
    refuse("a group begins with (, (?: or (?<name>");
  }

  void escape() {
    if (rest_.size() < 2) return refuse("a backslash at the end");
    const char letter = rest_[1];
    if (letter == 'u' || letter == 'x') return hex_escape(letter == 'u' ? 4 : 2);
    if (letter == 'c') return control_escape();
    if (letter == 's' || letter == 'S') return blank_escape(letter == 'S');
    if (letter == 'p' || letter == 'P') return property_escape();
    if (letter == '0') return replace(2, R"(\x00)");
    if (letter >= '1' && letter <= '9') return refuse("there are no back references");
    if (letter == 'b' && in_class_) return replace(2, R"(\x08)");
    if (std::string_view("dDwWbBtnvfr").find(letter) != std::string_view::npos) return copy(2);
    if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
      return refuse(fmt::format("there is no escape \\{}", letter));
    }
    literal();
  }

  // An escaped sign, or a character beyond ASCII behind a backslash: itself.
  void literal() {
    rest_.remove_prefix(1);
    std::size_t size = 0;
    const char32_t code_point = base::next_code_point(rest_, size);
    replace(size, code_point_text(code_point));
  }

  void blank_escape(bool negated) {
    if (!in_class_) return replace(2, fmt::format("[{}{}]", negated ? "^" : "", kBlanks));
    if (negated) return refuse("write the class without \\S in it");
    replace(2, kBlanks);
  }

  // `\p{Script=Han}` is `\p{Han}` to RE2.
  void property_escape() {
    const std::size_t close = rest_.find('}');
    if (rest_.substr(2, 1) != "{" || close == std::string_view::npos) return refuse("write \\p{…}");
    std::string_view name = rest_.substr(3, close - 3);
    for (const std::string_view key : {"Script=", "sc=", "General_Category=", "gc="}) {
      if (name.starts_with(key)) name.remove_prefix(key.size());
    }
    replace(close + 1, fmt::format("\\{}{{{}}}", rest_[1], name));
  }

  void control_escape() {
    const char letter = rest_.size() > 2 ? rest_[2] : ' ';
    const bool fits = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    if (!fits) return refuse("write \\c with a letter");
    replace(3, code_point_text(static_cast<char32_t>(letter % 32)));
  }

  void hex_escape(std::size_t digits) {
    const auto unit = hex(2, digits);
    if (!unit) return refuse(fmt::format("write {} hex digits behind \\{}", digits, rest_[1]));
    const bool high = *unit >= 0xD800 && *unit < 0xDC00;
    if (!high && (*unit < 0xD800 || *unit > 0xDFFF))
      return replace(2 + digits, code_point_text(*unit));
    const auto low = rest_.substr(6, 2) == "\\u" ? hex(8, 4) : std::nullopt;
    if (!high || !low || *low < 0xDC00 || *low > 0xDFFF) return refuse("half a surrogate pair");
    replace(12, code_point_text(0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00)));
  }

  [[nodiscard]] std::optional<char32_t> hex(std::size_t at, std::size_t digits) const {
    if (rest_.size() < at + digits) return std::nullopt;
    char32_t value = 0;
    for (const char c : rest_.substr(at, digits)) {
      const std::size_t digit =
          std::string_view("0123456789abcdef").find(static_cast<char>(c | 0x20));
      if (digit == std::string_view::npos || (c < '0')) return std::nullopt;
      value = value * 16 + static_cast<char32_t>(digit);
    }
    return value;
  }

  void copy(std::size_t bytes) { replace(bytes, rest_.substr(0, bytes)); }
  void replace(std::size_t bytes, std::string_view with) {
    out_ += with;
    rest_.remove_prefix(bytes);
  }
  void refuse(std::string problem) { problem_ = std::move(problem); }

  std::string_view rest_;
  std::string out_;
  bool in_class_ = false;
  std::optional<std::string> problem_;
};

}  // namespace

Result<base::Pattern> compile_ecma_pattern(std::string_view expression) {
  auto translated = Translator(expression).run();
  if (!translated) return tl::unexpected(std::move(translated.error()));
  auto pattern = base::Pattern::compile(*translated);
  if (!pattern) return failure("schema.invalid", pattern.error().diagnostics.front().message);
  return pattern;
}

}  // namespace zhailu::schema
