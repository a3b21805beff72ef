#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ruleset/pack.hpp"

namespace zhailu::match {

// A word or literal of the pack in normalized text (bytes, half-open).
struct TextHit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  int id = 0;  // as in ruleset::TextUse
};

// What one phase looks up. By begin ascending, at one place the longest first, of equal ones the
// lowest id.
struct PhaseHits {
  std::vector<TextHit> words;
  std::vector<TextHit> literals;
};

// Finds everything that any phase looks up, in one pass over a document.
class TextHits {
 public:
  TextHits(std::string_view normalized, const ruleset::Pack& pack);

  // A character of the text.
  struct Character {
    char32_t code_point = 0;
    std::uint32_t begin = 0;
  };
  // All of them, and one more at the end of the text.
  [[nodiscard]] const std::vector<Character>& characters() const { return characters_; }

  [[nodiscard]] const std::vector<TextHit>& global_words() const { return global_words_; }
  [[nodiscard]] const PhaseHits& of_phase(std::size_t phase) const { return phases_[phase]; }
  // Gives the memory of a phase back that has run.
  void drop_phase(std::size_t phase) { phases_[phase] = {}; }

 private:
  void add(const base::LexiconAutomaton::Hit& hit, const ruleset::TextUse& use);

  std::vector<Character> characters_;
  std::vector<TextHit> global_words_;
  std::vector<PhaseHits> phases_;
};

}  // namespace zhailu::match
