#include "match/text_hits.hpp"

#include "base/utf8.hpp"

namespace zhailu::match {

TextHits::TextHits(std::string_view normalized, const ruleset::Pack& pack)
    : phases_(pack.phases.size()) {
  std::vector<base::LexiconAutomaton::Hit> hits;
  characters_.reserve(normalized.size() / 2);
  for (std::size_t at = 0; at < normalized.size(); at += base::character_bytes(normalized[at])) {
    std::size_t behind = at;
    const char32_t c = base::next_code_point(normalized, behind);
    characters_.push_back({c, static_cast<std::uint32_t>(at)});
    hits.clear();
    pack.texts.find_at(normalized, at, hits);
    for (const auto& hit : hits) add(hit, pack.text_uses[static_cast<std::size_t>(hit.id)]);
  }
  characters_.push_back({0, static_cast<std::uint32_t>(normalized.size())});
}

void TextHits::add(const base::LexiconAutomaton::Hit& hit, const ruleset::TextUse& use) {
  const TextHit one{static_cast<std::uint32_t>(hit.begin), static_cast<std::uint32_t>(hit.end),
                    use.id};
  if (use.kind == ruleset::TextUse::Kind::kGlobalWord) {
    global_words_.push_back(one);
    return;
  }
  PhaseHits& phase = phases_[static_cast<std::size_t>(use.phase)];
  (use.kind == ruleset::TextUse::Kind::kWord ? phase.words : phase.literals).push_back(one);
}

}  // namespace zhailu::match
