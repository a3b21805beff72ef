#include "authoring/record_explanation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "authoring/display_width.hpp"
#include "authoring/find_log.hpp"
#include "write/json_emitter.hpp"

namespace zhailu::authoring {
namespace {

using PlaceKey = std::pair<std::size_t, std::size_t>;  // code points

std::optional<CodePointSpan> as_span(const Value& value) {
  if (!value.is_array() || value.array().size() != 2) return std::nullopt;
  return CodePointSpan{static_cast<std::size_t>(value.array()[0].integer()),
                       static_cast<std::size_t>(value.array()[1].integer())};
}

// The names in ${name} and ${name(…)} of a pattern.
std::vector<std::string> macros_in(std::string_view pattern) {
  std::vector<std::string> names;
  for (std::size_t at = pattern.find("${"); at != std::string_view::npos;
       at = pattern.find("${", at + 2)) {
    const std::size_t end = std::min(pattern.find_first_of("(}", at + 2), pattern.size());
    names.emplace_back(pattern.substr(at + 2, end - at - 2));
  }
  return names;
}

class Explainer {
 public:
  explicit Explainer(const ExaminedDocument& document)
      : document_(document), view_(*document.view), pack_(document.pack()) {
    FindLog log;
    run_again(document, log);
    for (const FindLog::Find& one : log.finds()) {
      if (!one.lost_to) words_[{one.rule, {one.span.begin, one.span.end}}] = one.words;
    }
    const auto& mentions = document.analysis.mentions;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      const auto index = static_cast<std::int32_t>(i);
      note(mentions_, index, mentions[i].span);
      note(mentions_, index, view_.reader.value_span(index));
      note_helper(index);
    }
  }

  [[nodiscard]] ExplainedRecord explain(std::size_t type, const Value& record) const {
    ExplainedRecord all;
    all.collection = pack_.records[type].collection;
    all.record = record;
    const Value* span = record.find("span");
    const auto place = span == nullptr ? std::nullopt : as_span(*span);
    if (place) all.span = document_.to_normalized(*place);
    const Value* rule = record.find("rule");
    const std::int32_t own = own_mention(type, place, rule != nullptr ? rule->text() : "");
    all.rule = rule_named(rule != nullptr ? rule->text() : "");
    if (own >= 0) all.words = words_of(own);
    all.macros = macros_of(all.rule.name);
    const Value* evidence = record.find("evidence");
    if (evidence == nullptr || !evidence->is_object()) return all;
    for (const auto& [field, spans] : evidence->object()) {
      if (!field.ends_with("_basis")) add_value(all, own, field, spans);
    }
    return all;
  }

 private:
  void note(std::map<PlaceKey, std::vector<std::int32_t>>& places, std::int32_t mention,
            Span<Normalized> span) const {
    const CodePointSpan place = view_.position(span);
    auto& all = places[{place.begin, place.end}];
    if (std::find(all.begin(), all.end(), mention) == all.end()) all.push_back(mention);
  }

  void note_helper(std::int32_t index) {
    const model::Mention& mention = view_.reader.mention(index);
    const ruleset::Rule* rule = view_.reader.rule(mention);
    if (rule == nullptr || !rule->attach) return;
    note(helpers_, index, mention.span);
    for (const model::Capture& one : mention.captures) {
      note(helpers_, index, one.span);
      if (one.mention >= 0) note(helpers_, index, view_.reader.value_span(one.mention));
    }
  }

  [[nodiscard]] const std::vector<std::int32_t>& mentions_at(CodePointSpan place) const {
    static const std::vector<std::int32_t> kNone;
    const auto found = mentions_.find({place.begin, place.end});
    return found == mentions_.end() ? kNone : found->second;
  }

  [[nodiscard]] std::int32_t own_mention(std::size_t type, std::optional<CodePointSpan> place,
                                         std::string_view rule) const {
    if (!place) return -1;
    for (const std::int32_t one : mentions_at(*place)) {
      const model::Mention& mention = view_.reader.mention(one);
      if (mention.type == pack_.records[type].mention && rule_of(mention).name == rule) return one;
    }
    return -1;
  }

  [[nodiscard]] NamedPlace rule_of(const model::Mention& mention) const {
    if (const ruleset::Rule* rule = view_.reader.rule(mention)) return {rule->id, rule->place};
    const ruleset::Lexicon* list = view_.reader.lexicon(mention);
    const auto& entry = list->entries[static_cast<std::size_t>(mention.lexicon_entry)];
    return {"lexicon." + list->name, {list->path, entry.line, 1}};
  }

  [[nodiscard]] const ruleset::Rule* find_rule(std::string_view id) const {
    const auto rule = std::find_if(pack_.rules.begin(), pack_.rules.end(),
                                   [&](const ruleset::Rule& one) { return one.id == id; });
    return rule == pack_.rules.end() ? nullptr : &*rule;
  }

  [[nodiscard]] NamedPlace rule_named(std::string_view id) const {
    const ruleset::Rule* rule = find_rule(id);
    return {std::string(id), rule == nullptr ? Place{} : rule->place};
  }

  [[nodiscard]] std::vector<NamedPlace> words_of(std::int32_t mention) const {
    const model::Mention& one = view_.reader.mention(mention);
    std::vector<NamedPlace> words;
    const auto found = words_.find({one.rule, {one.span.begin, one.span.end}});
    if (found == words_.end()) return words;
    for (const FindLog::Word& word : found->second) {
      const auto& list = pack_.lexicons[static_cast<std::size_t>(word.lexicon)];
      const auto& entry = list.entries[static_cast<std::size_t>(word.entry)];
      words.push_back({list.name + ": " + entry.text, {list.path, entry.line, 1}});
    }
    return words;
  }

  [[nodiscard]] std::vector<NamedPlace> macros_of(std::string_view rule) const {
    const ruleset::Rule* found = find_rule(rule);
    if (found == nullptr) return {};
    std::vector<std::string> open =
        macros_in(found->text.before + found->text.find + found->text.after);
    std::set<std::string> seen;
    std::vector<NamedPlace> all;
    for (std::size_t i = 0; i < open.size(); ++i) {
      const auto macro = std::find_if(pack_.macros.begin(), pack_.macros.end(),
                                      [&](const auto& one) { return one.name == open[i]; });
      if (macro == pack_.macros.end() || !seen.insert(macro->name).second) continue;
      all.push_back({macro->name, macro->place});
      for (std::string& inner : macros_in(macro->body)) open.push_back(std::move(inner));
    }
    return all;
  }

  void add_value(ExplainedRecord& all, std::int32_t own, const std::string& field,
                 const Value& spans) const {
    const Value value = value_of(all.record, field);
    if (value.is_null() || value == Value(false)) return;
    ExplainedValue one{field, value, {}, {}, {}};
    for (const Value& span : spans.array()) {
      const auto place = as_span(span);
      if (!place) continue;
      one.evidence.push_back(document_.to_normalized(*place));
      if (one.how.empty()) one.how = way_of(all.rule.name, own, field, *place);
      if (one.how == "its own text") continue;
      if (auto support = support_of(own, *place)) one.support.push_back(std::move(*support));
    }
    all.values.push_back(std::move(one));
  }

  // Start, end and time come from one date.
  static Value value_of(const Value& record, const std::string& field) {
    if (field != "date") return record.find(field) != nullptr ? *record.find(field) : Value();
    std::string date;
    for (const std::string_view part : {"start", "end", "time"}) {
      const Value* value = record.find(part);
      if (value == nullptr || !value->is_text()) continue;
      const bool same_day = part == "end" && *value == *record.find("start");
      if (!same_day) date += (date.empty() ? "" : part == "end" ? "/" : " ") + value->text();
    }
    return date.empty() ? Value() : Value(date);
  }

  [[nodiscard]] bool captures(std::int32_t mention, std::string_view field,
                              CodePointSpan place) const {
    const auto& all = view_.reader.mention(mention).captures;
    return std::any_of(all.begin(), all.end(), [&](const model::Capture& one) {
      if (!field.empty() && pack_.names[one.name] != field) return false;
      return view_.position(one.span) == place ||
             (one.mention >= 0 && view_.position(view_.reader.value_span(one.mention)) == place);
    });
  }

  // How the value came into the record, in the order in which records are filled.
  [[nodiscard]] std::string way_of(std::string_view rule_id, std::int32_t own,
                                   std::string_view field, CodePointSpan place) const {
    const ruleset::Rule* rule = find_rule(rule_id);
    if (own >= 0) {
      const model::Mention& mention = view_.reader.mention(own);
      if (captures(own, field, place)) return "captured";
      if (rule != nullptr && names(rule->set, field) && view_.position(mention.span) == place)
        return "set by the rule";
      if (std::string by = through(mention, field, place); !by.empty()) return by;
      if (view_.position(view_.reader.value_span(own)) == place) return "its own text";
    }
    const bool slot = rule != nullptr &&
                      std::any_of(rule->slots.begin(), rule->slots.end(),
                                  [&](const auto& one) { return pack_.names[one.field] == field; });
    return slot ? "slot" : attached(field, place);
  }

  [[nodiscard]] bool names(const std::vector<ruleset::Attribute>& attributes,
                           std::string_view field) const {
    return std::any_of(attributes.begin(), attributes.end(),
                       [&](const auto& one) { return pack_.names[one.name] == field; });
  }

  // By what a captured helper or word says of it.
  [[nodiscard]] std::string through(const model::Mention& mention, std::string_view field,
                                    CodePointSpan place) const {
    for (const model::Capture& one : mention.captures) {
      const bool here = view_.position(one.span) == place;
      if (one.lexicon >= 0 && here && names(view_.reader.attributes(one), field))
        return "attribute of a word";
      if (one.mention < 0) continue;
      const model::Mention& helper = view_.reader.mention(one.mention);
      const bool set = here && names(view_.reader.attributes(helper), field);
      if (set || captures(one.mention, field, place))
        return "through " + pack_.types[helper.type].name + " of " + rule_of(helper).name;
    }
    return {};
  }

  [[nodiscard]] std::string attached(std::string_view field, CodePointSpan place) const {
    const auto helpers = helpers_.find({place.begin, place.end});
    if (helpers == helpers_.end()) return "from another mention of it";
    for (const std::int32_t one : helpers->second) {
      const bool whole = view_.position(view_.reader.mention(one).span) == place;
      if (!whole && !captures(one, field, place)) continue;
      const NamedPlace rule = rule_of(view_.reader.mention(one));
      return "attached by " + rule.name + " " + shown(rule.place);
    }
    return "from another mention of it";
  }

  // The mention whose value or span is just this place, another than the record's own.
  [[nodiscard]] std::optional<Support> support_of(std::int32_t own, CodePointSpan place) const {
    std::int32_t best = -1;
    for (const std::int32_t one : mentions_at(place)) {
      if (one == own) continue;
      const bool record = pack_.types[view_.reader.mention(one).type].record >= 0;
      if (best < 0 || (record && pack_.types[view_.reader.mention(best).type].record < 0))
        best = one;
    }
    if (best < 0) return std::nullopt;
    const model::Mention& mention = view_.reader.mention(best);
    return Support{pack_.types[mention.type].name, document_.text(mention.span), rule_of(mention),
                   words_of(best)};
  }

  const ExaminedDocument& document_;
  const assemble::DocumentView& view_;
  const ruleset::Pack& pack_;
  std::map<PlaceKey, std::vector<std::int32_t>> mentions_;  // by span and by span of the value
  std::map<PlaceKey, std::vector<std::int32_t>> helpers_;   // that attach, by span and captures
  std::map<std::pair<std::uint32_t, PlaceKey>, std::vector<FindLog::Word>> words_;
};

Value place_value(const NamedPlace& one) {
  return Value::Object{{"name", one.name}, {"path", one.place.path}, {"line", one.place.line}};
}

Value place_values(const std::vector<NamedPlace>& all) {
  Value::Array values;
  for (const NamedPlace& one : all) values.push_back(place_value(one));
  return values;
}

std::string text_of(const Value& value) {
  if (value.is_text()) return harmless(value.text());
  if (!value.is_array()) return harmless(write::to_json(value, write::JsonLayout::kCompact));
  std::string all;
  for (const Value& one : value.array()) all += (all.empty() ? "" : "; ") + text_of(one);
  return all;
}

std::string places_text(const std::vector<NamedPlace>& all) {
  std::string text;
  for (const NamedPlace& one : all)
    text += (text.empty() ? "" : ", ") + harmless(one.name) + " (" + shown(one.place) + ")";
  return text;
}

std::string value_lines(const ExplainedValue& value, std::size_t names) {
  std::string lines =
      fmt::format("  {}{}  {}  [{}]\n", value.field, std::string(names - value.field.size(), ' '),
                  text_of(value.value), value.how);
  const std::string indent(names + 4, ' ');
  for (const Support& one : value.support) {
    lines += fmt::format("{}{} “{}”  {} {}\n", indent, one.type, one.text, one.rule.name,
                         shown(one.rule.place));
    if (!one.words.empty()) lines += fmt::format("{}  words {}\n", indent, places_text(one.words));
  }
  return lines;
}

std::string heading_of(const ExplainedRecord& explained) {
  for (const std::string_view name : {"name", "title", "text"}) {
    const Value* value = explained.record.find(name);
    if (value != nullptr && value->is_text()) return harmless(value->text());
  }
  return {};
}

std::vector<Mark> marks_of(const ExplainedRecord& explained) {
  std::vector<Mark> marks;
  for (const ExplainedValue& value : explained.values) {
    for (const Span<Normalized> span : value.evidence) {
      const bool whole = span == explained.span && value.how == "set by the rule";
      const auto same = std::find_if(marks.begin(), marks.end(),
                                     [&](const Mark& one) { return one.span == span; });
      if (whole) continue;
      if (same == marks.end()) {
        marks.push_back({span, value.field});
      } else if (same->label.find(value.field) == std::string::npos) {
        same->label += ", " + value.field;
      }
    }
  }
  if (marks.empty()) marks.push_back({explained.span, "find"});
  return marks;
}

}  // namespace

std::string shown(const Place& place) {
  return place.path.empty() ? std::string() : place.path + ":" + std::to_string(place.line);
}

std::vector<ExplainedRecord> explain_records(const ExaminedDocument& document,
                                             const std::vector<std::string>& collections) {
  const Explainer explainer(document);
  const ruleset::Pack& pack = document.pack();
  const auto wanted = [&](const std::string& name) {
    return collections.empty() ||
           std::find(collections.begin(), collections.end(), name) != collections.end();
  };
  std::vector<ExplainedRecord> all;
  for (std::size_t type = 0; type < pack.records.size(); ++type) {
    const std::string& name = pack.records[type].collection;
    if (!wanted(name)) continue;
    for (const Value& record : document.records.value.find(name)->array())
      all.push_back(explainer.explain(type, record));
  }
  for (const Value& reject : document.records.rejects) {
    for (std::size_t type = 0; type < pack.records.size(); ++type) {
      if (*reject.find("collection") != Value(pack.records[type].collection) ||
          !wanted(pack.records[type].collection))
        continue;
      all.push_back(explainer.explain(type, *reject.find("record")));
      all.back().reasons = *reject.find("reasons");
    }
  }
  return all;
}

Value as_value(const ExplainedRecord& explained) {
  Value::Array values;
  for (const ExplainedValue& one : explained.values) {
    Value::Array support;
    for (const Support& by : one.support) {
      support.push_back(Value::Object{{"type", by.type},
                                      {"text", by.text},
                                      {"rule", place_value(by.rule)},
                                      {"words", place_values(by.words)}});
    }
    values.push_back(Value::Object{{"field", one.field},
                                   {"value", one.value},
                                   {"how", one.how},
                                   {"from", std::move(support)}});
  }
  return Value::Object{{"collection", explained.collection},
                       {"record", explained.record},
                       {"rule", place_value(explained.rule)},
                       {"words", place_values(explained.words)},
                       {"macros", place_values(explained.macros)},
                       {"values", std::move(values)},
                       {"reasons", explained.reasons}};
}

std::string as_text(const ExaminedDocument& document, const ExplainedRecord& explained,
                    const DrawingStyle& style) {
  std::string text = bold(explained.collection + ": " + heading_of(explained), style) + "\n";
  text += "  rule " + explained.rule.name + "  " + shown(explained.rule.place) + "\n";
  text += draw(document, marks_of(explained), style);
  std::size_t names = 0;
  for (const ExplainedValue& one : explained.values) names = std::max(names, one.field.size());
  for (const ExplainedValue& one : explained.values) text += value_lines(one, names);
  if (!explained.words.empty())
    text += "  words in the find: " + places_text(explained.words) + "\n";
  if (!explained.macros.empty()) text += "  macros: " + places_text(explained.macros) + "\n";
  if (!explained.reasons.is_null())
    text += "  does not fit its schema: " + text_of(explained.reasons) + "\n";
  return text + "\n";
}

}  // namespace zhailu::authoring
