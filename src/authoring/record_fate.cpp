#include "authoring/record_fate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assemble/draft_builder.hpp"
#include "assemble/draft_tables.hpp"
#include "authoring/display_width.hpp"
#include "pipeline/pipeline.hpp"
#include "write/json_emitter.hpp"

namespace zhailu::authoring {
namespace {

using assemble::Draft;

Value span_value(CodePointSpan span) { return Value::Array{span.begin, span.end}; }

bool has_evidence_at(const Value& record, const Value& span) {
  const Value* evidence = record.find("evidence");
  if (evidence == nullptr || !evidence->is_object()) return false;
  return std::any_of(evidence->object().begin(), evidence->object().end(), [&](const auto& field) {
    const auto& spans = field.second.array();
    return std::find(spans.begin(), spans.end(), span) != spans.end();
  });
}

class Judge {
 public:
  Judge(const ExaminedDocument& document, std::uint32_t rule)
      : document_(document),
        view_(*document.view),
        rule_(document.pack().rules[rule]),
        values_(view_, count_),
        builder_(view_, values_) {
    first_ = assemble::draft_tables(view_, builder_);
    finished_ = first_;
    assemble::finish_tables(finished_, view_, builder_);
  }

  void judge(std::int32_t mention, Trial& trial) const {
    const ruleset::TypeId type = view_.reader.mention(mention).type;
    const int record = view_.pack.types[type].record;
    if (record >= 0) return judge_record(mention, static_cast<std::size_t>(record), trial);
    if (rule_.attach) judge_attach(mention, trial);
  }

 private:
  static void stop(Trial& trial, Stop stop, std::string reason) {
    trial.stop = stop;
    trial.reason = std::move(reason);
  }

  void judge_record(std::int32_t mention, std::size_t type, Trial& trial) const {
    if (view_.index.is_part(mention))
      return stop(trial, Stop::kPart,
                  "it lies inside another " + name(type) + ": " + outer(mention));
    if (find(first_[type], mention) == nullptr) return judge_slot(mention, type, trial);
    const Draft* draft = holder(finished_[type], mention);
    if (draft == nullptr) return stop(trial, Stop::kList, "no items follow, so it is no list");
    if (draft->mention != mention) return judge_merged(*draft, trial);
    if (draft->dropped) return stop(trial, Stop::kList, "no items follow, so it is no list");
    judge_schema(*draft, trial);
  }

  [[nodiscard]] const std::string& name(std::size_t type) const {
    return view_.pack.records[type].type;
  }

  [[nodiscard]] std::string outer(std::int32_t mention) const {
    const model::Mention& inner = view_.reader.mention(mention);
    for (std::size_t i = 0; i < document_.analysis.mentions.size(); ++i) {
      const model::Mention& one = document_.analysis.mentions[i];
      if (static_cast<std::int32_t>(i) == mention || one.type != inner.type) continue;
      if (one.span.contains(inner.span))
        return "“" + document_.text(one.span) + "” of " + rule_of(one.rule);
    }
    return "of its type";
  }

  [[nodiscard]] std::string rule_of(std::uint32_t rule) const {
    if ((rule & ruleset::kLexiconRule) == 0) return "rule " + view_.pack.rules[rule].id;
    return "word list " + view_.pack.lexicons[rule & ~ruleset::kLexiconRule].name;
  }

  static const Draft* find(const std::vector<Draft>& drafts, std::int32_t mention) {
    const auto found = std::find_if(drafts.begin(), drafts.end(),
                                    [&](const Draft& one) { return one.mention == mention; });
    return found == drafts.end() ? nullptr : &*found;
  }

  // The draft that tells of the mention, be it as one of several.
  static const Draft* holder(const std::vector<Draft>& drafts, std::int32_t mention) {
    const Draft* dropped = nullptr;
    for (const Draft& one : drafts) {
      if (std::find(one.mentions.begin(), one.mentions.end(), mention) == one.mentions.end())
        continue;
      if (!one.dropped) return &one;
      dropped = &one;
    }
    return dropped;
  }

  void judge_slot(std::int32_t mention, std::size_t type, Trial& trial) const {
    const Draft draft = builder_.build(type, mention, nullptr);
    for (const ruleset::Slot& slot : rule_.slots) {
      const bool needed = std::any_of(slot.sources.begin(), slot.sources.end(),
                                      [](const auto& source) { return source.needed; });
      if (!needed || is_filled(draft, slot.field)) continue;
      return stop(trial, Stop::kSlot,
                  "the slot " + view_.pack.names[slot.field] + " is needed and stays empty");
    }
    stop(trial, Stop::kSlot, "a slot that is needed stays empty");
  }

  [[nodiscard]] bool is_filled(const Draft& draft, ruleset::NameId field) const {
    if (view_.pack.names[field] == "date") return draft.date.has_value();
    const int column = view_.fields[draft.type].column(field);
    return column >= 0 && !draft.fields[static_cast<std::size_t>(column)].empty();
  }

  void judge_merged(const Draft& draft, Trial& trial) const {
    trial.rival =
        (draft.rule & ruleset::kLexiconRule) == 0 ? std::optional(draft.rule) : std::nullopt;
    stop(trial, Stop::kMerged,
         fmt::format("merged into the {} “{}” of {} (`merge` in pack.yaml)", name(draft.type),
                     document_.text(draft.span), rule_of(draft.rule)));
  }

  void judge_schema(const Draft& draft, Trial& trial) const {
    const Value span = span_value(view_.position(draft.span));
    for (const Value& reject : document_.records.rejects) {
      const Value* record = reject.find("record");
      const Value* place = record == nullptr ? nullptr : record->find("span");
      const Value* by = record == nullptr ? nullptr : record->find("rule");
      if (place == nullptr || !(*place == span) || by == nullptr || !(*by == Value(rule_.id)))
        continue;
      const Value* reasons = reject.find("reasons");
      return stop(trial, Stop::kSchema,
                  "the record does not fit its schema: " +
                      harmless(write::to_json(*reasons, write::JsonLayout::kCompact)));
    }
  }

  // A helper reached a record when one of its captures is the evidence of one of the record's values.
  void judge_attach(std::int32_t mention, Trial& trial) const {
    const model::Mention& helper = view_.reader.mention(mention);
    std::vector<Value> places = {span_value(view_.position(helper.span))};
    for (const model::Capture& one : helper.captures) {
      places.push_back(span_value(view_.position(one.span)));
      if (one.mention >= 0)
        places.push_back(span_value(view_.position(view_.reader.value_span(one.mention))));
    }
    for (const ruleset::TypeId type : rule_.attach->to) {
      const int record = view_.pack.types[type].record;
      if (record < 0) continue;
      const Value* list = document_.records.value.find(
          view_.pack.records[static_cast<std::size_t>(record)].collection);
      for (const Value& one : list->array()) {
        for (const Value& place : places) {
          if (has_evidence_at(one, place)) return;
        }
      }
    }
    std::string names;
    for (const ruleset::TypeId type : rule_.attach->to)
      names += (names.empty() ? "" : ", ") + view_.pack.types[type].name;
    stop(trial, Stop::kAttach,
         fmt::format(
             "it is a helper of type {}; no {} that it could be attached to took a value of it",
             view_.pack.types[helper.type].name, names));
  }

  const ExaminedDocument& document_;
  const assemble::DocumentView& view_;
  const ruleset::Rule& rule_;
  assemble::CountResolver count_ = pipeline::count_of;  // `values_` keeps a reference
  assemble::ValueReader values_;
  assemble::DraftBuilder builder_;
  std::vector<std::vector<Draft>> first_;  // before merging, by record type
  std::vector<std::vector<Draft>> finished_;
};

}  // namespace

void judge_mentions(const ExaminedDocument& document, std::uint32_t rule,
                    std::vector<Trial>& trials) {
  const Judge judge(document, rule);
  const auto& mentions = document.analysis.mentions;
  for (Trial& trial : trials) {
    if (trial.stop != Stop::kFound) continue;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      if (mentions[i].rule != rule || !(mentions[i].span == trial.place)) continue;
      judge.judge(static_cast<std::int32_t>(i), trial);
      break;
    }
  }
}

}  // namespace zhailu::authoring
