#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ruleset/pack.hpp"
#include "zhailu/span.hpp"

namespace zhailu::match {

// Texts that strong rules found in this document, looked up again by later phases.
class DocumentLexicons {
 public:
  // `text` is normalized. Shorter than two characters or longer than a name can be, it is left out.
  void add(ruleset::NameId lexicon, std::string_view text);
  // Appends the places of remembered texts in `text`, counted from its begin, leftmost first, the longest there, none
  // overlapping another. Linear in `text`, however many texts are remembered.
  void find_all(ruleset::NameId lexicon, std::string_view text,
                std::vector<Span<Normalized>>& places) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  struct Words {
    std::unordered_set<std::string, Hash, std::equal_to<>> texts;
    std::vector<bool> begins = std::vector<bool>(0x10000);  // by first character of the basic plane
    std::unordered_map<char32_t, std::vector<std::size_t>>
        lengths;  // in bytes, by first character; long first
  };

  // The bytes of the longest remembered text at `begin`; 0: none.
  static std::size_t longest_at(const Words& words, char32_t first, std::string_view text,
                                std::size_t begin);

  std::unordered_map<ruleset::NameId, Words> lexicons_;
};

}  // namespace zhailu::match
