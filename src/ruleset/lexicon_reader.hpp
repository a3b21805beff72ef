#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "ruleset/pack.hpp"

namespace zhailu::ruleset {

// Reads a word list: one entry a line, `#` comments, attributes behind TABs as key=value, `!` before a
// blocking entry. Entries are folded. Errors: not UTF-8, a line over 1,000 bytes, an attribute without `=`, a list
// without entries. Warnings: an entry twice (the first stays), blank or with blanks around it, of digits only; in
// a `global` list, whose every hit is a mention, one of a single character.
std::vector<LexiconEntry> read_lexicon(std::string_view bytes, const std::string& path, bool global,
                                       const std::function<NameId(std::string_view)>& intern,
                                       Diagnostics& diagnostics);

}  // namespace zhailu::ruleset
