#pragma once

#include <cstddef>
#include <string_view>

#include "normalize/line_scanner.hpp"
#include "ruleset/layout.hpp"

namespace zhailu::normalize {

// The lines of a scanned text and what their marks tell.
class LineText {
 public:
  LineText(const ScannedText& scanned, const ruleset::Layout& layout)
      : scanned_(scanned), marks_(layout.marks) {}

  [[nodiscard]] std::string_view at(std::size_t line) const {
    const SourceLine& one = scanned_.lines[line];
    return std::string_view(scanned_.text).substr(one.text_begin, one.text_end - one.text_begin);
  }

  [[nodiscard]] bool has(std::size_t line, const ruleset::CharacterSet& set) const;
  [[nodiscard]] bool has_mark(std::size_t line) const;  // of a clause or a sentence
  // The line's last character, closing marks left aside, is in the set.
  [[nodiscard]] bool ends_in(std::size_t line, const ruleset::CharacterSet& set) const;
  [[nodiscard]] bool ends_sentence(std::size_t line) const;
  [[nodiscard]] bool ends_with_comma(std::size_t line) const;
  // In mid-sentence: behind a comma, an opening mark, a Han character, a letter, a digit.
  [[nodiscard]] bool ends_open(std::size_t line) const;

 private:
  const ScannedText& scanned_;
  const ruleset::Layout::Marks& marks_;
};

}  // namespace zhailu::normalize
