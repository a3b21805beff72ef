#include "assemble/record_writer.hpp"

namespace zhailu::assemble {
namespace {

// Start, end and time come from one date.
const Value* date_part(const Draft& draft, const std::string& column) {
  if (!draft.date) return nullptr;
  if (column == "start") return &draft.date->start;
  if (column == "end") return &draft.date->end;
  return column == "time" ? &draft.date->time : nullptr;
}

}  // namespace

Value span_value(CodePointSpan span) { return Value::Array{span.begin, span.end}; }

Value warning_value(const DraftWarning& warning, const DocumentView& view) {
  Value value;
  value.set("code", warning.code);
  value.set("slot", warning.slot.empty() ? Value() : Value(warning.slot));
  value.set("span", warning.span ? span_value(view.position(*warning.span)) : Value());
  value.set("text", warning.text);
  return value;
}

Value RecordWriter::record(const Draft& draft, std::string id,
                           const std::vector<std::string>& items) const {
  const ruleset::RecordType& type = view_.pack.records[draft.type];
  Value::Object members;
  members.emplace_back("id", std::move(id));
  for (std::size_t i = 0; i < type.columns.size(); ++i) {
    members.emplace_back(type.columns[i].name, field(draft, i, items));
  }
  if (type.has_mentions) members.emplace_back("mentions", mentions(draft));
  members.emplace_back("span", span_value(view_.position(draft.span)));
  members.emplace_back("rule", rule_name(draft.rule));
  if (evidence_) members.emplace_back("evidence", evidence(draft));
  members.emplace_back("warnings", warnings(draft));
  return members;
}

Value RecordWriter::field(const Draft& draft, std::size_t column,
                          const std::vector<std::string>& items) const {
  if (!view_.fields[draft.type].is_list(static_cast<int>(column))) return single(draft, column);
  Value::Array values;
  if (is_items(draft, column)) {
    for (const std::string& item : items) values.emplace_back(item);
    return values;
  }
  for (const FieldValue& value : draft.fields[column]) values.push_back(value.value);
  return values;
}

Value RecordWriter::single(const Draft& draft, std::size_t column) const {
  const ruleset::RecordType& type = view_.pack.records[draft.type];
  if (const Value* part = date_part(draft, type.columns[column].name)) return *part;
  if (!draft.fields[column].empty()) return draft.fields[column].front().value;
  if (column < type.defaults.size() && !type.defaults[column].is_null()) {
    return type.defaults[column];
  }
  const bool flag =
      view_.fields[draft.type].kind(static_cast<int>(column)) == ruleset::FieldKind::kBoolean;
  return flag ? Value(false) : Value();
}

Value RecordWriter::evidence(const Draft& draft) const {
  const ruleset::RecordType& type = view_.pack.records[draft.type];
  Value value = Value::Object{};
  for (std::size_t i = 0; i < type.columns.size(); ++i) {
    const bool opens_date = view_.fields[draft.type].has_date() && type.columns[i].name == "start";
    if (opens_date && draft.date) {
      value.set("date", Value::Array{span_value(view_.position(draft.date->evidence))});
    }
    if (draft.fields[i].empty()) continue;
    Value::Array spans;
    for (const FieldValue& one : draft.fields[i]) {
      spans.push_back(span_value(view_.position(one.evidence)));
    }
    value.set(type.columns[i].name, std::move(spans));
  }
  return value;
}

Value RecordWriter::mentions(const Draft& draft) const {
  Value::Array spans;
  for (const std::int32_t mention : draft.mentions) {
    spans.push_back(span_value(view_.position(view_.reader.mention(mention).span)));
  }
  return spans;
}

Value RecordWriter::warnings(const Draft& draft) const {
  Value::Array all;
  for (const DraftWarning& warning : draft.warnings) all.push_back(warning_value(warning, view_));
  return all;
}

std::string RecordWriter::rule_name(std::uint32_t rule) const {
  if ((rule & ruleset::kLexiconRule) == 0) return view_.pack.rules[rule].id;
  return "lexicon." + view_.pack.lexicons[rule & ~ruleset::kLexiconRule].name;
}

bool RecordWriter::is_items(const Draft& draft, std::size_t column) const {
  return draft.item_type >= 0 && view_.pack.records[draft.type].columns[column].name == "items";
}

}  // namespace zhailu::assemble
