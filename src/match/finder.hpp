#pragma once

#include <string_view>
#include <vector>

#include "match/document_lexicon.hpp"
#include "match/phase_view.hpp"
#include "match/span_index.hpp"

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

// Everything that the rules of one phase look at while they search one unit.
struct PhaseText {
  const model::Analysis& analysis;
  const ruleset::Pack& pack;
  const ruleset::Phase& phase;
  const View& view;
  const SpanIndex& mention_spans;  // by mention type, for inside / not_inside
  const SpanIndex& quotations;
  const DocumentLexicons& document_lexicons;
};

// Appends the finds of `rule` in the unit (a sentence or a block of the view).
class Finder {
 public:
  explicit Finder(const PhaseText& text) : text_(text) {}
  void find(std::uint32_t rule_index, Span<PhaseView> unit, std::vector<Find>& finds);

 private:
  using Groups = std::vector<std::string_view>;

  void find_pattern(std::uint32_t rule_index, const ruleset::Rule& rule, Span<PhaseView> unit, std::vector<Find>& finds);
  void search_window(std::uint32_t rule_index, const ruleset::Rule& rule, Span<PhaseView> unit, std::size_t from,
                     std::size_t begins_before, std::size_t until, std::vector<Find>& finds);
  void find_sequence(std::uint32_t rule_index, const ruleset::Rule& rule, Span<PhaseView> unit, std::vector<Find>& finds);
  std::optional<std::size_t> pass_start(const ruleset::Sequence& sequence, std::string_view text, std::size_t at,
                                        std::vector<Find::Part>& shared);
  std::size_t collect_items(std::uint32_t rule_index, const ruleset::Rule& rule, Span<PhaseView> unit, std::size_t at,
                            const std::vector<Find::Part>& shared, std::vector<Find>& finds);
  void find_remembered(std::uint32_t rule_index, const ruleset::Rule& rule, Span<PhaseView> unit, std::vector<Find>& finds);

  enum class Verdict { kGood, kVetoed, kGapTooLong };
  Verdict read_groups(const ruleset::ViewPattern& pattern, const Groups& groups,
                      std::vector<Find::Part>& parts) const;
  [[nodiscard]] bool group_fits(const ruleset::Group& group, Span<PhaseView> span) const;
  [[nodiscard]] bool guards_pass(const ruleset::Rule& rule, Span<PhaseView> unit, Span<PhaseView> span) const;
  [[nodiscard]] bool near_passes(const ruleset::NearGuard& guard, Span<PhaseView> unit, Span<PhaseView> span) const;
  [[nodiscard]] bool inside_passes(const ruleset::InsideGuard& guard, Span<Normalized> span) const;
  bool accept(std::uint32_t rule_index, const ruleset::Rule& rule, Span<PhaseView> unit, Span<PhaseView> span,
              std::vector<Find::Part>&& parts, std::vector<Find>& finds);

  const PhaseText& text_;
  Groups groups_;
};

}  // namespace zhailu::match
