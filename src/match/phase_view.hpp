#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/analysis.hpp"
#include "ruleset/pack.hpp"

// The text that the rules of one phase read: normalized text in which each outermost mention of
// the phase's view and each hit of its word lists is a single code point.
//
//   7月1日上午，局党组书记江贤英围绕“初心”讲党课   →   ⟨date⟩，⟨person⟩围绕⟨quote⟩讲党课
namespace zhailu::match {

// A stretch of the view. A text piece has as many bytes as its normalized text; a symbol has four.
struct ViewPiece {
  enum class Kind : std::uint8_t { kText, kMention, kWord };
  std::size_t view_begin = 0;
  Span<Normalized> normalized;
  Kind kind = Kind::kText;
  std::int32_t index = -1;  // of the mention, or of the word in Phase::word_entries
};

class View {
 public:
  // `occluded`, by mention: true keeps a mention out of the view (helpers marked `keep`).
  View(const model::Analysis& analysis, const std::vector<bool>& occluded,
       const ruleset::Pack& pack, const ruleset::Phase& phase);

  [[nodiscard]] const std::string& text() const { return text_; }
  // The view of a stretch of normalized text whose borders are no symbol's inside; a border inside
  // a symbol moves behind it.
  [[nodiscard]] Span<PhaseView> to_view(Span<Normalized> span) const;
  // The hull of what the symbols and characters of `span` stand for.
  [[nodiscard]] Span<Normalized> to_normalized(Span<PhaseView> span) const;
  // The pieces that overlap `span`, as indices [first, last) into pieces().
  [[nodiscard]] std::pair<std::size_t, std::size_t> pieces_in(Span<PhaseView> span) const;
  [[nodiscard]] const std::vector<ViewPiece>& pieces() const { return pieces_; }

 private:
  void add_text(std::string_view normalized, Span<Normalized> span, const ruleset::Pack& pack,
                const ruleset::Phase& phase);
  void add_symbol(char32_t symbol, Span<Normalized> span, ViewPiece::Kind kind, std::int32_t index);
  void copy(std::string_view normalized, Span<Normalized> span);
  [[nodiscard]] std::size_t view_border(std::size_t normalized) const;

  std::string text_;
  std::vector<ViewPiece> pieces_;
  std::vector<base::LexiconAutomaton::Hit> hits_;
};

}  // namespace zhailu::match
