#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ruleset/pack.hpp"
#include "zhailu/span.hpp"

namespace zhailu::match {

// Texts that strong rules found in this document, looked up again by later phases.
class DocumentLexicons {
 public:
  // `text` is normalized; shorter than two characters is left out.
  void add(ruleset::NameId lexicon, std::string_view text);
  // Appends the places of remembered texts in `text`, leftmost first, the longest there, none
  // overlapping another.
  void find_all(ruleset::NameId lexicon, std::string_view text, std::vector<Span<PhaseView>>& places) const;

 private:
  // By first character; the longest first.
  using Index = std::unordered_map<std::string, std::vector<std::string>>;
  std::unordered_map<ruleset::NameId, Index> lexicons_;
};

}  // namespace zhailu::match
