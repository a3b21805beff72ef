#include "match/document_lexicon.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::match {
namespace {

// Bounds the lengths that are tried at a place: 60 characters of three bytes.
constexpr std::size_t kMaxBytes = 180;

}  // namespace

void DocumentLexicons::add(ruleset::NameId lexicon, std::string_view text) {
  if (text.size() > kMaxBytes || base::count_code_points(text) < 2) return;
  std::size_t at = 0;
  const char32_t first = base::next_code_point(text, at);
  if (first >= 0x10000) return;  // no name begins so
  Words& words = lexicons_[lexicon];
  if (!words.texts.emplace(text).second) return;
  words.begins[first] = true;
  std::vector<std::size_t>& lengths = words.lengths[first];
  const auto place =
      std::lower_bound(lengths.begin(), lengths.end(), text.size(), std::greater<>());
  if (place == lengths.end() || *place != text.size()) lengths.insert(place, text.size());
}

void DocumentLexicons::find_all(ruleset::NameId lexicon, std::string_view text,
                                std::vector<Span<Normalized>>& places) const {
  const auto found = lexicons_.find(lexicon);
  if (found == lexicons_.end()) return;
  const Words& words = found->second;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t first = base::next_code_point(text, at);
    if (first >= 0x10000 || !words.begins[first]) continue;
    const std::size_t length = longest_at(words, first, text, begin);
    if (length == 0) continue;
    places.push_back({begin, begin + length});
    at = begin + length;
  }
}

std::size_t DocumentLexicons::longest_at(const Words& words, char32_t first, std::string_view text,
                                         std::size_t begin) {
  for (const std::size_t length : words.lengths.at(first)) {
    if (begin + length <= text.size() && words.texts.contains(text.substr(begin, length)))
      return length;
  }
  return 0;
}

}  // namespace zhailu::match
