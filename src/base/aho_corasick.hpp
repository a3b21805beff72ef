#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/double_array.hpp"

namespace zhailu::base {

// Which of many byte strings occur in a text, in one pass. Upper-case ASCII of the text is read as
// lower-case. Linear in the text; find() may run in many threads at once.
class AhoCorasick {
 public:
  // What one scan found; reused between scans of one thread, also of several automata.
  struct Found {
    std::vector<int> ids;  // each once, in the order of their first end in the text
    std::vector<std::uint32_t> seen;
    std::uint32_t scan = 0;
  };

  // `text`: not empty, without upper-case ASCII. Many ids may share a text.
  void add(std::string_view text, int id);
  void finish();  // call once, after the last add

  void find(std::string_view text, Found& found) const;

 private:
  [[nodiscard]] std::int32_t step(std::int32_t state, char32_t label) const;
  void link_states();
  void report(std::int32_t state, Found& found) const;

  std::vector<std::pair<std::string, int>> added_;
  DoubleArray trie_;
  std::array<char32_t, 256> labels_{};  // by byte of the text; 0: in no key
  std::vector<std::int32_t> failure_;   // by state: its longest proper suffix in the trie
  std::vector<std::int32_t> report_;    // by state: the longest suffix that is a key, or kNone
  std::vector<std::vector<int>> ids_;   // by key
};

}  // namespace zhailu::base
