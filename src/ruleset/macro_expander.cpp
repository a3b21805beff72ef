#include "ruleset/macro_expander.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "base/pattern.hpp"
#include "base/utf8.hpp"

namespace zhailu::ruleset {
namespace {

constexpr std::size_t kMaxMacroDepth = 32;
constexpr std::size_t kMaxExpandedBytes = 256 * 1024;

std::size_t matching_brace(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// Split at the commas that stand in no bracket: of `x{2,4}, [,，]` two.
std::vector<std::string_view> split_arguments(std::string_view list) {
  std::vector<std::string_view> all;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const char c = list[i];
    if (c == '\\') {
      ++i;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
    } else if (c == ',' && depth == 0) {
      all.push_back(trimmed(list.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  all.push_back(trimmed(list.substr(begin)));
  return all;
}

}  // namespace

std::optional<std::string> MacroExpander::expand(const PatternText& pattern,
                                                 Diagnostics& diagnostics) {
  std::string out;
  if (write(pattern.text, {}, out)) return out;
  error_.place = pattern.place_of(about_);
  diagnostics.push_back(std::move(error_));
  return std::nullopt;
}

bool MacroExpander::fail(std::string code, Wording message, Wording hint) {
  error_ = {Severity::kError, std::move(code), std::move(message), std::move(hint), {}};
  return false;
}

bool MacroExpander::write(std::string_view text, const Arguments& arguments, std::string& out) {
  std::size_t at = 0;
  while (true) {
    const std::size_t start = std::min(text.find("${", at), text.size());
    out.append(text.substr(at, start - at));
    if (start == text.size()) return true;
    const std::size_t close = matching_brace(text, start + 1);
    if (close == std::string_view::npos) return fail("ruleset.macro", "'${' without its '}'");
    if (!write_one(text.substr(start + 2, close - start - 2), arguments, out)) {
      if (stack_.empty()) about_ = text.substr(start, close + 1 - start);
      return false;
    }
    if (out.size() > kMaxExpandedBytes) {
      return fail("ruleset.macro_too_large", "the expanded pattern is longer than 256 KiB");
    }
    at = close + 1;
  }
}

bool MacroExpander::write_one(std::string_view call, const Arguments& arguments, std::string& out) {
  if (call.starts_with("lexicon:")) return write_words(call.substr(8), out);
  const std::string name(call.substr(0, call.find('(')));
  if (const auto argument = arguments.find(name); argument != arguments.end()) {
    out += kGroupBegin + argument->second + kGroupEnd;
    return true;
  }
  const auto macro = macros_.find(name);
  if (macro == macros_.end()) return unknown_macro(name);
  macro->second.used = true;
  if (std::find(stack_.begin(), stack_.end(), name) != stack_.end()) {
    std::string way;
    for (const std::string& step : stack_) way += step + " -> ";
    return fail("ruleset.macro_cycle",
                say("macros refer to one another in a circle: {}", way + name),
                "write one of them out");
  }
  if (stack_.size() >= kMaxMacroDepth) {
    return fail("ruleset.macro_depth", "macros stand in one another more than 32 deep",
                "write some of them out");
  }
  Arguments inner;
  if (!bind(macro->second, name, call, arguments, inner)) return false;
  stack_.push_back(name);
  out += kGroupBegin;
  const bool good = write(macro->second.body, inner, out);
  out += kGroupEnd;
  stack_.pop_back();
  return good;
}

bool MacroExpander::unknown_macro(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& [key, value] : macros_) names.push_back(key);
  return fail("ruleset.unknown_macro", say("unknown macro '{}'", name),
              base::did_you_mean(name, names, "define it in a macro file of the manifest"));
}

// Arguments may hold macros and the caller's own arguments.
bool MacroExpander::bind(const Macro& macro, std::string_view name, std::string_view call,
                         const Arguments& outer, Arguments& inner) {
  std::vector<std::string_view> given;
  if (const std::size_t paren = call.find('('); paren != std::string_view::npos) {
    if (call.back() != ')') {
      return fail("ruleset.macro", say("macro call '{}' lacks its ')'", call));
    }
    given = split_arguments(call.substr(paren + 1, call.size() - paren - 2));
  }
  if (given.size() != macro.parameters.size()) {
    return fail("ruleset.macro_arguments", say("macro '{}' takes {} arguments, {} given", name,
                                               macro.parameters.size(), given.size()));
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    std::string value;
    if (!write(given[i], outer, value)) return false;
    inner.emplace(macro.parameters[i], std::move(value));
  }
  return true;
}

bool MacroExpander::write_words(std::string_view name, std::string& out) {
  auto words = words_(name);
  if (!words) {
    return fail("ruleset.unknown_lexicon", say("unknown lexicon '{}'", name),
                base::did_you_mean(name, lexicons_, "add it to `lexicons` of the manifest"));
  }
  // The longest first, since the first alternative that fits is taken.
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
  out += kGroupBegin + alternatives + (single.empty() ? "" : "[" + single + "]") + kGroupEnd;
  return true;
}

}  // namespace zhailu::ruleset
