#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/expression.hpp"
#include "ruleset/pack.hpp"

namespace zhailu::ruleset {

// Numbers the literals that the rules of one phase need. A literal of a view is text, a symbol, or
// both; of both it keeps the part that says more:  ⟨date⟩上午 → 上午,  ⟨date⟩， → ⟨date⟩.
class PhaseLiterals {
 public:
  // Adds the rule to the filter, with what its expression requires.
  void add_rule(std::uint32_t rule, const base::Expression& expression, RuleFilter& filter);

  [[nodiscard]] const std::map<std::string, int>& texts() const { return texts_; }
  [[nodiscard]] const std::map<char32_t, int>& symbols() const { return symbols_; }

 private:
  int number_of(std::string_view literal);

  std::map<std::string, int> texts_;
  std::map<char32_t, int> symbols_;
};

}  // namespace zhailu::ruleset
