#include "base/character_set.hpp"

#include <algorithm>

#include "base/pattern.hpp"
#include "base/utf8.hpp"

namespace zhailu::base {
namespace {

constexpr char32_t kSurrogates = 0xD800;
constexpr char32_t kBehindSurrogates = 0xE000;
// Planes 15 and 16 are private use: what holds for one of their characters holds for all.
constexpr char32_t kPrivatePlanes = 0xF0000;

// Every character that classes tell apart, in ascending order.
std::string all_characters() {
  std::string all;
  const auto add = [&](char32_t from, char32_t until) {
    for (char32_t c = from; c < until; ++c) append_code_point(all, c);
  };
  add(0, kSurrogates);
  add(kBehindSurrogates, 0x40000);  // planes 4 to 13 hold nothing
  add(0xE0000, 0xE1000);
  append_code_point(all, kPrivatePlanes);
  return all;
}

}  // namespace

CharacterSet united(CharacterSet ranges) {
  std::ranges::sort(ranges);
  CharacterSet set;
  for (const auto& [first, last] : ranges) {
    if (!set.empty() && first <= set.back().second + 1) {
      set.back().second = std::max(set.back().second, last);
    } else {
      set.emplace_back(first, last);
    }
  }
  return set;
}

CharacterSet complement(const CharacterSet& set) {
  CharacterSet rest;
  char32_t from = 0;
  for (const auto& [first, last] : set) {
    if (first > from) rest.emplace_back(from, first - 1);
    from = last + 1;
  }
  if (from <= kLastCodePoint) rest.emplace_back(from, kLastCodePoint);
  return rest;
}

bool contains(const CharacterSet& set, char32_t code_point) {
  const auto after = std::ranges::upper_bound(set, code_point, {},
                                              &std::pair<char32_t, char32_t>::first);
  return after != set.begin() && std::prev(after)->second >= code_point;
}

std::size_t count(const CharacterSet& set) {
  std::size_t all = 0;
  for (const auto& [first, last] : set) all += last - first + 1;
  return all;
}

// One search over all characters: its matches are the runs of members.
const CharacterSet& KnownClasses::members(const std::string& expression) {
  const auto [place, fresh] = known_.emplace(expression, CharacterSet{});
  if (!fresh) return place->second;
  const auto pattern = Pattern::compile("(?:" + expression + ")+");
  if (!pattern) return place->second;  // whoever reads the whole expression is told why
  const std::string all = all_characters();
  CharacterSet ranges;
  std::vector<std::string_view> run(1);
  for (std::size_t at = 0; pattern->search(all, at, run);) {
    const auto begin = static_cast<std::size_t>(run[0].data() - all.data());
    for (at = begin; at < begin + run[0].size();) {
      const char32_t c = next_code_point(all, at);
      const bool last_before_gap = c == kSurrogates - 1;
      ranges.emplace_back(c, c == kPrivatePlanes ? kLastCodePoint
                             : last_before_gap   ? kBehindSurrogates - 1
                                                 : c);
    }
  }
  place->second = united(std::move(ranges));
  return place->second;
}

}  // namespace zhailu::base
