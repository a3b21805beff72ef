#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "match/text_hits.hpp"
#include "model/analysis.hpp"
#include "ruleset/pack.hpp"

// The text that the rules of one phase read: normalized text in which each outermost mention of
// the phase's view and each hit of its word lists is a single character, all of it in the codes of the
// phase's alphabet (a character is one byte, seldom two or three).
//
//   7月1日上午，局党组书记江贤英围绕“初心”讲党课   →   ⟨date⟩，⟨person⟩围绕⟨quote⟩讲党课
namespace zhailu::match {

// A mention or word in the view.
struct ViewSymbol {
  enum class Kind : std::uint8_t { kMention, kWord };
  Span<PhaseView> place;
  Span<Normalized> normalized;
  Kind kind = Kind::kMention;
  std::int32_t index = -1;  // of the mention, or of the word in Phase::word_entries
};

// A literal that the filters of the phase know, and where in normalized text it, or what its symbol
// stands for, begins and ends.
struct ViewLiteral {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  int id = 0;
  bool symbol = false;
};

class View {
 public:
  // Makes it the view of `phase`; what it was before gives only its memory.
  // `occluded`, by mention: true keeps a mention out of the view (helpers marked `keep`).
  void build(const model::Analysis& analysis, const std::vector<bool>& occluded,
             const ruleset::Pack& pack, std::size_t phase, const TextHits& hits);

  [[nodiscard]] std::string_view text() const { return {text_.data(), size_}; }
  // The view of a stretch of normalized text whose borders are no symbol's inside; a border inside
  // a symbol moves behind it. Logarithmic.
  [[nodiscard]] Span<PhaseView> to_view(Span<Normalized> span) const;
  // The hull of what the symbols and characters of `span` stand for.
  [[nodiscard]] Span<Normalized> to_normalized(Span<PhaseView> span) const {
    return {origin_[span.begin], origin_[span.end]};
  }
  // Left to right.
  [[nodiscard]] const std::vector<ViewSymbol>& symbols() const { return symbols_; }
  // The symbols in `span`, as indices [first, last) into symbols().
  [[nodiscard]] std::pair<std::size_t, std::size_t> symbols_in(Span<PhaseView> span) const;
  // The literals of the phase's filters that stand in the view, by begin.
  [[nodiscard]] const std::vector<ViewLiteral>& literals() const { return literals_; }

 private:
  friend class ViewBuilder;
  [[nodiscard]] std::size_t view_border(std::size_t normalized) const;

  std::vector<char> text_;             // and room behind it
  std::size_t size_ = 0;               // bytes of the view
  std::vector<std::uint32_t> origin_;  // by byte of the view, and one more: its normalized offset
  std::vector<ViewSymbol> symbols_;
  std::vector<ViewLiteral> literals_;
};

}  // namespace zhailu::match
