#include "authoring/shown_view.hpp"

#include <algorithm>
#include <charconv>

#include "authoring/display_width.hpp"

namespace zhailu::authoring {

namespace {

std::string_view name_of(const match::ViewSymbol& symbol, const match::PhaseText& text) {
  const auto index = static_cast<std::size_t>(symbol.index);
  if (symbol.kind == match::ViewSymbol::Kind::kMention)
    return text.pack.types[text.analysis.mentions[index].type].name;
  const auto list = static_cast<std::size_t>(text.phase.word_entries[index].first);
  return text.pack.lexicons[list].name;
}

}  // namespace

std::string_view symbol_name(char32_t symbol, const ruleset::Pack& pack) {
  if (symbol >= ruleset::kFirstWordSymbol && symbol <= ruleset::kLastSymbol) {
    const auto list = static_cast<std::size_t>(symbol - ruleset::kFirstWordSymbol);
    return list < pack.lexicons.size() ? std::string_view(pack.lexicons[list].name) : "";
  }
  if (symbol < ruleset::kFirstSymbol || symbol >= ruleset::kFirstWordSymbol) return "";
  const auto type = static_cast<std::size_t>(symbol - ruleset::kFirstSymbol);
  return type < pack.types.size() ? std::string_view(pack.types[type].name) : "";
}

std::string shown_view(const match::PhaseText& text, Span<PhaseView> span) {
  const std::string_view normalized = text.analysis.normalized.text;
  const Span<Normalized> whole = text.view.to_normalized(span);
  const auto [first, last] = text.view.symbols_in(span);
  std::string shown;
  std::size_t at = whole.begin;
  for (std::size_t i = first; i < last; ++i) {
    const match::ViewSymbol& symbol = text.view.symbols()[i];
    shown += harmless(slice(normalized, Span<Normalized>{at, symbol.normalized.begin}));
    shown.append("⟨").append(name_of(symbol, text)).append("⟩");
    at = symbol.normalized.end;
  }
  return shown + harmless(slice(normalized, Span<Normalized>{at, whole.end}));
}

std::vector<char32_t> symbols_in(std::string_view expression) {
  std::vector<char32_t> symbols;
  for (std::size_t at = expression.find("\\x{"); at != std::string_view::npos;
       at = expression.find("\\x{", at + 3)) {
    std::uint32_t code_point = 0;
    const char* end = expression.data() + expression.size();
    const auto [behind, error] = std::from_chars(expression.data() + at + 3, end, code_point, 16);
    const bool range =
        (behind + 1 < end && behind[1] == '-') || (at > 0 && expression[at - 1] == '-');
    if (error != std::errc() || range) continue;
    const bool known = std::find(symbols.begin(), symbols.end(), code_point) != symbols.end();
    if (code_point >= ruleset::kFirstSymbol && code_point <= ruleset::kLastSymbol && !known)
      symbols.push_back(code_point);
  }
  return symbols;
}

std::string literal_text(std::string_view expression) {
  std::string text;
  for (std::size_t at = 0; at < expression.size(); ++at) {
    if (expression[at] == '\\' && at + 1 < expression.size()) ++at;
    text += expression[at];
  }
  return text;
}

}  // namespace zhailu::authoring
