#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace zhailu::ruleset {

// Which rules of a phase may find something in a unit (a sentence or a block), told by the literals
// that stand there. A literal is a number of the phase: a text or a symbol, see Phase::literals.
class RuleFilter {
 public:
  using Clause = std::vector<int>;  // any of these literals
  using Way = std::vector<Clause>;  // all of these clauses, at most eight
  // A rule that needs what one of the ways asks for; a way without clauses asks for nothing.
  void add(std::uint32_t rule, const std::vector<Way>& ways);
  [[nodiscard]] bool empty() const { return rules_.empty() && always_.empty(); }

  // What one thread keeps between units; of one filter or many.
  class Scan {
   public:
    std::vector<std::uint32_t> candidates;  // of the unit, each once

   private:
    friend class RuleFilter;
    std::uint32_t unit_ = 0;
    std::vector<std::uint32_t> literal_seen_in_;  // by literal: the unit
    struct Satisfied {
      std::uint32_t unit = 0;
      std::uint8_t clauses = 0;
    };
    std::vector<Satisfied> satisfied_;       // by slot
    std::vector<std::uint32_t> met_in_;      // by number of the rule: the unit
  };

  void begin_unit(Scan& scan) const;
  // A literal of the unit, any number of times.
  void see(int literal, Scan& scan) const;

 private:
  struct Use {
    std::uint32_t slot = 0;
    std::uint8_t clause = 0;  // as a bit
  };
  struct Slot {  // a way of a rule
    std::uint32_t number = 0;
    std::uint8_t clauses = 0;  // all its bits
  };
  void add_way(std::uint32_t number, const Way& way);

  std::vector<std::uint32_t> rules_;    // by number: those that need something
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> always_;   // rules that need nothing
  std::vector<std::vector<Use>> uses_;  // by literal
};

}  // namespace zhailu::ruleset
