#include "write/json_emitter.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/utf8.hpp"
#include "write/valid_text.hpp"

namespace zhailu::write {
namespace {

void append_number(std::string& out, std::int64_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

// The shortest digits that read back as the same double; 3.0 keeps its point, so that it stays a
// number with a fraction for whoever reads it.
void append_number(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  const std::string_view shortest(digits.data(), static_cast<std::size_t>(end - digits.data()));
  out += shortest;
  if (shortest.find_first_of(".e") == std::string_view::npos) out += ".0";
}

void append_escape(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  out += "\\u00";
  out += kHex[static_cast<unsigned char>(c) >> 4];
  out += kHex[static_cast<unsigned char>(c) & 0x0F];
}

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void append_valid_text(std::string& out, std::string_view text) {
  out += '"';
  auto rest = text.begin();
  while (rest != text.end()) {
    const auto special = std::find_if(rest, text.end(), needs_escape);
    out.append(rest, special);
    rest = special;
    if (rest != text.end()) append_escape(out, *rest++);
  }
  out += '"';
}

void append_text(std::string& out, std::string_view text) {
  if (base::is_valid_utf8(text)) {
    append_valid_text(out, text);
  } else {
    append_valid_text(out, repaired(text));
  }
}

bool is_span(const Value& value) {
  return value.is_array() && value.array().size() == 2 && value.array()[0].is_integer() &&
         value.array()[1].is_integer();
}

bool is_on_one_line(const Value::Array& items) {
  return std::all_of(items.begin(), items.end(), is_span) ||
         (items.size() == 2 && items[0].is_integer() && items[1].is_integer());
}

void append_on_one_line(std::string& out, const Value& value) {
  if (value.is_integer()) {
    append_number(out, value.integer());
    return;
  }
  out += '[';
  bool first = true;
  for (const Value& item : value.array()) {
    if (!first) out += ", ";
    first = false;
    append_on_one_line(out, item);
  }
  out += ']';
}

}  // namespace

void JsonEmitter::new_line() {
  if (layout_ == JsonLayout::kCompact) return;
  out_ += '\n';
  out_.append(2 * scopes_.size(), ' ');
}

void JsonEmitter::next_item() {
  if (!scopes_.back().empty) out_ += ',';
  scopes_.back().empty = false;
  new_line();
}

// In an object the key has already made room.
void JsonEmitter::before_value() {
  if (!scopes_.empty() && scopes_.back().kind == Scope::Kind::kArray) next_item();
}

void JsonEmitter::begin(char bracket, Scope::Kind kind) {
  before_value();
  out_ += bracket;
  scopes_.push_back({kind});
}

void JsonEmitter::end(char bracket) {
  const bool empty = scopes_.back().empty;
  scopes_.pop_back();
  if (!empty) new_line();
  out_ += bracket;
}

void JsonEmitter::key(std::string_view name) {
  next_item();
  append_text(out_, name);
  out_ += layout_ == JsonLayout::kCompact ? ":" : ": ";
}

void JsonEmitter::array(const Value::Array& items) {
  begin_array();
  for (const Value& item : items) value(item);
  end_array();
}

void JsonEmitter::object(const Value::Object& members) {
  begin_object();
  for (const auto& [name, member] : members) {
    key(name);
    value(member);
  }
  end_object();
}

void JsonEmitter::value(const Value& value) {
  if (value.is_object()) return object(value.object());
  if (value.is_array()) {
    if (layout_ == JsonLayout::kCompact || !is_on_one_line(value.array())) {
      return array(value.array());
    }
    before_value();
    return append_on_one_line(out_, value);
  }
  before_value();
  if (value.is_text()) {
    append_text(out_, value.text());
  } else if (value.is_integer()) {
    append_number(out_, value.integer());
  } else if (value.is_double()) {
    append_number(out_, value.number());
  } else if (value.is_boolean()) {
    out_ += value.boolean() ? "true" : "false";
  } else {
    out_ += "null";
  }
}

std::string to_json(const Value& value, JsonLayout layout) {
  std::string out;
  JsonEmitter(out, layout).value(value);
  return out;
}

}  // namespace zhailu::write
