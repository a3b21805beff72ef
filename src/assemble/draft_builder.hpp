#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assemble/document_view.hpp"
#include "assemble/draft.hpp"
#include "assemble/slot_filler.hpp"
#include "assemble/value_reader.hpp"

namespace zhailu::assemble {

// Makes the draft of a record from one mention, in this order; what is filled stays:
//   1. its captures: {person+:leaders} (a post captured as `titles` brings its own captures along)
//   2. `set` and the attributes of captured words
//   3. the rule's slots, the first source that finds something
//   4. its own text, for `name` (else `title`, else `text`)
class DraftBuilder {
 public:
  DraftBuilder(const DocumentView& view, const ValueReader& values)
      : view_(view), values_(values), slots_(view) {}

  // `type`: index into Pack::records. `previous`: the last draft of that type before it in the
  // section (for `from: inherit`), or nullptr. `dropped` is set when a needed slot stays empty.
  [[nodiscard]] Draft build(std::size_t type, std::int32_t mention, const Draft* previous) const;
  // What a helper mention has to say to a record of that type: steps 1–3.
  [[nodiscard]] Draft build_part(std::size_t type, std::int32_t mention) const;
  // An empty draft of that type.
  [[nodiscard]] Draft empty(std::size_t type) const;
  // What a date mention fills start, end and time with.
  [[nodiscard]] std::optional<DateField> date(std::int32_t mention) const {
    return values_.date(mention);
  }
  // Takes what was found for a field of the draft; names that are no field are passed over.
  void put(Draft& draft, ruleset::NameId field, const Found& found, bool inferred) const;

 private:
  struct Pass;

  void add_captures(Pass& pass, std::int32_t mention, int depth) const;
  void add_attributes(Pass& pass, const std::vector<ruleset::Attribute>& attributes,
                      Span<Normalized> evidence) const;
  void add_date_value(Draft& draft, std::int32_t mention) const;
  [[nodiscard]] FieldValue as_written(const Draft& draft, std::string_view name,
                                      const std::string& text) const;
  bool fill_slots(Draft& draft, const Draft* previous) const;
  bool fill_slot(Draft& draft, const ruleset::Slot& slot, const Draft* previous) const;
  bool inherit(Draft& draft, ruleset::NameId field, const Draft* previous) const;
  void set_name(Draft& draft) const;
  void set_basis(Draft& draft, int column, const FieldValue& value) const;
  [[nodiscard]] bool is_filled(const Draft& draft, ruleset::NameId field) const;
  [[nodiscard]] bool is_own_value(ruleset::NameId name) const;
  [[nodiscard]] bool is_date(ruleset::NameId field) const;

  const DocumentView& view_;
  const ValueReader& values_;
  SlotFiller slots_;
};

}  // namespace zhailu::assemble
