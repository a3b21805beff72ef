#include "base/nearest.hpp"

#include <algorithm>
#include <vector>

#include "base/utf8.hpp"

namespace zhailu::base {
namespace {

// Longer words are not typing errors of a key, and the distance is quadratic.
constexpr std::size_t kMaxCharacters = 64;

std::u32string characters(std::string_view text) {
  std::u32string result;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    result.push_back(c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c);
  }
  return result;
}

// Damerau–Levenshtein, optimal string alignment: three rows of the table are enough.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view word,
                                   std::span<const std::string_view> candidates) {
  const std::u32string wanted = characters(word);
  if (wanted.empty() || wanted.size() > kMaxCharacters) return std::nullopt;
  std::size_t best = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  std::optional<std::string> result;
  for (const std::string_view candidate : candidates) {
    const std::size_t edits = distance(wanted, characters(candidate));
    if (edits >= best) continue;
    best = edits;
    result = std::string(candidate);
  }
  return result;
}

Wording did_you_mean(std::string_view word, std::span<const std::string_view> candidates,
                     Wording otherwise) {
  const auto near = nearest(word, candidates);
  return near ? say("did you mean '{}'?", *near) : std::move(otherwise);
}

}  // namespace zhailu::base
