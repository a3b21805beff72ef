#include "assemble/draft_builder.hpp"

#include <algorithm>
#include <string>

namespace zhailu::assemble {
namespace {

constexpr int kDepth = 3;  // of helper mentions captured in helper mentions

}  // namespace

// What a mention and its helpers give, level by level: a deeper one only fills what is empty.
struct DraftBuilder::Pass {
  Draft& draft;
  std::vector<bool> taken;  // by column: filled on a level above
  bool date_taken = false;
};

Draft DraftBuilder::empty(std::size_t type) const {
  Draft draft;
  draft.type = type;
  draft.fields.resize(view_.fields[type].size());
  return draft;
}

Draft DraftBuilder::build(std::size_t type, std::int32_t mention, const Draft* previous) const {
  Draft draft = empty(type);
  const model::Mention& made = view_.reader.mention(mention);
  draft.mention = mention;
  draft.mentions = {mention};
  draft.span = made.span;
  draft.rule = made.rule;
  add_date_value(draft, mention);
  Pass pass{draft, std::vector<bool>(draft.fields.size(), false)};
  add_captures(pass, mention, 0);
  draft.dropped = !fill_slots(draft, previous);
  set_name(draft);
  return draft;
}

Draft DraftBuilder::build_part(std::size_t type, std::int32_t mention) const {
  Draft draft = empty(type);
  draft.mention = mention;
  draft.span = view_.reader.mention(mention).span;
  Pass pass{draft, std::vector<bool>(draft.fields.size(), false)};
  add_captures(pass, mention, 0);
  fill_slots(draft, nullptr);
  return draft;
}

void DraftBuilder::add_captures(Pass& pass, std::int32_t mention, int depth) const {
  const model::Mention& made = view_.reader.mention(mention);
  for (const model::Capture& capture : made.captures) {
    if (depth > 0 && is_own_value(capture.name)) continue;
    const int column =
        capture.name == ruleset::kNoName ? -1 : view_.fields[pass.draft.type].column(capture.name);
    const bool taken = column >= 0 && pass.taken[static_cast<std::size_t>(column)];
    if (!taken && !(pass.date_taken && is_date(capture.name))) {
      put(pass.draft, capture.name, {capture.span, capture.mention}, false);
    }
  }
  add_attributes(pass, view_.reader.attributes(made), made.span);
  for (const model::Capture& capture : made.captures) {
    add_attributes(pass, view_.reader.attributes(capture), capture.span);
  }
  if (depth == kDepth) return;
  for (std::size_t i = 0; i < pass.taken.size(); ++i) pass.taken[i] = !pass.draft.fields[i].empty();
  pass.date_taken = pass.draft.date.has_value();
  for (const model::Capture& capture : made.captures) {
    if (capture.mention < 0 || capture.mention == mention) continue;
    const ruleset::TypeId inner = view_.reader.mention(capture.mention).type;
    // What another record says of itself is not said of this one.
    if (view_.pack.types[inner].record < 0) add_captures(pass, capture.mention, depth + 1);
  }
}

void DraftBuilder::add_attributes(Pass& pass, const std::vector<ruleset::Attribute>& attributes,
                                  Span<Normalized> evidence) const {
  const RecordFields& fields = view_.fields[pass.draft.type];
  for (const ruleset::Attribute& one : attributes) {
    const int column = fields.column(one.name);
    if (column < 0 || pass.taken[static_cast<std::size_t>(column)]) continue;
    auto& field = pass.draft.fields[static_cast<std::size_t>(column)];
    FieldValue value = values_.attribute(one.value, fields.kind(column), evidence);
    if (fields.is_list(column)) {
      add_to_list(field, std::move(value));
    } else {
      fill_single(field, std::move(value));
    }
  }
}

void DraftBuilder::put(Draft& draft, ruleset::NameId name, const Found& found,
                       bool inferred) const {
  if (name == ruleset::kNoName) return;
  if (is_date(name)) {
    if (!draft.date && found.mention >= 0) draft.date = values_.date(found.mention);
    return;
  }
  const RecordFields& fields = view_.fields[draft.type];
  const int column = fields.column(name);
  if (column < 0) return;
  auto& field = draft.fields[static_cast<std::size_t>(column)];
  if (!fields.is_list(column) && !field.empty()) return;
  const bool fullest = fields.basis(column) >= 0;
  auto value =
      values_.read(found, fields.kind(column), fullest, view_.pack.names[name], draft.warnings);
  if (!value) return;
  value->inferred = value->inferred || inferred;
  if (fullest) set_basis(draft, column, *value);
  if (fields.is_list(column)) {
    add_to_list(field, std::move(*value));
  } else {
    field.push_back(std::move(*value));
  }
}

void DraftBuilder::set_basis(Draft& draft, int column, const FieldValue& value) const {
  const auto basis = static_cast<std::size_t>(view_.fields[draft.type].basis(column));
  draft.fields[basis] = {
      FieldValue{value.inferred ? "context" : "explicit", value.evidence, -1, false, false}};
}

// A date's own record: what `resolve` made of it.
void DraftBuilder::add_date_value(Draft& draft, std::int32_t mention) const {
  const auto found = view_.analysis.dates.find(mention);
  if (found == view_.analysis.dates.end() || !view_.fields[draft.type].has_date()) return;
  const model::DateValue& value = found->second;
  draft.date = values_.date(mention);
  const auto put_text = [&](std::string_view name, const std::optional<std::string>& text) {
    const int column = view_.fields[draft.type].column(name);
    if (column < 0 || !text) return;
    draft.fields[static_cast<std::size_t>(column)] = {as_written(draft, name, *text)};
  };
  put_text("partial", value.partial);
  put_text("part", value.part);
  put_text("basis", value.basis);
  put_text("approximate", value.approximate);
  const int redacted = view_.fields[draft.type].column("redacted");
  if (redacted >= 0) {
    draft.fields[static_cast<std::size_t>(redacted)] = {
        FieldValue{value.redacted, draft.span, -1, false, false}};
  }
  for (const auto& [code, text] : value.warnings) {
    draft.warnings.push_back({code, "date", draft.span, text});
  }
}

// A word that the date captured under that name, in its own characters; else what was inferred.
FieldValue DraftBuilder::as_written(const Draft& draft, std::string_view name,
                                    const std::string& text) const {
  const auto id = view_.pack.find_name(name);
  const model::Capture* capture =
      id ? ruleset::MentionReader::capture(view_.reader.mention(draft.mention), *id) : nullptr;
  if (capture == nullptr || view_.reader.text(capture->span) != text) {
    return {text, draft.span, -1, true, false};
  }
  return {view_.value_text(capture->span), capture->span, -1, false, false};
}

bool DraftBuilder::fill_slots(Draft& draft, const Draft* previous) const {
  const ruleset::Rule* rule = view_.reader.rule(view_.reader.mention(draft.mention));
  if (rule == nullptr) return true;
  return std::all_of(rule->slots.begin(), rule->slots.end(),
                     [&](const ruleset::Slot& slot) { return fill_slot(draft, slot, previous); });
}

// False when the slot is needed and nothing is there.
bool DraftBuilder::fill_slot(Draft& draft, const ruleset::Slot& slot, const Draft* previous) const {
  if (is_filled(draft, slot.field)) return true;
  const int column = view_.fields[draft.type].column(slot.field);
  const bool list = column >= 0 && view_.fields[draft.type].is_list(column);
  bool needed = false;
  for (const ruleset::SlotSource& source : slot.sources) {
    needed = needed || source.needed;
    if (source.from == ruleset::SlotFrom::kInherit && inherit(draft, slot.field, previous)) {
      return true;
    }
    // What stands in the find itself was written with it, though no capture names it.
    const bool written =
        source.from == ruleset::SlotFrom::kMention && source.where == ruleset::Where::kFind;
    for (const Found& found : slots_.find(source, draft.mention, list)) {
      put(draft, slot.field, found, !written);
    }
    if (is_filled(draft, slot.field)) return true;
  }
  return !needed;
}

bool DraftBuilder::inherit(Draft& draft, ruleset::NameId field, const Draft* previous) const {
  if (previous == nullptr || !is_filled(*previous, field)) return false;
  if (is_date(field)) {
    draft.date = previous->date;
    return true;
  }
  const auto column = static_cast<std::size_t>(view_.fields[draft.type].column(field));
  draft.fields[column] = previous->fields[column];
  for (FieldValue& value : draft.fields[column]) value.inferred = true;
  return true;
}

bool DraftBuilder::is_filled(const Draft& draft, ruleset::NameId field) const {
  if (is_date(field)) return draft.date.has_value();
  const int column = view_.fields[draft.type].column(field);
  return column >= 0 && !draft.fields[static_cast<std::size_t>(column)].empty();
}

bool DraftBuilder::is_date(ruleset::NameId field) const {
  return field != ruleset::kNoName && view_.pack.names[field] == "date";
}

// A helper's `name` or `inner` is its value, not a field of the record that captures it.
bool DraftBuilder::is_own_value(ruleset::NameId name) const {
  if (name == ruleset::kNoName) return true;
  return view_.pack.names[name] == "name" || view_.pack.names[name] == "inner";
}

void DraftBuilder::set_name(Draft& draft) const {
  const int column = view_.fields[draft.type].name_column();
  if (column < 0 || !draft.fields[static_cast<std::size_t>(column)].empty()) return;
  const Span<Normalized> span = view_.reader.value_span(draft.mention);
  std::string text = view_.value_text(span);
  if (text.empty()) return;
  draft.fields[static_cast<std::size_t>(column)] = {
      FieldValue{std::move(text), span, view_.entity_of(draft.mention), false, false}};
}

}  // namespace zhailu::assemble
