#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/analysis.hpp"
#include "ruleset/pack.hpp"

// A pack and an analysed document made by hand, for tests of link and assemble.
namespace zhailu::testing {

// The interned id of a name; adds it.
inline ruleset::NameId name_id(ruleset::Pack& pack, std::string_view name) {
  for (std::size_t i = 0; i < pack.names.size(); ++i) {
    if (pack.names[i] == name) return static_cast<ruleset::NameId>(i);
  }
  pack.names.emplace_back(name);
  return static_cast<ruleset::NameId>(pack.names.size() - 1);
}

inline ruleset::TypeId type_id(ruleset::Pack& pack, std::string_view name) {
  for (std::size_t i = 0; i < pack.types.size(); ++i) {
    if (pack.types[i].name == name) return static_cast<ruleset::TypeId>(i);
  }
  pack.types.push_back({std::string(name), 0, -1});
  return static_cast<ruleset::TypeId>(pack.types.size() - 1);
}

// A field as a test writes it: "organizers[]" is a list, "attendee_count#" an integer, "redacted?" a flag.
inline void add_column(ruleset::RecordType& record, std::string field) {
  using ruleset::FieldKind;
  FieldKind kind = FieldKind::kText;
  const bool list = field.ends_with("[]");
  if (list) field.resize(field.size() - 2);
  if (field.ends_with("#")) kind = FieldKind::kInteger;
  if (field.ends_with("?")) kind = FieldKind::kBoolean;
  if (kind != FieldKind::kText) field.pop_back();
  record.columns.push_back({field, field, list});
  record.kinds.push_back(kind);
  record.defaults.push_back(list ? Value(Value::Array{}) : Value());
}

inline ruleset::RecordType& add_record(ruleset::Pack& pack, std::string_view type,
                                       std::string_view collection,
                                       const std::vector<std::string>& fields) {
  ruleset::RecordType record;
  record.type = type;
  record.mention = type_id(pack, type);
  record.collection = collection;
  for (const std::string& field : fields) {
    if (field == "mentions") {
      record.has_mentions = true;
    } else {
      add_column(record, field);
    }
  }
  for (const auto& column : record.columns) name_id(pack, column.name);
  pack.types[record.mention].record = static_cast<int>(pack.records.size());
  pack.records.push_back(std::move(record));
  return pack.records.back();
}

// The record types of the shipped pack with the fields that tests look at.
inline ruleset::Pack shipped_like_pack() {
  ruleset::Pack pack;
  pack.name = "test";
  pack.version = "1";
  pack.hash = std::string(64, '0');
  pack.records.reserve(8);
  const ruleset::NameId name = name_id(pack, "name");
  add_record(
      pack, "date", "dates",
      {"text", "start", "end", "partial", "time", "part", "basis", "approximate", "redacted?"});
  auto& person = add_record(pack, "person", "people",
                            {"name", "titles[]", "organization", "organization_basis", "roles[]",
                             "redacted?", "mentions"});
  person.merge.by = name;
  auto& body =
      add_record(pack, "organization", "organizations", {"name", "aliases[]", "level", "mentions"});
  body.merge.by = name;
  body.merge.suffix = true;
  body.merge.suffix_heads = *base::Pattern::compile("^[市区县]");
  auto& meeting =
      add_record(pack, "meeting", "meetings",
                 {"name", "aliases[]", "status", "start", "end", "time", "venue", "organizers[]",
                  "chairs[]", "speakers[]", "attendees[]", "attendee_count#", "theme"});
  meeting.merge.by = name;
  meeting.merge.where = ruleset::Where::kArticle;
  auto& activity = add_record(pack, "activity", "activities",
                              {"name", "category", "status", "start", "end", "time", "venue",
                               "organizers[]", "leaders[]", "participants[]"});
  activity.merge.by = name;
  activity.merge.where = ruleset::Where::kSection;
  activity.merge.distinct = {name_id(pack, "organizers")};
  add_record(pack, "activity_list", "activity_lists", {"title", "declared_count#", "items[]"});
  pack.document_type = type_id(pack, "document");
  pack.issuer_type = type_id(pack, "issuer");
  pack.list_separator = *base::Pattern::compile("^(?:、|和)$");
  name_id(pack, "date");
  return pack;
}

// A rule without a pattern: tests say themselves what it found.
inline std::uint32_t add_rule(ruleset::Pack& pack, std::string_view make,
                              const std::vector<std::pair<std::string, std::string>>& set = {}) {
  ruleset::Rule rule;
  rule.id = std::string(make) + ".rule" + std::to_string(pack.rules.size());
  rule.make = type_id(pack, make);
  for (const auto& [field, value] : set) rule.set.push_back({name_id(pack, field), value});
  pack.rules.push_back(std::move(rule));
  return static_cast<std::uint32_t>(pack.rules.size() - 1);
}

// A document whose text needs no normalisation: lines are blocks, 。 ends a sentence.
class TestDocument {
 public:
  TestDocument(ruleset::Pack& pack, std::string_view text) : pack_(pack) {
    analysis.path = "test.txt";
    analysis.decoded.text = text;
    analysis.decoded.encoding = "UTF-8";
    analysis.decoded.encoding_basis = "valid";
    analysis.normalized.text = text;
    analysis.normalized.map.add(
        {{0, text.size()}, {0, text.size()}, model::MapKind::kKept, model::RemovalReason::kNone});
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      add_block({begin, end});
      begin = end + 1;
    }
  }

  // The nth place (from 0) of `text`.
  [[nodiscard]] Span<Normalized> place(std::string_view text, int nth = 0) const {
    std::size_t at = analysis.normalized.text.find(text);
    for (; nth > 0; --nth) at = analysis.normalized.text.find(text, at + 1);
    assert(at != std::string::npos && "the test's text holds what it looks for");
    return {at, at + text.size()};
  }

  model::Block& block(std::size_t index) { return analysis.segments.blocks[index]; }

  // A find of a rule. Mentions are added in text order, outer ones first. Returns its index.
  std::int32_t find(std::uint32_t rule, Span<Normalized> span) {
    model::Mention mention;
    mention.type = *pack_.rules[rule].make;
    mention.rule = rule;
    mention.span = span;
    place_in_segments(mention);
    analysis.mentions.push_back(std::move(mention));
    return static_cast<std::int32_t>(analysis.mentions.size()) - 1;
  }
  std::int32_t find(std::uint32_t rule, std::string_view text, int nth = 0) {
    return find(rule, place(text, nth));
  }

  void capture_text(std::int32_t mention, std::string_view name, Span<Normalized> span) {
    at(mention).captures.push_back({name_id(pack_, name), span, -1, -1, -1});
  }
  void capture(std::int32_t mention, std::string_view name, std::int32_t captured) {
    at(mention).captures.push_back({name_id(pack_, name), at(captured).span, captured, -1, -1});
  }

  // Gives a date mention its value without the stages before.
  void resolve_day(std::int32_t mention, model::Day day) {
    model::DateValue value;
    value.start = value.end = day;
    value.basis = "explicit";
    analysis.dates.insert_or_assign(mention, value);
  }

  model::Analysis analysis;

 private:
  model::Mention& at(std::int32_t mention) {
    return analysis.mentions[static_cast<std::size_t>(mention)];
  }

  void add_block(Span<Normalized> span) {
    constexpr std::string_view kStop = "。";
    const int block = static_cast<int>(analysis.segments.blocks.size());
    model::Block made;
    made.span = span;
    analysis.segments.blocks.push_back(made);
    for (std::size_t begin = span.begin; begin < span.end;) {
      const std::size_t stop = analysis.normalized.text.find(kStop, begin);
      const std::size_t end = stop >= span.end ? span.end : stop + kStop.size();
      analysis.segments.sentences.push_back({{begin, end}, block});
      begin = end;
    }
  }

  void place_in_segments(model::Mention& mention) const {
    for (std::size_t i = 0; i < analysis.segments.sentences.size(); ++i) {
      const model::Sentence& sentence = analysis.segments.sentences[i];
      if (mention.span.begin < sentence.span.begin || mention.span.begin >= sentence.span.end)
        continue;
      mention.sentence = static_cast<std::int32_t>(i);
      mention.block = sentence.block;
    }
  }

  ruleset::Pack& pack_;
};

}  // namespace zhailu::testing
