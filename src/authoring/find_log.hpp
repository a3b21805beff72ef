#pragma once

#include <optional>
#include <string>
#include <vector>

#include "authoring/rivals.hpp"
#include "match/trace.hpp"

namespace zhailu::authoring {

// Writes down what the rules of every phase find, keep and refuse.
class FindLog : public match::Trace {
 public:
  struct Word {  // of a word list, inside a find
    int lexicon = 0;
    int entry = 0;
    Span<Normalized> span;
  };
  struct Winner {
    std::uint32_t rule = 0;
    Span<Normalized> span;
    Criterion by = Criterion::kPriority;
  };
  struct Find {
    std::size_t phase = 0;  // index into Pack::phases
    std::uint32_t rule = 0;
    Span<Normalized> span;
    std::vector<Word> words;
    std::optional<Winner> lost_to;
    std::optional<std::uint32_t> removed_by;  // a `remove` rule of a later phase
  };
  struct Refused {
    std::size_t phase = 0;
    std::uint32_t rule = 0;
    Span<Normalized> span;
    std::string reason;
  };
  struct SeenView {
    std::size_t phase = 0;
    Span<Normalized> focus;
    std::string view;
  };

  // `focus`: only what overlaps one of these is written down; empty: all finds, but no views and refusals.
  explicit FindLog(std::vector<Span<Normalized>> focus = {}) : focus_(std::move(focus)) {}

  void begin_phase(const match::PhaseText& text) override;
  void refused(const match::PhaseText& text, std::uint32_t rule, Span<PhaseView> unit,
               Span<PhaseView> span, Refusal why) override;
  void found(const match::PhaseText& text, int block,
             const std::vector<match::Find>& finds) override;
  void kept(const match::PhaseText& text, int block,
            const std::vector<match::Find>& finds) override;

  // In the order of phases, blocks and places.
  [[nodiscard]] const std::vector<Find>& finds() const { return finds_; }
  [[nodiscard]] const std::vector<Refused>& refusals() const { return refusals_; }
  [[nodiscard]] const std::vector<SeenView>& views() const { return views_; }

  // Whether two stretches have something in common; an empty one touches what it stands in.
  static bool touches(Span<Normalized> focus, Span<Normalized> span);

 private:
  [[nodiscard]] bool in_focus(Span<Normalized> span) const;
  void note_removals(const match::PhaseText& text, const match::Find& find);

  std::vector<Span<Normalized>> focus_;
  std::size_t phases_ = 0;  // that have begun
  std::vector<match::Find> pending_;
  std::vector<Find> finds_;
  std::vector<Refused> refusals_;
  std::vector<SeenView> views_;
};

}  // namespace zhailu::authoring
