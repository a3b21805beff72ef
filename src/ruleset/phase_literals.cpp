#include "ruleset/phase_literals.hpp"

#include <algorithm>
#include <optional>

#include "base/required_literals.hpp"
#include "base/utf8.hpp"

namespace zhailu::ruleset {
namespace {

bool is_symbol(char32_t c) { return c >= kFirstSymbol && c <= kLastSymbol; }

// A literal, taken apart: its longest stretch of text, and one of its symbols.
struct LiteralParts {
  std::string_view text;
  std::optional<char32_t> symbol;
  bool text_has_han = false;
};

LiteralParts take_apart(std::string_view literal) {
  LiteralParts parts;
  std::size_t begin = 0;
  bool han = false;
  const auto end_stretch = [&](std::size_t end) {
    if (end - begin > parts.text.size()) {
      parts.text = literal.substr(begin, end - begin);
      parts.text_has_han = han;
    }
  };
  for (std::size_t at = 0; at < literal.size();) {
    const std::size_t before = at;
    const char32_t c = base::next_code_point(literal, at);
    if (!is_symbol(c)) {
      han = han || base::is_han(c);
      continue;
    }
    end_stretch(before);
    begin = at;
    han = false;
    if (!parts.symbol) parts.symbol = c;
  }
  end_stretch(literal.size());
  return parts;
}

// Stands for other characters in a view, so a text does not tell whether it is there.
bool is_foreign(std::string_view literal) {
  std::string foreign;
  base::append_code_point(foreign, kForeignSymbol);
  return literal.find(foreign) != std::string_view::npos;
}

}  // namespace

void PhaseLiterals::add_rule(std::uint32_t rule, const base::Expression& expression,
                             RuleFilter& filter) {
  std::vector<RuleFilter::Way> ways;
  for (const base::Way& way : base::required_literals(expression)) {
    ways.emplace_back();
    for (const base::Clause& clause : way) {
      if (std::ranges::any_of(clause, is_foreign)) continue;
      RuleFilter::Clause numbers;
      for (const std::string& literal : clause) numbers.push_back(number_of(literal));
      ways.back().push_back(std::move(numbers));
    }
  }
  filter.add(rule, ways);
}

int PhaseLiterals::number_of(std::string_view literal) {
  const int next = static_cast<int>(texts_.size() + symbols_.size());
  const LiteralParts parts = take_apart(literal);
  if (parts.symbol && !parts.text_has_han) return symbols_.emplace(*parts.symbol, next).first->second;
  return texts_.emplace(parts.text, next).first->second;
}

}  // namespace zhailu::ruleset
