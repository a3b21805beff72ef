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
  struct Words {
    std::vector<bool> begins = std::vector<bool>(0x10000);    // by first character of the basic plane
    std::unordered_map<char32_t, std::vector<std::string>> by_first;  // the longest first
  };
  std::unordered_map<ruleset::NameId, Words> lexicons_;
};

}  // namespace zhailu::match
