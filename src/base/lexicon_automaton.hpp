#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/double_array.hpp"

namespace zhailu::base {

// Many word lists, looked up in one pass: a double array over renumbered code points. ASCII is
// case-sensitive. find_all() may run in many threads at once.
class LexiconAutomaton {
 public:
  struct Hit {
    std::size_t begin = 0;  // bytes, half-open
    std::size_t end = 0;
    int id = 0;
    friend bool operator==(const Hit&, const Hit&) = default;
  };

  // Entries in any order: (text, id). Texts are valid UTF-8; empty ones are left out; a text may
  // have many ids.
  LexiconAutomaton() = default;
  explicit LexiconAutomaton(const std::vector<std::pair<std::string, int>>& entries);

  // Appends every entry at every place of valid UTF-8 `text`: by begin ascending, then the longest
  // first, then id ascending. Time: text times the longest entry at worst, close to linear for words.
  void find_all(std::string_view text, std::vector<Hit>& hits) const;
  // The same for entries that begin at the byte `begin`.
  void find_at(std::string_view text, std::size_t begin, std::vector<Hit>& hits) const;

  [[nodiscard]] bool empty() const { return ids_.empty(); }
  // Texts, each counted once.
  [[nodiscard]] std::size_t size() const { return first_id_.empty() ? 0 : first_id_.size() - 1; }

 private:
  struct Character {
    char32_t label = 0;                       // 0: in no entry
    std::int32_t first = DoubleArray::kNone;  // the state behind it at an entry's begin
  };

  void number_characters(const std::vector<std::u32string>& keys);
  void enter_first_characters();
  [[nodiscard]] Character character(char32_t code_point) const {
    return code_point < characters_.size() ? characters_[code_point] : Character{};
  }

  DoubleArray trie_;
  std::vector<Character> characters_;    // by code point
  std::vector<std::uint32_t> first_id_;  // by key, and one more: where its ids begin
  std::vector<int> ids_;
};

}  // namespace zhailu::base
