#include "zhailu/diagnostic.hpp"

#include <fmt/format.h>

#include <string_view>

#include "base/utf8.hpp"

namespace zhailu {
namespace {

constexpr std::size_t kMaxBytes = 300;  // FAULTS.md: after the place
constexpr std::string_view kCut = "…";

// Characters that move a terminal's cursor, hide or reorder what follows them.
bool is_unprintable(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

std::string escaped(std::string_view text) {
  if (!base::is_valid_utf8(text)) {
    std::string bytes;
    for (const char byte : text) {
      if (byte >= 0x20 && byte < 0x7F) {
        bytes.push_back(byte);
      } else {
        bytes += fmt::format("\\x{:02X}", static_cast<unsigned char>(byte));
      }
    }
    return bytes;
  }
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    if (is_unprintable(c)) {
      out += fmt::format("\\u{{{:04X}}}", static_cast<std::uint32_t>(c));
    } else {
      base::append_code_point(out, c);
    }
  }
  return out;
}

std::string cut(std::string text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes - kCut.size();
  while (end > 0 && !base::is_border(text[end])) --end;
  text.resize(end);
  return text.append(kCut);
}

std::string place_text(const Place& place) {
  std::string text;
  if (!place.path.empty()) text += escaped(place.path) + ":";
  if (place.line > 0) text += fmt::format("{}:", place.line);
  if (place.line > 0 && place.column > 0) text += fmt::format("{}:", place.column);
  return text.empty() ? text : text + " ";
}

// The fixed words around a message.
struct Frame {
  std::string_view error;
  std::string_view warning;
  std::string_view rule;
  std::string_view rule_end;
  std::string_view hint;
};

constexpr Frame kEnglishFrame = {"error: ", "warning: ", "rule ", ": ", "; "};
constexpr Frame kChineseFrame = {"错误: ", "警告: ", "规则 ", "：", "；"};

std::string what_of(const Diagnostic& diagnostic, const Frame& frame) {
  std::string what;
  if (!diagnostic.rule.empty())
    what.append(frame.rule).append(escaped(diagnostic.rule)).append(frame.rule_end);
  what += escaped(diagnostic.message.text());
  if (!diagnostic.hint.empty()) what.append(frame.hint).append(escaped(diagnostic.hint.text()));
  return what;
}

}  // namespace

std::string Wording::text() const {
  if (arguments_.empty()) return form_;
  std::string filled;
  std::size_t at = 0;
  for (const std::string& argument : arguments_) {
    const std::size_t gap = form_.find("{}", at);
    if (gap == std::string::npos) break;
    filled.append(form_, at, gap - at).append(argument);
    at = gap + 2;
  }
  return filled.append(form_, at);
}

std::string format_diagnostic(const Diagnostic& diagnostic, Language language) {
  const Frame& frame = language == Language::kChinese ? kChineseFrame : kEnglishFrame;
  const std::string_view severity =
      diagnostic.severity == Severity::kError ? frame.error : frame.warning;
  const std::string code =
      diagnostic.code.empty() ? std::string() : " [" + escaped(diagnostic.code) + "]";
  const std::size_t taken = severity.size() + code.size();
  const std::size_t room = taken + kCut.size() < kMaxBytes ? kMaxBytes - taken : kCut.size();
  return place_text(diagnostic.place).append(severity) + cut(what_of(diagnostic, frame), room) +
         code;
}

}  // namespace zhailu
