#include "ruleset/pattern_translator.hpp"

#include <algorithm>
#include <cctype>

#include "base/fold.hpp"
#include "base/nearest.hpp"
#include "base/utf8.hpp"

namespace zhailu::ruleset {
namespace {

constexpr int kMaxMacroDepth = 32;
constexpr std::size_t kMaxExpandedBytes = 256 * 1024;
constexpr std::string_view kSpecial = R"(\.+*?()|[]{}^$-/)";

bool is_name_char(char c) {
  return std::islower(static_cast<unsigned char>(c)) != 0 ||
         std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::string symbol_expression(char32_t code_point) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string hex;
  for (char32_t rest = code_point; rest != 0; rest >>= 4) hex.insert(hex.begin(), kHex[rest & 0xF]);
  return "\\x{" + hex + "}";
}

// One pass over one expression: expands macros first, then translates.
class Translator {
 public:
  Translator(const PatternScope& scope, const Place& place, Diagnostics& diagnostics)
      : scope_(scope), place_(place), diagnostics_(diagnostics) {}

  std::optional<std::string> run(std::string_view pattern) {
    std::string expanded;
    std::vector<std::string> stack;
    if (!expand(pattern, {}, expanded, stack)) return std::nullopt;
    std::string out;
    if (!translate(expanded, out)) return std::nullopt;
    return out;
  }

  // Group numbers count over all calls of run(), in order.
  std::size_t open_find() {
    groups_.push_back({Group::Kind::kFind, kNoName, {}, {}, 0});
    return groups_.size();
  }

  // Gaps exclude the types that the whole rule captures, known only at the end.
  void close_gaps(std::string& expression) const {
    for (std::size_t at = expression.find(kGapMark); at != std::string::npos;
         at = expression.find(kGapMark, at)) {
      expression.replace(at, kGapMark.size(), captured_);
    }
  }

  [[nodiscard]] std::vector<Group>& groups() { return groups_; }

 private:
  static constexpr std::string_view kGapMark = "\x01";

  bool fail(std::string code, std::string message, std::string hint = {}) {
    diagnostics_.push_back({Severity::kError, std::move(code), std::move(message), std::move(hint), place_});
    return false;
  }

  // ---- macros
  bool expand(std::string_view text, const std::map<std::string, std::string>& arguments,
              std::string& out, std::vector<std::string>& stack) {
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t start = text.find("${", at);
      out.append(text.substr(at, start == std::string_view::npos ? start : start - at));
      if (start == std::string_view::npos) break;
      const std::size_t close = matching_brace(text, start + 1);
      if (close == std::string_view::npos) {
        return fail("ruleset.macro", "'${' without its '}'");
      }
      if (!expand_one(text.substr(start + 2, close - start - 2), arguments, out, stack)) return false;
      if (out.size() > kMaxExpandedBytes) {
        return fail("ruleset.macro_too_large", "the expanded pattern is longer than 256 KiB");
      }
      at = close + 1;
    }
    return true;
  }

  static std::size_t matching_brace(std::string_view text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
      if (text[i] == '{') ++depth;
      if (text[i] == '}' && --depth == 0) return i;
    }
    return std::string_view::npos;
  }

  bool expand_one(std::string_view call, const std::map<std::string, std::string>& arguments,
                  std::string& out, std::vector<std::string>& stack) {
    if (call.starts_with("lexicon:")) return expand_words(call.substr(8), out);
    const std::size_t paren = call.find('(');
    const std::string name(call.substr(0, paren));
    if (const auto argument = arguments.find(name); argument != arguments.end()) {
      out += "(?:" + argument->second + ")";
      return true;
    }
    const auto macro = scope_.macros->find(name);
    if (macro == scope_.macros->end()) return unknown_macro(name);
    if (std::find(stack.begin(), stack.end(), name) != stack.end()) return macro_cycle(name, stack);
    if (stack.size() >= kMaxMacroDepth) return fail("ruleset.macro_depth", "macros nest too deeply");
    macro->second.used = true;
    std::map<std::string, std::string> inner;
    if (!bind(macro->second, name, call, paren, inner)) return false;
    stack.push_back(name);
    out += "(?:";
    const bool good = expand(macro->second.body, inner, out, stack);
    out += ")";
    stack.pop_back();
    return good;
  }

  bool unknown_macro(const std::string& name) {
    std::vector<std::string_view> names;
    for (const auto& [key, value] : *scope_.macros) names.push_back(key);
    const auto near = base::nearest(name, names);
    return fail("ruleset.unknown_macro", "unknown macro '" + name + "'",
                near ? "did you mean '" + *near + "'?" : "define it in a macro file of the manifest");
  }

  bool macro_cycle(const std::string& name, const std::vector<std::string>& stack) {
    std::string way;
    for (const std::string& step : stack) way += step + " -> ";
    return fail("ruleset.macro_cycle", "macros refer to one another in a circle: " + way + name,
                "write one of them out");
  }

  bool bind(const Macro& macro, const std::string& name, std::string_view call, std::size_t paren,
            std::map<std::string, std::string>& inner) {
    std::vector<std::string> given;
    if (paren != std::string_view::npos) {
      if (call.back() != ')') return fail("ruleset.macro", "macro call '" + std::string(call) + "' lacks its ')'");
      std::string_view list = call.substr(paren + 1, call.size() - paren - 2);
      while (true) {
        const std::size_t comma = list.find(',');
        std::string_view one = list.substr(0, comma);
        while (one.starts_with(' ')) one.remove_prefix(1);
        given.emplace_back(one);
        if (comma == std::string_view::npos) break;
        list.remove_prefix(comma + 1);
      }
    }
    if (given.size() != macro.parameters.size()) {
      return fail("ruleset.macro_arguments",
                  "macro '" + name + "' takes " + std::to_string(macro.parameters.size()) +
                      " arguments, " + std::to_string(given.size()) + " given");
    }
    for (std::size_t i = 0; i < given.size(); ++i) inner[macro.parameters[i]] = given[i];
    return true;
  }

  bool expand_words(std::string_view name, std::string& out) {
    auto words = scope_.words(name);
    if (!words) return fail("ruleset.unknown_lexicon", "unknown lexicon '" + std::string(name) + "'");
    std::sort(words->begin(), words->end(), [](const auto& a, const auto& b) {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    std::string single, alternatives;
    for (const std::string& word : *words) {
      if (base::count_code_points(word) == 1) {
        single += base::quote(word);
      } else {
        alternatives += base::quote(word) + "|";
      }
    }
    if (single.empty() && !alternatives.empty()) alternatives.pop_back();
    out += "(?:" + alternatives + (single.empty() ? "" : "[" + single + "]") + ")";
    return true;
  }

  // ---- translation
  bool translate(std::string_view text, std::string& out) {
    std::size_t at = 0;
    while (at < text.size()) {
      switch (text[at]) {
        case '\\': copy_escape(text, at, out); break;
        case '[':
          if (!copy_class(text, at, out)) return false;
          break;
        case '(':
          if (!open_group(text, at, out)) return false;
          break;
        case '{':
          if (!brace(text, at, out)) return false;
          break;
        case '?': case ')': case '|': case '*': case '+': case '.': case '^': case '$':
          out += text[at++];
          break;
        default: append_folded(text, at, out);
      }
    }
    return true;
  }

  static void copy_escape(std::string_view text, std::size_t& at, std::string& out) {
    out += text[at++];
    if (at >= text.size()) return;
    const char kind = text[at];
    const std::size_t length = base::character_bytes(kind);
    out.append(text.substr(at, length));
    at += length;
    if ((kind == 'p' || kind == 'P' || kind == 'x') && at < text.size() && text[at] == '{') {
      const std::size_t close = text.find('}', at);
      const std::size_t end = close == std::string_view::npos ? text.size() : close + 1;
      out.append(text.substr(at, end - at));
      at = end;
    }
  }

  static void append_folded(std::string_view text, std::size_t& at, std::string& out) {
    const char32_t original = base::next_code_point(text, at);
    const char32_t folded = base::fold(original);
    // A folded character that is special in a regex stays literal.
    if (folded < 0x80 && folded != original && kSpecial.find(static_cast<char>(folded)) != std::string_view::npos) {
      out += '\\';
    }
    base::append_code_point(out, folded);
  }

  bool copy_class(std::string_view text, std::size_t& at, std::string& out) {
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
        out.append(text.substr(at, close + 2 - at));
        at = close + 2;
      } else if (text[at] == '{' ) {
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
  bool class_symbol(std::string_view text, std::size_t& at, std::string& out) {
    const std::size_t close = text.find('}', at);
    const std::string_view name =
        close == std::string_view::npos ? std::string_view{} : text.substr(at + 1, close - at - 1);
    if (name.empty() || !std::all_of(name.begin(), name.end(), is_name_char) ||
        std::isdigit(static_cast<unsigned char>(name[0])) != 0) {
      out += text[at++];
      return true;
    }
    at = close + 1;
    if (name == "any") {
      out += symbol_expression(kFirstSymbol) + "-" + symbol_expression(kLastSymbol);
      return true;
    }
    const auto symbol = scope_.symbol(name);
    if (!symbol) return unknown_symbol(name);
    out += symbol_expression(symbol->code_point);
    return true;
  }

  bool open_group(std::string_view text, std::size_t& at, std::string& out) {
    if (!text.substr(at).starts_with("(?")) {
      out += "(?:";  // plain groups only group
      ++at;
      return true;
    }
    if (text.substr(at).starts_with("(?P<")) {
      const std::size_t close = text.find('>', at);
      if (close == std::string_view::npos) return fail("regex.syntax", "'(?P<' without its '>'");
      const std::string_view name = text.substr(at + 4, close - at - 4);
      if (name.empty() || !std::all_of(name.begin(), name.end(), is_name_char)) {
        return fail("ruleset.capture_name", "capture name '" + std::string(name) + "'",
                    "use small letters, digits and _");
      }
      groups_.push_back({Group::Kind::kText, scope_.intern(name), {}, {}, 0});
      out += scope_.keep_names ? "(?P<" + std::string(name) + ">" : "(";
      at = close + 1;
      return true;
    }
    // (?: and flags such as (?i: are copied; look-around is refused by Pattern::compile.
    const std::size_t last = text.substr(at).starts_with("(?<") ? at + 3 : at + 2;
    const std::size_t end = text.find_first_of(":)=!", last);
    const std::size_t stop = end == std::string_view::npos ? text.size() : end + 1;
    out.append(text.substr(at, stop - at));
    at = stop;
    return true;
  }

  bool brace(std::string_view text, std::size_t& at, std::string& out) {
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (std::isdigit(static_cast<unsigned char>(next)) != 0) {
      const std::size_t close = text.find('}', at);
      if (close == std::string_view::npos) return fail("regex.syntax", "'{' without its '}'");
      out.append(text.substr(at, close + 1 - at));
      at = close + 1;
      return true;
    }
    if (next == '.') return gap(text, at, out);
    return reference(text, at, out);
  }

  bool gap(std::string_view text, std::size_t& at, std::string& out) {
    const std::size_t close = text.find('}', at);
    const std::string_view digits =
        close == std::string_view::npos || close < at + 4 ? std::string_view{} : text.substr(at + 3, close - at - 3);
    if (text[at + 2] != '.' || digits.empty() || digits.size() > 3 ||
        !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
      return fail("ruleset.gap", "a gap is written {..40}");
    }
    groups_.push_back({Group::Kind::kGap, kNoName, {}, {}, static_cast<std::size_t>(std::stoi(std::string(digits)))});
    out += "([^。！？\\n" + std::string(kGapMark) + "]*?)";
    at = close + 1;
    return true;
  }

  struct Reference {
    std::vector<std::string> names;
    bool many = false;
    std::string test;
    std::string attribute;
    std::string capture;
  };

  bool reference(std::string_view text, std::size_t& at, std::string& out) {
    const std::size_t open = at;
    Reference ref;
    std::size_t i = at + 1;
    std::string word;
    const auto take_word = [&] {
      word.clear();
      while (i < text.size() && is_name_char(text[i])) word += text[i++];
      return !word.empty();
    };
    bool good = take_word();
    if (good) ref.names.push_back(word);
    while (good && i < text.size() && text[i] != '}') {
      const char sign = text[i++];
      if (sign == '|') {
        good = take_word();
        if (good) ref.names.push_back(word);
      } else if (sign == '+') {
        ref.many = true;
      } else if (sign == '[') {
        const std::size_t close = text.find(']', i);
        good = close != std::string_view::npos;
        if (good) ref.attribute = text.substr(i, close - i), i = close + 1;
      } else if (sign == '/') {
        const std::size_t close = text.find('/', i);
        good = close != std::string_view::npos;
        if (good) ref.test = text.substr(i, close - i), i = close + 1;
      } else if (sign == ':') {
        good = take_word();
        ref.capture = word;
      } else {
        good = false;
      }
    }
    if (!good || i >= text.size()) {
      return fail("ruleset.reference", "cannot read '" + std::string(text.substr(open, 24)) + "'",
                  "write {type}, {type+:capture}, {type/text/}, {type[attribute=value]}");
    }
    at = i + 1;
    return emit(ref, out);
  }

  bool unknown_symbol(std::string_view name) {
    const auto near = base::nearest(name, scope_.symbol_names);
    return fail("ruleset.unknown_type", "'" + std::string(name) + "' is neither in the phase's view nor one of its symbols",
                near ? "did you mean '" + *near + "'?" : "add it to `view` or `symbols` of the phase");
  }

  bool emit(const Reference& ref, std::string& out) {
    if (ref.names.size() == 1 && (ref.names[0] == "start" || ref.names[0] == "end")) {
      out += ref.names[0] == "start" ? '^' : '$';
      return true;
    }
    std::string symbols;
    for (const std::string& name : ref.names) {
      if (name == "any") {
        symbols += symbol_expression(kFirstSymbol) + "-" + symbol_expression(kLastSymbol);
        continue;
      }
      const auto symbol = scope_.symbol(name);
      if (!symbol) return unknown_symbol(name);
      symbols += symbol_expression(symbol->code_point);
    }
    std::string one = ref.names.size() == 1 && ref.names[0] != "any" ? symbols : "[" + symbols + "]";
    if (ref.many && !with_separator(one)) return false;
    if (ref.capture.empty() && ref.test.empty() && ref.attribute.empty()) {
      out += ref.many ? "(?:" + one + ")" : one;
      return true;
    }
    if (!ref.capture.empty()) captured_ += symbols;
    return add_group(ref, one, out);
  }

  bool with_separator(std::string& one) {
    if (scope_.macros->find("list_separator") == scope_.macros->end()) {
      return fail("ruleset.list_separator", "{type+} needs a macro list_separator");
    }
    std::string expanded, separator;
    std::vector<std::string> stack;
    if (!expand("${list_separator}", {}, expanded, stack) || !translate(expanded, separator)) return false;
    one += "(?:" + separator + one + ")*";
    return true;
  }

  bool add_group(const Reference& ref, const std::string& one, std::string& out) {
    Group group;
    group.kind = Group::Kind::kSymbols;
    if (!ref.capture.empty()) group.name = scope_.intern(ref.capture);
    if (!ref.test.empty()) {
      group.text_test = translate_plain(ref.test, scope_, "", "", place_, diagnostics_);
      if (!group.text_test) return false;
    }
    if (!ref.attribute.empty()) {
      const std::size_t equal = ref.attribute.find('=');
      if (equal == std::string::npos) return fail("ruleset.attribute", "an attribute test is written [name=value]");
      group.attribute_test = Attribute{scope_.intern(ref.attribute.substr(0, equal)), ref.attribute.substr(equal + 1)};
    }
    groups_.push_back(std::move(group));
    out += "(" + one + ")";
    return true;
  }

  const PatternScope& scope_;
  Place place_;
  Diagnostics& diagnostics_;
  std::vector<Group> groups_;
  std::string captured_;  // symbols of captured types, for gaps
};

std::optional<base::Pattern> compile(const std::string& expression, const Place& place,
                                     Diagnostics& diagnostics) {
  auto pattern = base::Pattern::compile(expression);
  if (pattern) return *pattern;
  for (Diagnostic diagnostic : pattern.error().diagnostics) {
    diagnostic.place = place;
    diagnostics.push_back(std::move(diagnostic));
  }
  return std::nullopt;
}

}  // namespace

std::optional<ViewPattern> translate(const PatternParts& parts, const PatternScope& scope,
                                     const Place& place, Diagnostics& diagnostics) {
  Translator translator(scope, place, diagnostics);
  ViewPattern result;
  std::string expression;
  if (!parts.before.empty()) {
    const auto before = translator.run(parts.before);
    if (!before) return std::nullopt;
    expression += "(?:" + *before + ")";
  }
  // Without context the find is the whole match: no group, and without captures no more than a DFA run.
  const bool alone = parts.before.empty() && parts.after.empty();
  if (!alone) result.find_group = translator.open_find();
  const auto find = translator.run(parts.find);
  if (!find) return std::nullopt;
  expression += (alone ? "(?:" : "(") + *find + ")";
  if (!parts.after.empty()) {
    const auto after = translator.run(parts.after);
    if (!after) return std::nullopt;
    expression += "(?:" + *after + ")";
  }
  translator.close_gaps(expression);
  auto pattern = compile(expression, place, diagnostics);
  if (!pattern) return std::nullopt;
  result.pattern = std::move(*pattern);
  result.groups = std::move(translator.groups());
  return result;
}

std::optional<base::Pattern> translate_plain(std::string_view pattern, const PatternScope& scope,
                                             std::string_view prefix, std::string_view suffix,
                                             const Place& place, Diagnostics& diagnostics) {
  Translator translator(scope, place, diagnostics);
  auto expression = translator.run(pattern);
  if (!expression) return std::nullopt;
  std::string whole = std::string(prefix) + "(?:" + *expression + ")" + std::string(suffix);
  translator.close_gaps(whole);
  return compile(whole, place, diagnostics);
}

}  // namespace zhailu::ruleset
