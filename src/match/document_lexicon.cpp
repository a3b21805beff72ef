#include "match/document_lexicon.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::match {

void DocumentLexicons::add(ruleset::NameId lexicon, std::string_view text) {
  if (base::count_code_points(text) < 2) return;
  std::size_t at = 0;
  const char32_t first = base::next_code_point(text, at);
  if (first >= 0x10000) return;  // kept out of the table: no surname of the lists begins so
  Words& words = lexicons_[lexicon];
  words.begins[first] = true;
  std::vector<std::string>& list = words.by_first[first];
  const auto longer_first = [](const std::string& a, std::string_view b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  };
  const auto place = std::lower_bound(list.begin(), list.end(), text, longer_first);
  if (place == list.end() || *place != text) list.emplace(place, text);
}

void DocumentLexicons::find_all(ruleset::NameId lexicon, std::string_view text,
                                std::vector<Span<PhaseView>>& places) const {
  const auto found = lexicons_.find(lexicon);
  if (found == lexicons_.end()) return;
  const Words& words = found->second;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t first = base::next_code_point(text, at);
    if (first >= 0x10000 || !words.begins[first]) continue;
    for (const std::string& word : words.by_first.at(first)) {
      if (!text.substr(begin).starts_with(word)) continue;
      places.push_back({begin, begin + word.size()});
      at = begin + word.size();
      break;
    }
  }
}

}  // namespace zhailu::match
