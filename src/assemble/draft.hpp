#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "zhailu/span.hpp"
#include "zhailu/value.hpp"

namespace zhailu::assemble {

// A value of a field and the text that it was taken from.
struct FieldValue {
  Value value;
  Span<Normalized> evidence;
  std::int32_t entity = -1;  // the thing that it names
  bool inferred = false;     // by a slot or through a short form, not written with the find
  bool from_set = false;     // an attribute of the rule or the word
};

// What fills start, end and time.
struct DateField {
  Value start;
  Value end;
  Value time;
  Span<Normalized> evidence;
};

struct DraftWarning {
  std::string code;
  std::string slot;  // empty: the whole record
  std::optional<Span<Normalized>> span;
  std::string text;
};

// A record in the making.
struct Draft {
  std::size_t type = 0;                // index into Pack::records
  std::int32_t mention = -1;           // what made it; of an item without an activity: its list
  std::vector<std::int32_t> mentions;  // all that it is named by, in text order
  Span<Normalized> span;
  std::uint32_t rule = 0;                       // as in Mention::rule
  std::vector<std::vector<FieldValue>> fields;  // by column; a single field has one value at most
  std::optional<DateField> date;
  std::vector<DraftWarning> warnings;
  std::vector<std::size_t> items;  // drafts of the item type, of an activity list
  int item_type = -1;              // index into Pack::records
  bool dropped = false;            // merged into another, or lacks what it needs
};

// Adds `value` unless the list has an equal one (or another name of the same thing).
void add_to_list(std::vector<FieldValue>& list, FieldValue value);
// Makes `value` a field's only one unless it has one.
void fill_single(std::vector<FieldValue>& field, FieldValue value);

}  // namespace zhailu::assemble
