#include "authoring/rivals.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::authoring {
namespace {

using match::Find;

std::size_t length_of(const Find& find, const match::PhaseText& text) {
  return base::count_code_points(
      slice(std::string_view(text.analysis.normalized.text), text.view.to_normalized(find.span)));
}

Criterion decided_by(const Find& winner, const Find& loser, const match::PhaseText& text) {
  const ruleset::Rule& won = text.pack.rules[winner.rule];
  const ruleset::Rule& lost = text.pack.rules[loser.rule];
  if (winner.span == loser.span && won.make == lost.make) return Criterion::kSamePlace;
  if (won.priority != lost.priority) return Criterion::kPriority;
  if (length_of(winner, text) != length_of(loser, text)) return Criterion::kLength;
  return winner.span.begin != loser.span.begin ? Criterion::kBegin : Criterion::kRuleOrder;
}

// The kept finds that others had to give way to: disjoint, by begin.
std::vector<const Find*> winners(const std::vector<Find>& kept, const ruleset::Pack& pack) {
  std::vector<const Find*> all;
  for (const Find& find : kept) {
    if (!pack.rules[find.rule].keep) all.push_back(&find);
  }
  return all;
}

// Of those that overlap it the one that decided by the earliest criterion.
std::optional<Loss> loss_of(const Find& find, const std::vector<const Find*>& winners,
                            const match::PhaseText& text) {
  auto at =
      std::upper_bound(winners.begin(), winners.end(), find.span.begin,
                       [](std::size_t begin, const Find* one) { return begin < one->span.end; });
  std::optional<Loss> loss;
  for (; at != winners.end() && (*at)->span.begin < find.span.end; ++at) {
    const Criterion by = decided_by(**at, find, text);
    if (!loss || by < loss->by) loss = Loss{(*at)->rule, (*at)->span, by};
  }
  return loss;
}

}  // namespace

std::string_view criterion_name(Criterion criterion) {
  switch (criterion) {
    case Criterion::kPriority:
      return "priority";
    case Criterion::kLength:
      return "length";
    case Criterion::kBegin:
      return "start";
    case Criterion::kRuleOrder:
      return "rule order";
    case Criterion::kSamePlace:
      return "same place";
  }
  return "";
}

std::vector<std::optional<Loss>> losses(const std::vector<match::Find>& found,
                                        const std::vector<match::Find>& kept,
                                        const match::PhaseText& text) {
  const auto all = winners(kept, text.pack);
  const auto is_kept = [&](const Find& find) {
    return std::any_of(kept.begin(), kept.end(), [&](const Find& one) {
      return one.rule == find.rule && one.span == find.span;
    });
  };
  std::vector<std::optional<Loss>> result;
  result.reserve(found.size());
  for (const Find& find : found) {
    result.push_back(is_kept(find) ? std::nullopt : loss_of(find, all, text));
  }
  return result;
}

}  // namespace zhailu::authoring
