#include "match/overlaps.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/utf8.hpp"

namespace zhailu::match {
namespace {

struct Rank {
  int priority = 0;
  std::size_t length = 0;  // normalized code points
  std::size_t begin = 0;
  std::uint32_t rule = 0;
  std::size_t end = 0;
  std::size_t index = 0;
};

bool better(const Rank& a, const Rank& b) {
  if (a.priority != b.priority) return a.priority > b.priority;
  if (a.length != b.length) return a.length > b.length;
  if (a.begin != b.begin) return a.begin < b.begin;
  if (a.rule != b.rule) return a.rule < b.rule;
  return a.end < b.end;
}

// Adds the captures of names that `into` does not have.
void unite(Find& into, const Find& other) {
  const std::size_t own = into.parts.size();
  for (const Find::Part& part : other.parts) {
    const auto end = into.parts.begin() + static_cast<std::ptrdiff_t>(own);
    const bool known = std::any_of(into.parts.begin(), end,
                                   [&](const Find::Part& one) { return one.name == part.name; });
    if (!known) into.parts.push_back(part);
  }
}

// What is taken so far, disjoint, by begin.
class Taken {
 public:
  // The find that holds just this span, or nullptr; `free` says whether nothing overlaps.
  Find* at(Span<PhaseView> span, bool& free) {
    auto next = spans_.lower_bound(span.begin);
    free = (next == spans_.end() || next->first >= span.end);
    if (next != spans_.end() && next->first == span.begin && next->second->span == span)
      return next->second;
    if (next != spans_.begin() && std::prev(next)->second->span.end > span.begin) free = false;
    return nullptr;
  }
  void add(Find* find) { spans_[find->span.begin] = find; }

 private:
  std::map<std::size_t, Find*> spans_;
};

}  // namespace

void decide_overlaps(std::vector<Find>& finds, const ruleset::Pack& pack, const View& view,
                     std::string_view normalized) {
  std::vector<Rank> ranks;
  for (std::size_t i = 0; i < finds.size(); ++i) {
    const ruleset::Rule& rule = pack.rules[finds[i].rule];
    const std::size_t length =
        base::count_code_points(slice(normalized, view.to_normalized(finds[i].span)));
    ranks.push_back(
        {rule.priority, length, finds[i].span.begin, finds[i].rule, finds[i].span.end, i});
  }
  std::sort(ranks.begin(), ranks.end(), better);
  Taken taken;
  std::vector<Find*> chosen;
  for (const Rank& rank : ranks) {
    Find& find = finds[rank.index];
    if (pack.rules[find.rule].keep) {
      chosen.push_back(&find);
      continue;
    }
    bool free = false;
    Find* same = taken.at(find.span, free);
    if (same != nullptr && pack.rules[same->rule].make == pack.rules[find.rule].make)
      unite(*same, find);
    if (!free || same != nullptr) continue;
    taken.add(&find);
    chosen.push_back(&find);
  }
  std::sort(chosen.begin(), chosen.end(), [](const Find* a, const Find* b) {
    return std::tie(a->span.begin, a->rule, a->span.end) <
           std::tie(b->span.begin, b->rule, b->span.end);
  });
  std::vector<Find> result;
  for (Find* find : chosen) result.push_back(std::move(*find));
  finds = std::move(result);
}

}  // namespace zhailu::match
