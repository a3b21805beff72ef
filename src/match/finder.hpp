#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "match/phase_text.hpp"

namespace zhailu::match {

// One find of a rule, before overlaps are decided. Spans are of the view.
struct Find {
  std::uint32_t rule = 0;
  Span<PhaseView> span;
  struct Part {
    std::uint16_t name = 0;
    Span<PhaseView> span;
    bool symbols = false;  // each mention or word inside is a capture of its own
  };
  std::vector<Part> parts;
};

// Appends the finds of `rule` in the unit (a sentence or a block of the view).
class Finder {
 public:
  explicit Finder(const PhaseText& text) : text_(text) {}
  void find(std::uint32_t rule_index, Span<PhaseView> unit, std::vector<Find>& finds);

 private:
  using Groups = std::vector<std::string_view>;
  // One rule in one unit. Offsets count from the unit's begin.
  struct Search {
    std::uint32_t rule_index = 0;
    const ruleset::Rule& rule;
    Span<PhaseView> unit;
    std::string_view text;      // of the unit
    std::size_t at = 0;         // where the search goes on
    std::size_t free_from = 0;  // behind what was found or vetoed so far
  };

  void find_pattern(Search& search, std::vector<Find>& finds);
  [[nodiscard]] std::size_t window_end(std::string_view text, std::size_t from) const;
  void search_window(Search& search, std::size_t begins_before, std::size_t until,
                     std::vector<Find>& finds);
  void take_match(Search& search, std::vector<Find>& finds);
  void find_sequence(Search& search, std::vector<Find>& finds);
  std::optional<std::size_t> pass_start(const Search& search, std::size_t at,
                                        std::vector<Find::Part>& shared);
  std::size_t collect_items(const Search& search, std::size_t at,
                            const std::vector<Find::Part>& shared, std::vector<Find>& finds);
  void find_remembered(const Search& search, std::vector<Find>& finds);

  enum class Verdict { kGood, kVetoed, kGapTooLong };
  Verdict read_groups(const ruleset::ViewPattern& pattern, const Groups& groups,
                      std::vector<Find::Part>& parts) const;
  [[nodiscard]] bool group_fits(const ruleset::Group& group, Span<PhaseView> span) const;
  [[nodiscard]] const std::vector<ruleset::Attribute>& attributes_of(const ViewSymbol& symbol) const;
  std::size_t accept(const Search& search, Span<PhaseView> span, std::vector<Find::Part>&& parts,
                     std::vector<Find>& finds) const;

  const PhaseText& text_;
  Groups groups_;
  std::vector<Span<Normalized>> places_;
};

// Appends the places of remembered texts in a unit, in what stands between its symbols.
void find_remembered(const PhaseText& text, ruleset::NameId lexicon, Span<PhaseView> unit,
                     std::vector<Span<Normalized>>& places);

}  // namespace zhailu::match
