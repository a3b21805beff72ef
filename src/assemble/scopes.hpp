#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/analysis.hpp"
#include "ruleset/pack.hpp"

namespace zhailu::assemble {

// The stretches of a document that slots look in. A section is what stands under the same heading,
// the heading included, up to the next one of any level.
class Scopes {
 public:
  explicit Scopes(const model::Analysis& analysis);

  // The scope around a mention; empty when there is none (no heading above).
  [[nodiscard]] Span<Normalized> around(const model::Mention& mention, ruleset::Where where) const;
  // A number that mentions of the same scope share, and no others.
  [[nodiscard]] std::int64_t number(const model::Mention& mention, ruleset::Where where) const;
  // The heading that a block stands under (a heading: the one above it), or -1.
  [[nodiscard]] int heading_of(int block) const;
  // The blocks whose parent is `block`, in text order.
  [[nodiscard]] const std::vector<int>& children(int block) const {
    return children_[static_cast<std::size_t>(block)];
  }

 private:
  void number_sections();
  [[nodiscard]] Span<Normalized> clause(const model::Mention& mention) const;
  [[nodiscard]] Span<Normalized> sentence(const model::Mention& mention) const;
  [[nodiscard]] Span<Normalized> block(const model::Mention& mention) const;
  [[nodiscard]] Span<Normalized> heading(const model::Mention& mention) const;

  const model::Analysis& analysis_;
  std::vector<int> section_of_;  // by block
  std::vector<Span<Normalized>> sections_;
  std::vector<Span<Normalized>> articles_;  // by article number
  std::vector<std::vector<int>> children_;  // by block
  std::vector<std::size_t> clause_marks_;   // where ， and ； begin
};

}  // namespace zhailu::assemble
