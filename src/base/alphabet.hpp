#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/expression.hpp"

namespace zhailu::base {

// Short codes for the characters that a group of expressions tells apart. Characters that no
// expression distinguishes share a code, so a text becomes a third as long, its expressions' programs a
// tenth as large, and the states of their automata few: a search costs a fraction of one over the text.
//
//   expressions 召开.*会议 and [^，。]+讲   →   codes for 召 开 会 议 ， 。 讲 \n, one for all others
//
// A code is a character again, one byte of UTF-8 for those that stand in text most often, mostly two
// for the rest; coded text and expressions are UTF-8.
class Alphabet {
 public:
  // First every expression and set that is to be told apart, then finish(), then the rest.
  void add(const Expression& expression);
  void add(const CharacterSet& set);
  // False: more characters are told apart than there are codes (some sixty thousand).
  bool finish();

  // The code of a character as UTF-8.
  struct Code {
    std::array<char, 3> bytes{};
    std::uint8_t size = 0;
    [[nodiscard]] std::string_view text() const { return {bytes.data(), size}; }
  };
  [[nodiscard]] Code code(char32_t code_point) const {
    return codes_[code_point < table_.size() ? table_[code_point]
                                             : class_of_[interval_of(code_point)]];
  }
  // The expression over codes.
  [[nodiscard]] std::string write(const Expression& expression) const;

 private:
  using Class = std::uint16_t;
  struct ClassInfo {
    std::size_t intervals = 0;
    std::size_t sets = 0;  // that hold all of it
  };

  void find_intervals();
  void split(const CharacterSet& set, std::vector<ClassInfo>& classes);
  void give_codes(const std::vector<ClassInfo>& classes);
  void fill_table();
  [[nodiscard]] std::size_t interval_of(char32_t code_point) const;
  void write(const Expression& expression, std::string& out) const;
  void write_set(const CharacterSet& set, std::string& out) const;

  std::vector<CharacterSet> sets_;
  bool has_word_borders_ = false;  // \b: ASCII has to stand for itself
  std::vector<char32_t> begins_;   // of the intervals that no border of a set divides
  std::vector<Class> class_of_;    // by interval
  std::vector<Class> table_;       // by code point of plane 0
  std::vector<char32_t> characters_;  // the code by class, and the same as UTF-8
  std::vector<Code> codes_;
};

}  // namespace zhailu::base
