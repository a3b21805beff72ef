#include "write/csv_emitter.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "write/cell_text.hpp"
#include "write/valid_text.hpp"

namespace zhailu::write {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_negative_number(std::string_view text) {
  if (text.empty() || text.front() != '-') return false;
  text.remove_prefix(1);
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return is_digits(text);
  return is_digits(text.substr(0, point)) && is_digits(text.substr(point + 1));
}

// A spreadsheet keeps 15 digits of a number and shows 12 or more as 4.2E+17.
bool would_be_changed(std::string_view text) {
  return is_digits(text) && (text.size() >= 12 || (text.size() > 1 && text.front() == '0'));
}

bool would_be_run(std::string_view text) {
  constexpr std::array<std::string_view, 4> kFullWidth = {"＝", "＋", "－", "＠"};
  if (text.empty()) return false;
  if (text.front() == '\t' || text.front() == '\r') return true;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  text.remove_prefix(first);
  if (std::string_view("=+-@").find(text.front()) != std::string_view::npos) return true;
  return std::any_of(kFullWidth.begin(), kFullWidth.end(),
                     [&](std::string_view sign) { return text.starts_with(sign); });
}

bool is_line_break(char32_t c) {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_control(char32_t c) { return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0); }

// The common case, a text without anything to change, is told by its bytes: C2 leads U+0080–00BF,
// E2 leads U+2000–2FFF.
bool may_need_cleaning(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2;
  });
}

void append_on_one_line(std::string& out, std::string_view text) {
  if (!may_need_cleaning(text)) {
    out += text;
    return;
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(text, at);
    if (c == '\r' && at < text.size() && text[at] == '\n') continue;  // the LF gives the blank
    if (is_line_break(c)) {
      out += ' ';
    } else if (!is_control(c)) {
      out += text.substr(begin, at - begin);
    }
  }
}

// What every reader of CSV can take.
std::string plain(std::string_view text) {
  std::string result = base::is_valid_utf8(text) ? std::string(text) : repaired(text);
  std::erase(result, '\0');
  return result;
}

}  // namespace

std::string on_one_line(std::string_view text) {
  std::string result;
  append_on_one_line(result, text);
  return result;
}

std::string guarded(std::string_view text) {
  if (!base::is_valid_utf8(text)) return guarded(repaired(text));
  std::string result;
  if ((would_be_run(text) && !is_negative_number(text)) || would_be_changed(text)) result += '\'';
  append_on_one_line(result, text);
  return result;
}

void CsvRow::cell(std::string_view text) {
  if (!first_) out_ += ',';
  first_ = false;
  if (text.find_first_of("\",\r\n") == std::string_view::npos) {
    out_ += text;
    return;
  }
  out_ += '"';
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
}

void CsvRow::text(std::string_view text) {
  cell(profile_ == CsvProfile::kSpreadsheet ? guarded(text) : plain(text));
}

void CsvRow::value(const Value& value) {
  if (value.is_integer() || value.is_double() || value.is_boolean()) {
    cell(cell_text(value));
  } else {
    text(cell_text(value));
  }
}

void CsvRow::end() {
  out_ += profile_ == CsvProfile::kSpreadsheet ? "\r\n" : "\n";
  first_ = true;
}

}  // namespace zhailu::write
