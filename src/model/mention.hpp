#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "zhailu/span.hpp"

namespace zhailu::model {

// A named piece of a mention: a captured mention (`mention` ≥ 0), a captured hit of a local word list
// (`lexicon` ≥ 0) or captured text.
struct Capture {
  std::uint16_t name = 0;     // index into the pack's names
  Span<Normalized> span;
  std::int32_t mention = -1;  // index into the document's mentions
  std::int32_t lexicon = -1;  // index into the pack's lexicons
  std::int32_t entry = -1;    // index into that lexicon's entries
};

// What a phase found: a date, an organisation, a post, a person, a helper of a record rule.
struct Mention {
  std::uint16_t type = 0;   // index into the pack's mention types
  std::uint32_t rule = 0;   // index into the pack's rules; a lexicon hit: kLexiconRule + lexicon
  Span<Normalized> span;
  std::vector<Capture> captures;
  std::int32_t lexicon_entry = -1;  // index into the lexicon's entries (attributes stand there)
  std::int32_t block = -1;
  std::int32_t sentence = -1;
};

}  // namespace zhailu::model
