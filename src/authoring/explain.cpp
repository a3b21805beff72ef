#include "authoring/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "authoring/display_width.hpp"
#include "authoring/find_log.hpp"
#include "authoring/record_fate.hpp"
#include "authoring/suggestion.hpp"
#include "authoring/text_view.hpp"
#include "base/utf8.hpp"
#include "write/json_emitter.hpp"

namespace zhailu::authoring {
namespace {

std::string as_json(const Value& value) {
  return write::to_json(value, write::JsonLayout::kReadable) + "\n";
}

Value span_value(CodePointSpan span) { return Value::Array{span.begin, span.end}; }

std::string rule_shown(const ruleset::Pack& pack, std::uint32_t rule) {
  return pack.rules[rule].id + "  " + shown(pack.rules[rule].place);
}

// ---- why not

Result<std::uint32_t> find_rule(const ruleset::Pack& pack, const std::string& id) {
  std::vector<std::string> ids;
  for (std::uint32_t i = 0; i < pack.rules.size(); ++i) {
    if (pack.rules[i].id == id) return i;
    ids.push_back(pack.rules[i].id);
  }
  if (std::find(pack.off.begin(), pack.off.end(), id) != pack.off.end()) {
    return failure("options.rule", "rule '" + id + "' is switched off",
                   "take it out of `off` in pack.yaml");
  }
  return failure("options.rule", "no rule is called '" + id + "'", did_you_mean(id, ids));
}

// How far a trial counts as having come: a rule that does not look in such a block may match all the same.
int rank_of(const Trial& trial) {
  const bool matches = trial.stop == Stop::kBlock && trial.expected.empty() && !trial.place.empty();
  return static_cast<int>(matches ? Stop::kGuard : trial.stop);
}

Value trial_value(const ExaminedDocument& document, const Trial& trial) {
  const assemble::DocumentView& view = *document.view;
  Value value = Value::Object{{"stage", stop_name(trial.stop)},
                              {"reason", trial.reason},
                              {"unit", span_value(view.position(trial.unit))},
                              {"text", view.value_text(trial.unit)},
                              {"view", trial.view}};
  value.set("place", trial.place.empty() ? Value() : span_value(view.position(trial.place)));
  value.set("matched", trial.matched);
  value.set("expected", trial.expected);
  value.set("stands", trial.stands);
  value.set("items", trial.items);
  value.set("rival", trial.rival ? Value(document.pack().rules[*trial.rival].id) : Value());
  return value;
}

std::string trial_text(const ExaminedDocument& document, const Trial& trial,
                       const DrawingStyle& style) {
  const bool found = trial.stop == Stop::kFound;
  std::string text =
      trial.place.empty()
          ? draw(document, {{trial.unit, ""}}, style)
          : draw(document, {{trial.place, trial.expected.empty() ? "find" : "matched so far"}},
                 style);
  text += "    view      " + trial.view + "\n";
  if (found) return text + "    " + bold("found", style) + ", and nothing took it away\n\n";
  text += fmt::format("    stopped   {}: {}\n", bold(std::string(stop_name(trial.stop)), style),
                      trial.reason);
  if (!trial.matched.empty()) text += "    matched   " + harmless(trial.matched) + "\n";
  if (!trial.expected.empty()) {
    text += "    expected  " + harmless(trial.expected) + "\n";
    text += fmt::format("    there is  {}\n", trial.stands.empty() ? "the end" : trial.stands);
  }
  if (trial.rival) text += "    that is   " + rule_shown(document.pack(), *trial.rival) + "\n";
  return text + "\n";
}

Result<std::string> explain_rule(const ExaminedDocument& document, const ExplainRequest& request,
                                 const std::vector<CodePointSpan>& places) {
  const auto trials = why_not(document, *request.rule, places);
  if (!trials) return tl::unexpected(trials.error());
  const auto rule = find_rule(document.pack(), *request.rule);
  const std::size_t shown_trials = std::min(trials->size(), kShownPlaces);
  if (request.json) {
    Value::Array values;
    for (const Trial& one : *trials) values.push_back(trial_value(document, one));
    const Place& place = document.pack().rules[*rule].place;
    return as_json(Value::Object{{"path", document.input.path},
                                 {"rule", *request.rule},
                                 {"rule_path", place.path},
                                 {"rule_line", place.line},
                                 {"places", std::move(values)}});
  }
  std::string text = bold("rule " + rule_shown(document.pack(), *rule), request.style) + "\n";
  for (std::size_t i = 0; i < shown_trials; ++i)
    text += trial_text(document, (*trials)[i], request.style);
  if (trials->empty()) text += "  no sentence here\n";
  if (trials->size() > shown_trials) {
    text += fmt::format("… and {} more places where it came less far; --json lists all\n",
                        trials->size() - shown_trials);
  }
  return text;
}

// ---- what stands there

class PlaceReport {
 public:
  // `log`: of a run that looked at this place.
  PlaceReport(const ExaminedDocument& document, CodePointSpan place, const FindLog& log,
              const DrawingStyle& style)
      : document_(document),
        pack_(document.pack()),
        style_(style),
        place_(place),
        span_(document.to_normalized(place)),
        log_(log) {}

  [[nodiscard]] std::string text() const {
    std::string text = fmt::format("characters {}–{}", place_.begin, place_.end);
    if (span_.empty()) return text + ": removed before the rules read the text; see --view\n\n";
    const std::int32_t sentence = document_.sentence_at(span_.begin);
    if (sentence < 0) return text + ": in no sentence\n\n";
    text += fmt::format(", in a block of kind {}\n", block_kind(sentence));
    text += draw(document_, {{span_, "here"}}, style_);
    for (const FindLog::Find& one : words()) text += word_line(one);
    for (std::size_t phase = 0; phase < pack_.phases.size(); ++phase) text += phase_lines(phase);
    const std::string used = records();
    return text + (used.empty() ? "  no record has a value from here\n" : "  records\n" + used) +
           "\n";
  }

  [[nodiscard]] Value value() const {
    Value::Array finds;
    for (const FindLog::Find& one : log_.finds()) {
      if (is_here(one.span)) finds.push_back(find_value(one));
    }
    Value::Array refused;
    for (const FindLog::Refused& one : log_.refusals()) {
      if (!is_here(one.span)) continue;
      refused.push_back(Value::Object{{"phase", pack_.phases[one.phase].id},
                                      {"rule", pack_.rules[one.rule].id},
                                      {"span", span_value(document_.view->position(one.span))},
                                      {"text", document_.text(one.span)},
                                      {"reason", one.reason}});
    }
    Value::Array views;
    for (const FindLog::SeenView& one : log_.views()) {
      if (one.focus == span_)
        views.push_back(Value::Object{{"phase", pack_.phases[one.phase].id}, {"view", one.view}});
    }
    const std::int32_t sentence = document_.sentence_at(span_.begin);
    return Value::Object{{"span", span_value(place_)},
                         {"block", sentence < 0 ? Value() : Value(block_kind(sentence))},
                         {"views", std::move(views)},
                         {"finds", std::move(finds)},
                         {"refused", std::move(refused)}};
  }

 private:
  [[nodiscard]] bool is_here(Span<Normalized> span) const { return FindLog::touches(span_, span); }

  [[nodiscard]] std::string block_kind(std::int32_t sentence) const {
    const auto& segments = document_.analysis.segments;
    const int block = segments.sentences[static_cast<std::size_t>(sentence)].block;
    return std::string(
        model::block_kind_name(segments.blocks[static_cast<std::size_t>(block)].kind));
  }

  // Hits of the global word lists, which no phase finds.
  [[nodiscard]] std::vector<FindLog::Find> words() const {
    std::vector<FindLog::Find> all;
    for (const model::Mention& one : document_.analysis.mentions) {
      if ((one.rule & ruleset::kLexiconRule) != 0 && one.span.overlaps(span_))
        all.push_back({0, one.rule, one.span, {{0, one.lexicon_entry, one.span}}, {}, {}});
    }
    return all;
  }

  [[nodiscard]] std::string word_line(const FindLog::Find& one) const {
    const auto& list = pack_.lexicons[one.rule & ~ruleset::kLexiconRule];
    const auto& entry = list.entries[static_cast<std::size_t>(one.words.front().entry)];
    return fmt::format("  + {} “{}”  word list {}  {}:{}\n", pack_.types[*list.make].name,
                       document_.text(one.span), list.name, list.path, entry.line);
  }

  [[nodiscard]] std::string phase_lines(std::size_t phase) const {
    std::string lines;
    for (const FindLog::Find& one : log_.finds()) {
      if (one.phase == phase && is_here(one.span)) lines += find_line(one);
    }
    for (const FindLog::Refused& one : log_.refusals()) {
      if (one.phase != phase || !is_here(one.span)) continue;
      lines += fmt::format("  - “{}”  {}\n      refused: {}\n", document_.text(one.span),
                           rule_shown(pack_, one.rule), one.reason);
    }
    if (lines.empty()) return {};
    std::string head = bold("phase " + pack_.phases[phase].id, style_) + "\n";
    for (const FindLog::SeenView& one : log_.views()) {
      if (one.phase == phase && one.focus == span_) head += "  view " + one.view + "\n";
    }
    return head + lines;
  }

  [[nodiscard]] std::string type_of(std::uint32_t rule) const {
    const auto& make = pack_.rules[rule].make;
    return make ? pack_.types[*make].name : std::string("remove");
  }

  [[nodiscard]] std::string find_line(const FindLog::Find& one) const {
    std::string line =
        fmt::format("  {} {} “{}”  {}\n", one.lost_to || one.removed_by ? "-" : "+",
                    type_of(one.rule), document_.text(one.span), rule_shown(pack_, one.rule));
    if (one.lost_to) {
      const std::string by = one.lost_to->by == Criterion::kSamePlace
                                 ? "the same was found, and goes first, by "
                                 : fmt::format("lost by {} to ", criterion_name(one.lost_to->by));
      line += "      " + by + pack_.rules[one.lost_to->rule].id + ": “" +
              document_.text(one.lost_to->span) + "”\n";
    }
    if (one.removed_by) line += "      removed by " + rule_shown(pack_, *one.removed_by) + "\n";
    return line;
  }

  [[nodiscard]] Value find_value(const FindLog::Find& one) const {
    Value value = Value::Object{{"phase", pack_.phases[one.phase].id},
                                {"rule", pack_.rules[one.rule].id},
                                {"type", type_of(one.rule)},
                                {"span", span_value(document_.view->position(one.span))},
                                {"text", document_.text(one.span)},
                                {"kept", !one.lost_to && !one.removed_by}};
    if (one.lost_to) {
      value.set("lost_to", pack_.rules[one.lost_to->rule].id);
      value.set("by", criterion_name(one.lost_to->by));
    }
    if (one.removed_by) value.set("removed_by", pack_.rules[*one.removed_by].id);
    return value;
  }

  // The fields of records whose evidence overlaps the place.
  [[nodiscard]] std::string records() const {
    std::string lines;
    for (const ruleset::RecordType& type : pack_.records) {
      const Value* list = document_.records.value.find(type.collection);
      for (const Value& record : list->array()) {
        const std::string fields = fields_here(record);
        if (fields.empty()) continue;
        lines +=
            fmt::format("    {}: {}  rule {}\n", type.type, fields, record.find("rule")->text());
      }
    }
    return lines;
  }

  [[nodiscard]] std::string fields_here(const Value& record) const {
    std::string names;
    const Value* evidence = record.find("evidence");
    if (evidence == nullptr) return names;
    for (const auto& [name, spans] : evidence->object()) {
      const bool here =
          std::any_of(spans.array().begin(), spans.array().end(), [&](const Value& span) {
            return static_cast<std::size_t>(span.array()[0].integer()) <
                       std::max(place_.end, place_.begin + 1) &&
                   place_.begin < static_cast<std::size_t>(span.array()[1].integer());
          });
      if (here) names += (names.empty() ? "" : ", ") + name;
    }
    return names;
  }

  const ExaminedDocument& document_;
  const ruleset::Pack& pack_;
  const DrawingStyle& style_;
  CodePointSpan place_;
  Span<Normalized> span_;
  const FindLog& log_;
};

Result<std::string> explain_places(const ExaminedDocument& document, const ExplainRequest& request,
                                   const std::vector<CodePointSpan>& places) {
  std::string text;
  Value::Array values;
  const std::size_t count = std::min(places.size(), kShownPlaces);
  std::vector<Span<Normalized>> focus;
  for (std::size_t i = 0; i < count; ++i) focus.push_back(document.to_normalized(places[i]));
  FindLog log(focus);
  run_again(document, log);
  for (std::size_t i = 0; i < count; ++i) {
    const PlaceReport report(document, places[i], log, request.style);
    if (request.json)
      values.push_back(report.value());
    else
      text += report.text();
  }
  if (request.json)
    return as_json(Value::Object{{"path", document.input.path}, {"places", std::move(values)}});
  if (places.size() > count)
    text += fmt::format("… and {} more places with this text\n", places.size() - count);
  return text;
}

// ---- records

Result<std::string> explain_all(const ExaminedDocument& document, const ExplainRequest& request) {
  std::vector<std::string> known;
  for (const ruleset::RecordType& one : document.pack().records) known.push_back(one.collection);
  for (const std::string& type : request.types) {
    if (std::find(known.begin(), known.end(), type) != known.end()) continue;
    std::string all;
    for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
    const Wording hint = did_you_mean(type, known);
    return failure("options.type", "unknown record type '" + type + "'",
                   hint.empty() ? say("there are {}", all) : hint);
  }
  const auto records = explain_records(document, request.types);
  if (request.json) {
    Value::Array values;
    for (const ExplainedRecord& one : records) values.push_back(as_value(one));
    return as_json(Value::Object{{"path", document.input.path}, {"records", std::move(values)}});
  }
  std::string text;
  for (const ExplainedRecord& one : records) text += as_text(document, one, request.style);
  return text.empty() ? std::string("no records\n") : text;
}

}  // namespace

Result<std::vector<CodePointSpan>> places_of(const ExaminedDocument& document,
                                             const std::string& at) {
  const std::string_view text = document.analysis.decoded.text;
  const std::size_t size = base::count_code_points(text);
  std::size_t offset = 0;
  const auto [end, error] = std::from_chars(at.data(), at.data() + at.size(), offset);
  if (error == std::errc() && end == at.data() + at.size() && offset < size)
    return std::vector<CodePointSpan>{{offset, offset + 1}};
  std::vector<CodePointSpan> places;
  for (std::size_t from = at.empty() ? std::string_view::npos : text.find(at);
       from != std::string_view::npos; from = text.find(at, from + at.size())) {
    const std::size_t begin = base::count_code_points(text.substr(0, from));
    places.push_back({begin, begin + base::count_code_points(at)});
  }
  if (!places.empty()) return places;
  return failure("options.at", "'" + at + "' does not stand in the text",
                 fmt::format("name a text as it is written, or an offset below {}", size),
                 {document.input.path, 0, 0});
}

Result<std::vector<Trial>> why_not(const ExaminedDocument& document, const std::string& rule,
                                   const std::vector<CodePointSpan>& places) {
  const auto index = find_rule(document.pack(), rule);
  if (!index) return tl::unexpected(index.error());
  std::vector<Span<Normalized>> focus;
  for (const CodePointSpan place : places) focus.push_back(document.to_normalized(place));
  RuleTrials trials(document.pack(), *index, std::move(focus));
  run_again(document, trials);
  std::vector<Trial> all = trials.take();
  judge_mentions(document, *index, all);
  std::stable_sort(all.begin(), all.end(), [](const Trial& a, const Trial& b) {
    if (rank_of(a) != rank_of(b)) return rank_of(a) > rank_of(b);
    return a.items > b.items;
  });
  return all;
}

Result<std::string> explain(const ExaminedDocument& document, const ExplainRequest& request) {
  if (request.view)
    return request.json ? as_json(text_view_as_value(document)) : text_view_as_text(document);
  std::vector<CodePointSpan> places;
  if (request.at) {
    auto found = places_of(document, *request.at);
    if (!found) return tl::unexpected(found.error());
    places = std::move(*found);
  }
  if (request.rule) return explain_rule(document, request, places);
  if (request.at) return explain_places(document, request, places);
  return explain_all(document, request);
}

}  // namespace zhailu::authoring
