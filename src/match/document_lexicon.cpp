#include "match/document_lexicon.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::match {

void DocumentLexicons::add(ruleset::NameId lexicon, std::string_view text) {
  if (base::count_code_points(text) < 2) return;
  auto& words = lexicons_[lexicon][std::string(text.substr(0, base::character_bytes(text[0])))];
  const auto longer_first = [](const std::string& a, std::string_view b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  };
  const auto at = std::lower_bound(words.begin(), words.end(), text, longer_first);
  if (at == words.end() || *at != text) words.emplace(at, text);
}

void DocumentLexicons::find_all(ruleset::NameId lexicon, std::string_view text,
                                std::vector<Span<PhaseView>>& places) const {
  const auto index = lexicons_.find(lexicon);
  if (index == lexicons_.end()) return;
  std::string key;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = base::character_bytes(text[at]);
    key.assign(text.substr(at, length));
    std::size_t next = at + length;
    if (const auto words = index->second.find(key); words != index->second.end()) {
      for (const std::string& word : words->second) {
        if (!text.substr(at).starts_with(word)) continue;
        places.push_back({at, at + word.size()});
        next = at + word.size();
        break;
      }
    }
    at = next;
  }
}

}  // namespace zhailu::match
