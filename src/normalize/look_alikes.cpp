#include "normalize/look_alikes.hpp"

#include <algorithm>
#include <vector>

#include "base/utf8.hpp"

namespace zhailu::normalize {
namespace {

using ruleset::LookAlike;

struct Change {
  std::size_t at = 0;
  std::size_t bytes = 0;
  char32_t becomes = 0;
};

bool holds_any(std::string_view text, const LookAlike& look_alike) {
  return std::any_of(look_alike.signs.begin(), look_alike.signs.end(), [&](const auto& sign) {
    std::string character;
    base::append_code_point(character, sign.first);
    return text.find(character) != std::string_view::npos;
  });
}

void add_changes(std::string_view text, std::string_view part, const LookAlike& look_alike,
                 std::vector<Change>& changes) {
  const auto begin = static_cast<std::size_t>(part.data() - text.data());
  for (std::size_t at = begin; at < begin + part.size();) {
    const std::size_t from = at;
    const auto sign = look_alike.signs.find(base::next_code_point(text, at));
    if (sign != look_alike.signs.end()) changes.push_back({from, at - from, sign->second});
  }
}

std::vector<Change> changes_in(std::string_view text, const LookAlike& look_alike) {
  std::vector<Change> changes;
  if (!look_alike.find || !holds_any(text, look_alike)) return changes;
  std::vector<std::string_view> groups(static_cast<std::size_t>(look_alike.find->group_count()) +
                                       1);
  for (std::size_t at = 0; look_alike.find->search(text, at, groups);) {
    for (std::size_t i = 1; i < groups.size(); ++i) {
      if (groups[i].data() != nullptr) add_changes(text, groups[i], look_alike, changes);
    }
    at = static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size();
  }
  return changes;
}

std::string applied(std::string_view text, const std::vector<Change>& changes) {
  std::string result;
  result.reserve(text.size() + 2 * changes.size());
  std::size_t at = 0;
  for (const Change& change : changes) {
    result.append(text, at, change.at - at);
    base::append_code_point(result, change.becomes);
    at = change.at + change.bytes;
  }
  return result.append(text, at);
}

}  // namespace

std::string with_look_alikes(std::string_view text, const ruleset::Layout& layout) {
  std::string result;
  for (const LookAlike& look_alike : layout.look_alikes) {
    const std::string_view so_far = result.empty() ? text : std::string_view(result);
    const std::vector<Change> changes = changes_in(so_far, look_alike);
    if (!changes.empty()) result = applied(so_far, changes);
  }
  return result;
}

}  // namespace zhailu::normalize
