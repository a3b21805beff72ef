#pragma once

#include <cstdint>

#include "model/date.hpp"
#include "ruleset/mention_reader.hpp"

namespace zhailu::link {

// What a date mention says, field by field, for the resolver:
//   captured text             → its name and text
//   a captured mention        → its name and text, then its own captures and attributes as fields
//   a captured word           → its name and text, then the attributes of its entry as fields
//   the mention's own attributes (`set`, word list)
// Fields inside a capture `end` or `end_…` begin with `end_` (the second point of a range).
// Names that begin with `_` are left out. Mentions nested deeper than four are not looked into.
model::DateParts date_parts(const ruleset::MentionReader& reader, const ruleset::Pack& pack,
                            std::int32_t mention);

}  // namespace zhailu::link
