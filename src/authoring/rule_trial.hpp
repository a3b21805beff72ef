#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/pattern_items.hpp"
#include "match/trace.hpp"

// Watches one rule at work and says of each unit of text (sentence or block) how far it came.
namespace zhailu::authoring {

// Where a rule stopped, in the order of the stages. A later one means that it came further.
enum class Stop {
  kBlock,     // in / not_in: not looked for in such blocks
  kView,      // a mention that the pattern needs is not there, or lies inside another one
  kLiteral,   // words that the pattern needs are not there
  kLookup,    // nothing that earlier rules remember stands there
  kPattern,   // all is there, but not in that order
  kTest,      // a test inside the pattern: {organization/局$/}
  kGap,       // a gap is longer than it may be
  kGuard,     // a guard
  kSequence,  // too few items
  kSpan,      // the capture that `span` names took no part
  kRival,     // another find won
  kRemoved,   // a later rule removed the mention
  kPart,      // lies inside another mention of its type
  kSlot,      // a slot that the record needs stays empty
  kMerged,    // told by another record
  kList,      // an announced list without items
  kAttach,    // a helper without a record that it could say something of
  kSchema,    // the record fails its schema
  kFound,
};
std::string_view stop_name(Stop stop);

// What became of the rule at one place.
struct Trial {
  Stop stop = Stop::kPattern;
  std::string reason;  // one sentence
  Span<Normalized> unit;
  Span<Normalized> place;              // of the find, or of what matched; empty: none
  std::string view;                    // of the unit, as the rule reads it
  std::string matched;                 // the first items of the pattern that matched, as written
  std::string expected;                // the next one
  std::string stands;                  // what stands in the view where that one should
  std::size_t items = 0;               // how many matched
  std::optional<std::uint32_t> rival;  // the rule that won, removed or took it over
};

class RuleTrials : public match::Trace {
 public:
  // `focus`: only units that overlap one of these; empty: the whole document.
  RuleTrials(const ruleset::Pack& pack, std::uint32_t rule, std::vector<Span<Normalized>> focus);

  void begin_phase(const match::PhaseText& text) override;
  void refused(const match::PhaseText& text, std::uint32_t rule, Span<PhaseView> unit,
               Span<PhaseView> span, Refusal why) override;
  void found(const match::PhaseText& text, int block,
             const std::vector<match::Find>& finds) override;
  void kept(const match::PhaseText& text, int block,
            const std::vector<match::Find>& finds) override;

  // What became of each find, and of each unit without one (a very long unit in several parts); call
  // it when the rules have run.
  [[nodiscard]] std::vector<Trial> take();

 private:
  struct Item {
    ItemPair pair;
    std::optional<base::Pattern> alone;
    std::optional<base::Pattern> prefix;  // all items up to this one
  };
  struct Progress {
    std::size_t branch = 0;
    std::size_t items = 0;
    Span<PhaseView> matched;
  };

  void compile_items();
  void try_unit(const match::PhaseText& text, Span<Normalized> unit, model::BlockKind kind);
  void try_window(const match::PhaseText& text, Span<Normalized> unit, model::BlockKind kind);
  [[nodiscard]] Progress progress(std::string_view view) const;
  [[nodiscard]] std::optional<Trial> absent(const match::PhaseText& text, Span<Normalized> unit,
                                            std::string_view view, std::size_t branch) const;
  void try_pattern(const match::PhaseText& text, Span<PhaseView> unit, Trial& trial) const;
  void try_lookup(const match::PhaseText& text, Span<PhaseView> unit, Trial& trial) const;
  [[nodiscard]] bool in_focus(Span<Normalized> unit) const;
  [[nodiscard]] std::string written(std::size_t branch, std::size_t items) const;
  [[nodiscard]] const Trial* unit_around(Span<Normalized> place) const;
  void note_removals(const match::PhaseText& text, const std::vector<match::Find>& finds);

  const ruleset::Pack& pack_;
  std::uint32_t rule_index_;
  const ruleset::Rule& rule_;
  std::vector<Span<Normalized>> focus_;
  std::vector<std::vector<Item>> branches_;
  std::vector<match::Find> pending_;  // finds of the block that is being decided
  bool mine_ = false;                 // the phase of the rule runs
  bool done_ = false;                 // it is over
  std::vector<Trial> units_;          // one for each unit in focus, in text order
  std::vector<Trial> events_;         // what became of matches in them
};

}  // namespace zhailu::authoring
