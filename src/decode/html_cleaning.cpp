#include "decode/html_cleaning.hpp"

#include <algorithm>
#include <optional>

#include "base/utf8.hpp"
#include "decode/charset.hpp"

namespace zhailu::decode {
namespace {

constexpr std::size_t kMaxAttributes = 64;
// libxml2 stops at </html> and loses what a second page or a footer behind it says. So the body is
// open from the first byte to the last; it passes over further <html>, <head> and <body>.
constexpr std::string_view kStart = "<html><body>";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// The character that a numeric reference names, as the WHATWG parser reads it; U+FFFD when none.
char32_t referenced_character(char32_t value) {
  if (value >= 0x80 && value <= 0x9F) value = windows_1252(static_cast<unsigned char>(value));
  const bool blank = value == '\t' || value == '\n' || value == '\r';
  const bool control = (value < 0x20 && !blank) || (value >= 0x7F && value <= 0x9F);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  const bool noncharacter = (value & 0xFFFE) == 0xFFFE;
  return control || surrogate || noncharacter || value > 0x10FFFF ? base::kReplacement : value;
}

class Cleaner {
 public:
  explicit Cleaner(std::string_view source) : source_(source) {
    page_.source.reserve(source.size() + kStart.size());
    page_.source = kStart;
  }

  CleanPage run() {
    while (at_ < source_.size()) {
      if (source_[at_] == '<') {
        markup();
      } else {
        character();
      }
    }
    return std::move(page_);
  }

 private:
  [[nodiscard]] bool follows(std::string_view lower_text) const {
    const std::string_view rest = source_.substr(at_, lower_text.size());
    return std::equal(rest.begin(), rest.end(), lower_text.begin(), lower_text.end(),
                      [](char a, char b) { return lower(a) == b; });
  }

  void markup() {
    if (follows("<!--")) return comment();
    if (follows("<!doctype")) return document_type();
    if (follows("<!")) return skip_to('>');  // <![if …]> of word processors: a comment to browsers
    if (follows("</html") || follows("</body")) return skip_to('>');
    const bool tag = at_ + 1 < source_.size() && is_letter(source_[at_ + 1]);
    if (!tag) return character();
    const std::string_view raw = raw_text_element();
    start_tag();
    if (!raw.empty()) copy_raw_text(raw);
  }

  // Elements whose content is no markup.
  [[nodiscard]] std::string_view raw_text_element() const {
    for (const std::string_view name : {"script", "style"}) {
      const std::size_t end = at_ + 1 + name.size();
      const bool ends = end >= source_.size() || is_blank(source_[end]) || source_[end] == '>' ||
                        source_[end] == '/';
      if (ends && follows("<" + std::string(name))) return name;
    }
    return {};
  }

  void copy_raw_text(std::string_view name) {
    const std::string closing = "</" + std::string(name);
    while (at_ < source_.size() && !(source_[at_] == '<' && follows(closing))) character();
  }

  // A comment ends as in browsers, also at `--!>` and in `<!-->`; an open one takes the rest.
  void comment() {
    const std::size_t body = at_ + 4;
    for (const std::string_view at_once : {">", "->"}) {
      if (source_.substr(std::min(body, source_.size()), at_once.size()) == at_once) {
        at_ = body + at_once.size();
        return;
      }
    }
    std::size_t end = source_.find("--", body);
    while (end != std::string_view::npos) {
      const std::string_view rest = source_.substr(end + 2, 2);
      if (rest.starts_with('>') || rest == "!>") break;
      end = source_.find("--", end + 1);
    }
    at_ = std::min(end, source_.size());
    if (at_ < source_.size()) skip_to('>');
  }

  void skip_to(char last) { at_ = std::min(source_.find(last, at_), source_.size() - 1) + 1; }

  // The document type says nothing to a reader; entities are never expanded (FAULTS 30).
  void document_type() {
    const std::size_t end = std::min(source_.find_first_of("[>", at_), source_.size());
    if (end < source_.size() && source_[end] == '[') {
      const std::size_t close = std::min(source_.find(']', end), source_.size());
      const std::string_view subset = source_.substr(end, close - end);
      page_.entities_refused |= subset.find("<!ENTITY") != std::string_view::npos;
      at_ = close;
    }
    skip_to('>');
  }

  // Copies a start tag up to and with its `>`, or to the end of the text.
  void start_tag() {
    character();
    while (at_ < source_.size() && !is_blank(source_[at_]) && source_[at_] != '>') character();
    for (std::size_t count = 0; at_ < source_.size() && source_[at_] != '>';) {
      if (is_blank(source_[at_]) || source_[at_] == '/') {
        character();
        continue;
      }
      if (++count <= kMaxAttributes) {
        attribute();
      } else {
        skip_attribute();
      }
    }
    if (at_ < source_.size()) character();
  }

  // The end of the attribute at `at_`: a name, or name, `=` and value.
  [[nodiscard]] std::size_t attribute_end() const {
    const std::size_t size = source_.size();
    const auto skip_blanks = [&](std::size_t at) {
      while (at < size && is_blank(source_[at])) ++at;
      return at;
    };
    const std::size_t name_end = std::min(source_.find_first_of("= \t\r\n\f>", at_ + 1), size);
    const std::size_t sign = skip_blanks(name_end);
    if (sign == size || source_[sign] != '=') return name_end;
    const std::size_t value = skip_blanks(sign + 1);
    if (value == size) return size;
    const char quote = source_[value];
    if (quote != '"' && quote != '\'') {
      return std::min(source_.find_first_of(" \t\r\n\f>", value), size);
    }
    return std::min(source_.find(quote, value + 1), size - 1) + 1;
  }

  void attribute() {
    const std::size_t end = attribute_end();
    while (at_ < end) character();
  }
  void skip_attribute() { at_ = attribute_end(); }

  // Copies the character at `at_`.
  void character() {
    const char c = source_[at_];
    if (c == '&' && (numeric_reference() || bare_reference())) return;
    if (c == '\r') return line_end();
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 || c == '\t' || c == '\n') return copy_byte();
    ++at_;
    if (c == '\f' || c == '\v') {
      page_.source += ' ';
    } else {
      replace();
    }
  }

  // U+FFFE and U+FFFF are right UTF-8 that libxml2 drops.
  void copy_byte() {
    if (source_.substr(at_, 2) == "\xEF\xBF" && at_ + 2 < source_.size() &&
        static_cast<unsigned char>(source_[at_ + 2]) >= 0xBE) {
      at_ += 3;
      return replace();
    }
    page_.source += source_[at_++];
  }

  void line_end() {
    at_ += source_.substr(at_, 2) == "\r\n" ? 2 : 1;
    page_.source += '\n';
  }

  void replace() {
    base::append_code_point(page_.source, base::kReplacement);
    ++page_.replaced;
  }

  // `&nbsp会议`: browsers read the oldest names without their semicolon, libxml2 takes 会议 for a part
  // of the name.
  bool bare_reference() {
    for (const std::string_view name : {"&nbsp", "&lt", "&gt", "&amp", "&quot", "&middot"}) {
      const std::size_t end = at_ + name.size();
      if (source_.substr(at_, name.size()) != name || end >= source_.size()) continue;
      const auto next = static_cast<unsigned char>(source_[end]);
      if (next < 0x80) continue;
      page_.source.append(name).append(";");
      at_ = end;
      return true;
    }
    return false;
  }

  // Right references stay as they are; false also when there is none.
  bool numeric_reference() {
    if (source_.substr(at_, 2) != "&#") return false;
    const bool hex = at_ + 2 < source_.size() && lower(source_[at_ + 2]) == 'x';
    std::size_t end = at_ + (hex ? 3 : 2);
    const std::size_t digits = end;
    char32_t value = 0;
    for (; end < source_.size(); ++end) {
      const int digit = hex_digit(source_[end]);
      if (digit < 0 || (!hex && digit > 9)) break;
      value = std::min<char32_t>(value * (hex ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
    }
    if (end == digits) return false;
    const char32_t character = referenced_character(value);
    if (character == value) return false;
    if (end < source_.size() && source_[end] == ';') ++end;
    at_ = end;
    if (character == base::kReplacement) {
      replace();
    } else {
      base::append_code_point(page_.source, character);
    }
    return true;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  CleanPage page_;
};

}  // namespace

CleanPage clean_page(std::string_view source) { return Cleaner(source).run(); }

}  // namespace zhailu::decode
