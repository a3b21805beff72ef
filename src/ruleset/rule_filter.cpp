#include "ruleset/rule_filter.hpp"

#include <algorithm>
#include <cassert>

namespace zhailu::ruleset {

void RuleFilter::add(std::uint32_t rule, const std::vector<Way>& ways) {
  if (std::ranges::any_of(ways, [](const Way& way) { return way.empty(); })) {
    always_.push_back(rule);
    return;
  }
  const auto number = static_cast<std::uint32_t>(rules_.size());
  rules_.push_back(rule);
  for (const Way& way : ways) add_way(number, way);
}

void RuleFilter::add_way(std::uint32_t number, const Way& way) {
  assert(way.size() <= 8 && "a clause is a bit of a byte");
  const auto slot = static_cast<std::uint32_t>(slots_.size());
  slots_.push_back({number, static_cast<std::uint8_t>((1u << way.size()) - 1)});
  for (std::size_t i = 0; i < way.size(); ++i) {
    for (const int literal : way[i]) {
      const auto at = static_cast<std::size_t>(literal);
      if (uses_.size() <= at) uses_.resize(at + 1);
      uses_[at].push_back({slot, static_cast<std::uint8_t>(1u << i)});
    }
  }
}

// Marks carry the number of their unit, so that nothing has to be wiped between units.
void RuleFilter::begin_unit(Scan& scan) const {
  if (++scan.unit_ == 0) {  // the counter went round: old marks could look like new ones
    scan = Scan();
    scan.unit_ = 1;
  }
  if (scan.literal_seen_in_.size() < uses_.size()) scan.literal_seen_in_.resize(uses_.size());
  if (scan.satisfied_.size() < slots_.size()) scan.satisfied_.resize(slots_.size());
  if (scan.met_in_.size() < rules_.size()) scan.met_in_.resize(rules_.size());
  scan.candidates = always_;
}

void RuleFilter::see(int literal, Scan& scan) const {
  const auto at = static_cast<std::size_t>(literal);
  if (at >= uses_.size() || scan.literal_seen_in_[at] == scan.unit_) return;
  scan.literal_seen_in_[at] = scan.unit_;
  for (const Use use : uses_[at]) {
    Scan::Satisfied& satisfied = scan.satisfied_[use.slot];
    if (satisfied.unit != scan.unit_) satisfied = {scan.unit_, 0};
    satisfied.clauses |= use.clause;
    const Slot& slot = slots_[use.slot];
    if (satisfied.clauses != slot.clauses || scan.met_in_[slot.number] == scan.unit_) continue;
    scan.met_in_[slot.number] = scan.unit_;
    scan.candidates.push_back(rules_[slot.number]);
  }
}

}  // namespace zhailu::ruleset
