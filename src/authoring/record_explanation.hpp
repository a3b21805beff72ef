#pragma once

#include <string>
#include <vector>

#include "authoring/drawing.hpp"

// Where the values of a document's records come from.
namespace zhailu::authoring {

// A rule, a word list's entry or a macro, and where it stands.
struct NamedPlace {
  std::string name;
  Place place;
};

// What stands behind a value: the mention that it was taken from.
struct Support {
  std::string type;  // of the mention
  std::string text;
  NamedPlace rule;                // or the word list: lexicon.NAME, with the place of the entry
  std::vector<NamedPlace> words;  // entries of word lists in it: name is "list: entry"
};

struct ExplainedValue {
  std::string field;
  Value value;
  std::string how;  // "captured", "set by the rule", "slot", "attached by RULE" …
  std::vector<Span<Normalized>> evidence;
  std::vector<Support> support;  // one for each value that a mention stands behind
};

struct ExplainedRecord {
  std::string collection;
  Value record;  // as it is written
  Span<Normalized> span;
  NamedPlace rule;
  std::vector<NamedPlace> words;   // entries of word lists in the find
  std::vector<NamedPlace> macros;  // that its rule uses, those in macros, too
  std::vector<ExplainedValue> values;
  Value reasons;  // of a record that fails its schema: [{pointer, message}]; else null
};

// The records of the document, of those collections (empty: all), in the order of output; those that
// fail their schema behind the others.
std::vector<ExplainedRecord> explain_records(const ExaminedDocument& document,
                                             const std::vector<std::string>& collections);

Value as_value(const ExplainedRecord& explained);
// Lines for people: the record, its evidence drawn in the text, where each value comes from.
std::string as_text(const ExaminedDocument& document, const ExplainedRecord& explained,
                    const DrawingStyle& style);

// "file:line"
std::string shown(const Place& place);

}  // namespace zhailu::authoring
