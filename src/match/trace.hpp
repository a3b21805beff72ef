#pragma once

#include "match/finder.hpp"

namespace zhailu::match {

// Looks on while the rules run, for the tools of rule writers; an ordinary run has none. What a call
// is shown lives no longer than the call.
class Trace {
 public:
  // Why a match became no find: a test in the pattern ({org/委$/}), a gap that is too long, a guard.
  enum class Refusal { kTest, kGap, kGuard };

  virtual ~Trace() = default;
  // The view of the phase stands, no rule of it has run.
  virtual void begin_phase(const PhaseText& /*text*/) {}
  // Around the search of one rule in one unit that may hold it; `finds`: how many it added.
  virtual void begin_search(std::uint32_t /*rule*/) {}
  virtual void end_search(std::uint32_t /*rule*/, std::size_t /*finds*/) {}
  virtual void refused(const PhaseText& /*text*/, std::uint32_t /*rule*/, Span<PhaseView> /*unit*/,
                       Span<PhaseView> /*span*/, Refusal /*why*/) {}
  // The finds of one block before and after overlaps are decided.
  virtual void found(const PhaseText& /*text*/, int /*block*/, const std::vector<Find>& /*finds*/) {
  }
  virtual void kept(const PhaseText& /*text*/, int /*block*/, const std::vector<Find>& /*finds*/) {}
};

}  // namespace zhailu::match
