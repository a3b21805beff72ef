#include "ruleset/expression_translator.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "base/simplified.hpp"
#include "base/utf8.hpp"

namespace zhailu::ruleset {
namespace {

constexpr std::string_view kSpecial = R"(\.+*?()|[]{}^$-/)";
// Stands for what a gap may not hold until the whole rule is read.
constexpr char kGapMark = '\x01';

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string symbol_expression(char32_t code_point) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string hex;
  for (char32_t rest = code_point; rest != 0; rest >>= 4) hex.insert(hex.begin(), kHex[rest & 0xF]);
  return "\\x{" + hex + "}";
}

void copy_until(std::string_view text, std::size_t end, std::size_t& at, std::string& out) {
  out.append(text.substr(at, end - at));
  at = end;
}

// \p{Han}, \x{4E00}, \Q…\E are copied whole; an escaped sign is folded: \( means （ of the text.
void copy_escape(std::string_view text, std::size_t& at, std::string& out) {
  if (at + 1 >= text.size()) {
    out += text[at++];
    return;
  }
  const char kind = text[at + 1];
  if (kind == 'Q')
    return copy_until(text, std::min(text.find("\\E", at), text.size() - 2) + 2, at, out);
  if ((kind == 'p' || kind == 'P' || kind == 'x') && at + 2 < text.size() && text[at + 2] == '{') {
    return copy_until(text, std::min(text.find('}', at), text.size() - 1) + 1, at, out);
  }
  std::size_t sign = at + 1;
  const char32_t original = base::next_code_point(text, sign);
  const char32_t folded = base::literal_form(original);
  if (folded == original) return copy_until(text, sign, at, out);
  base::append_code_point(out, folded);
  at = sign;
}

void append_folded(std::string_view text, std::size_t& at, std::string& out) {
  const char32_t original = base::next_code_point(text, at);
  const char32_t folded = base::literal_form(original);
  // A folded character that is special in a regex stays literal.
  if (folded < 0x80 && folded != original &&
      kSpecial.find(static_cast<char>(folded)) != std::string_view::npos) {
    out += '\\';
  }
  base::append_code_point(out, folded);
}

}  // namespace

std::optional<std::string> ExpressionTranslator::run(const PatternText& pattern) {
  pattern_ = pattern;
  MacroExpander expander(*scope_.macros, scope_.words, scope_.lexicon_names);
  const auto expanded = expander.expand(pattern, diagnostics_);
  std::string out;
  if (!expanded || !translate(*expanded, out)) return std::nullopt;
  return out;
}

std::optional<std::string> ExpressionTranslator::run_any(const Alternatives& patterns) {
  std::string all;
  bool good = true;
  for (const PatternText& one : patterns) {
    const auto expression = run(one);
    good = good && expression.has_value();
    if (expression) all += (all.empty() ? "" : "|") + *expression;
  }
  if (!good) return std::nullopt;
  return "(?:" + all + ")";
}

std::string ExpressionTranslator::close_gaps(std::string_view expression) const {
  std::string closed;
  for (const char c : expression) {
    if (c == kGapMark) {
      closed += captured_;
    } else {
      closed += c;
    }
  }
  return closed;
}

bool ExpressionTranslator::fail(std::string code, Wording message, Wording hint,
                                std::string_view part) {
  diagnostics_.push_back({Severity::kError, std::move(code), std::move(message), std::move(hint),
                          pattern_.place_of(part)});
  return false;
}

bool ExpressionTranslator::translate(std::string_view text, std::string& out) {
  std::size_t at = 0;
  while (at < text.size()) {
    switch (text[at]) {
      case '\\':
        copy_escape(text, at, out);
        break;
      case '[':
        if (!copy_class(text, at, out)) return false;
        break;
      case '(':
        if (!open_group(text, at, out)) return false;
        break;
      case '{':
        if (!brace(text, at, out)) return false;
        break;
      case kGroupBegin:
        out += "(?:", ++at;
        break;
      case kGroupEnd:
        out += ")", ++at;
        break;
      case '?':
      case ')':
      case '|':
      case '*':
      case '+':
      case '.':
      case '^':
      case '$':
        out += text[at++];
        break;
      default:
        append_folded(text, at, out);
    }
  }
  return true;
}

bool ExpressionTranslator::copy_class(std::string_view text, std::size_t& at, std::string& out) {
  out += text[at++];
  if (at < text.size() && text[at] == '^') out += text[at++];
  bool first = true;
  while (at < text.size() && (text[at] != ']' || first)) {
    first = false;
    if (text[at] == '\\') {
      copy_escape(text, at, out);
    } else if (text.substr(at).starts_with("[:")) {
      const std::size_t close = text.find(":]", at);
      if (close == std::string_view::npos) return fail("regex.syntax", "'[:' without its ':]'");
      copy_until(text, close + 2, at, out);
    } else if (text[at] == kGroupBegin) {
      return fail("ruleset.macro", "a macro cannot stand inside […]", "write (?:${macro}|[…])");
    } else if (text[at] == '{') {
      if (!class_symbol(text, at, out)) return false;
    } else {
      append_folded(text, at, out);
    }
  }
  if (at >= text.size()) return fail("regex.syntax", "'[' without its ']'");
  out += text[at++];
  return true;
}

// {name} inside a class: the symbol as one of its characters; any other brace is itself.
bool ExpressionTranslator::class_symbol(std::string_view text, std::size_t& at, std::string& out) {
  const std::size_t close = std::min(text.find('}', at), text.size());
  const std::string_view name = text.substr(at + 1, close - std::min(close, at + 1));
  if (close == text.size() || name.empty() ||
      !std::all_of(name.begin(), name.end(), is_name_char) || is_digit(name[0])) {
    out += text[at++];
    return true;
  }
  at = close + 1;
  return add_symbol(name, out);
}

bool ExpressionTranslator::open_group(std::string_view text, std::size_t& at, std::string& out) {
  if (!text.substr(at).starts_with("(?")) {
    out += "(?:";  // plain groups only group
    ++at;
    return true;
  }
  if (text.substr(at).starts_with("(?P<")) return open_capture(text, at, out);
  // (?: and flags such as (?i: are copied; look-around is refused by Pattern::compile.
  const std::size_t last = text.substr(at).starts_with("(?<") ? at + 3 : at + 2;
  copy_until(text, std::min(text.find_first_of(":)=!", last), text.size() - 1) + 1, at, out);
  return true;
}

bool ExpressionTranslator::open_capture(std::string_view text, std::size_t& at, std::string& out) {
  const std::size_t close = text.find('>', at);
  if (close == std::string_view::npos) return fail("regex.syntax", "'(?P<' without its '>'");
  const std::string name(text.substr(at + 4, close - at - 4));
  if (name.empty() || !std::all_of(name.begin(), name.end(), is_name_char)) {
    return fail("ruleset.capture_name", say("capture name '{}'", name),
                "use small letters, digits and _");
  }
  if (use_ == Use::kLook && !scope_.keep_names) return captures_nothing(name);
  groups_.push_back({Group::Kind::kText, scope_.intern(name), {}, {}, 0});
  out += scope_.keep_names ? "(?P<" + name + ">" : "(";
  at = close + 1;
  return true;
}

bool ExpressionTranslator::captures_nothing(const std::string& name) {
  return fail("ruleset.capture_in_guard",
              say("'{}' is captured where nothing can be captured", name),
              "capture in `find`, `before` or `after`", name);
}

bool ExpressionTranslator::brace(std::string_view text, std::size_t& at, std::string& out) {
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (next == '.') return gap(text, at, out);
  if (!is_digit(next)) return reference(text, at, out);
  const std::size_t close = text.find('}', at);
  if (close == std::string_view::npos) return fail("regex.syntax", "'{' without its '}'");
  copy_until(text, close + 1, at, out);
  return true;
}

// In a find a plain loop, whose length is looked at afterwards: a counted one makes large programs.
bool ExpressionTranslator::gap(std::string_view text, std::size_t& at, std::string& out) {
  const std::size_t close = std::min(text.find('}', at), text.size());
  const std::string digits(text.substr(std::min(at + 3, close), close - std::min(at + 3, close)));
  if (close == text.size() || !text.substr(at).starts_with("{..") || digits.empty() ||
      digits.size() > 3 || !std::all_of(digits.begin(), digits.end(), is_digit)) {
    return fail("ruleset.gap", "a gap is written {..40}", "up to 999 characters",
                text.substr(at, 3));
  }
  const std::string inside = std::string("[^。！？\\n") + kGapMark + "]";
  if (use_ == Use::kFind) {
    groups_.push_back(
        {Group::Kind::kGap, kNoName, {}, {}, static_cast<std::size_t>(std::stoi(digits))});
    out += "(" + inside + "*?)";
  } else {
    out += inside + "{0," + digits + "}?";
  }
  at = close + 1;
  return true;
}

bool ExpressionTranslator::reference(std::string_view text, std::size_t& at, std::string& out) {
  const auto reference = read_reference(text, at);
  if (!reference) {
    return fail("ruleset.reference",
                say("cannot read '{}'", text.substr(at, text.find('}', at) - at)),
                "write {type}, {type+:capture}, {type/text/}, {type[attribute=value]}",
                text.substr(at, text.find('}', at) - at));
  }
  at = reference->end;
  const bool bare = reference->names.size() == 1 && !reference->many &&
                    reference->capture.empty() && reference->test.empty() &&
                    reference->attribute.empty();
  if (bare && reference->names[0] == "start") return out += '^', true;
  if (bare && reference->names[0] == "end") return out += '$', true;
  return emit(*reference, out);
}

bool ExpressionTranslator::emit(const SymbolReference& ref, std::string& out) {
  std::string symbols;
  for (const std::string& name : ref.names) {
    if (!add_symbol(name, symbols)) return false;
  }
  std::string one = ref.names.size() == 1 && ref.names[0] != "any" ? symbols : "[" + symbols + "]";
  if (ref.many && !with_separator(one)) return false;
  if (ref.capture.empty() && ref.test.empty() && ref.attribute.empty()) {
    out += ref.many ? "(?:" + one + ")" : one;
    return true;
  }
  if (use_ == Use::kLook && !ref.capture.empty()) return captures_nothing(ref.capture);
  if (use_ == Use::kLook) {
    diagnostics_.push_back({Severity::kWarning, "ruleset.test_in_guard",
                            say("'{}' is not tested here: any of them counts", ref.names[0]),
                            "give those mentions a type of their own", pattern_.place});
    out += ref.many ? "(?:" + one + ")" : one;
    return true;
  }
  if (!ref.capture.empty()) captured_ += symbols;
  return add_group(ref, one, out);
}

bool ExpressionTranslator::add_symbol(std::string_view name, std::string& out) {
  if (name == "any") {
    out += symbol_expression(kFirstSymbol) + "-" + symbol_expression(kLastSymbol);
    return true;
  }
  if (const auto symbol = scope_.symbol(name)) {
    out += symbol_expression(*symbol);
    return true;
  }
  const std::string braced = "{" + std::string(name);
  return fail(
      "ruleset.unknown_type",
      say("'{}' is neither in the phase's view nor one of its symbols", name),
      base::did_you_mean(name, scope_.symbol_names, "add it to `view` or `symbols` of the phase"),
      pattern_.text.find(braced) != std::string::npos ? braced : name);
}

bool ExpressionTranslator::with_separator(std::string& one) {
  const auto macro = scope_.macros->find("list_separator");
  if (macro == scope_.macros->end())
    return fail("ruleset.list_separator", "{type+} needs a macro list_separator");
  const PatternText whole = pattern_;
  const auto separator = run({"${list_separator}", macro->second.place});
  pattern_ = whole;
  if (separator) one += "(?:" + *separator + one + ")*";
  return separator.has_value();
}

bool ExpressionTranslator::add_group(const SymbolReference& ref, const std::string& one,
                                     std::string& out) {
  Group group;
  group.kind = Group::Kind::kSymbols;
  if (!ref.capture.empty()) group.name = scope_.intern(ref.capture);
  if (!ref.test.empty()) {
    PatternScope of_text = scope_;  // the test looks at the mention's text, not at the view
    of_text.compiled_later = false;
    group.text_test = translate_plain({{ref.test, pattern_.place}}, of_text, "", "", diagnostics_);
    if (!group.text_test) return false;
  }
  if (!ref.attribute.empty()) {
    const std::size_t equal = ref.attribute.find('=');
    if (equal == std::string::npos)
      return fail("ruleset.attribute", "an attribute test is written [name=value]");
    group.attribute_test =
        Attribute{scope_.intern(ref.attribute.substr(0, equal)), ref.attribute.substr(equal + 1)};
  }
  groups_.push_back(std::move(group));
  out += "(" + one + ")";
  return true;
}

}  // namespace zhailu::ruleset
