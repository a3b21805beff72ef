#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/normalized_text.hpp"
#include "normalize/blank_rules.hpp"
#include "ruleset/layout.hpp"
#include "zhailu/span.hpp"

namespace zhailu::normalize {

// What is done at one place of a line: `kept` bytes stay, then `source` bytes become `output` bytes
// (none: they are removed for `reason`).
struct Edit {
  std::uint32_t kept = 0;
  std::uint32_t source = 0;
  std::uint8_t output = 0;
  model::RemovalReason reason = model::RemovalReason::kNone;
};

// A line of the source that shows something, from its first to its last visible character.
struct SourceLine {
  Span<Decoded> decoded;
  std::size_t text_begin = 0;  // in ScannedText::text
  std::size_t text_end = 0;
  std::size_t edits_begin = 0;  // in ScannedText::edits; what follows the last edit is kept
  std::size_t edits_end = 0;
  std::size_t columns = 0;
  ruleset::LineTraits traits;
  bool after_blank = false;  // an empty line, or the start of the text, stands before it
};

struct ScannedText {
  std::string text;  // the folded lines one behind the other, without borders
  std::vector<Edit> edits;
  std::vector<SourceLine> lines;
  std::size_t han = 0;          // Han characters
  std::size_t traditional = 0;  // of them such as simplified text does not use
};

enum class CharacterClass : std::uint8_t { kText, kBlank, kLineEnd, kInvisible };
CharacterClass class_of(char32_t c);

// `converted`: the same text in simplified characters and without look-alikes, as many code points as
// `decoded`; it may be `decoded` itself.
ScannedText scan_lines(std::string_view decoded, std::string_view converted,
                       const ruleset::Layout& layout);

}  // namespace zhailu::normalize
