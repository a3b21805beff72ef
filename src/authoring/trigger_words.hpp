#pragma once

#include <string>
#include <vector>

#include "ruleset/pack.hpp"

namespace zhailu::authoring {

// The record types that tell what happened: not those of people and bodies (merged over the whole document) and not
// dates. Indices into Pack::records.
std::vector<std::size_t> event_types(const ruleset::Pack& pack);

// The words by which the rules of those types are triggered, sorted, each once: of each rule the most telling words among
// those that its pattern cannot do without, be they written in it, in its word lists, or in the rules
// of helpers that it needs (讲党课 of a deed). Words of one character are left out.
std::vector<std::string> trigger_words(const ruleset::Pack& pack);

}  // namespace zhailu::authoring
