#include "authoring/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>

#include "authoring/display_width.hpp"
#include "authoring/examined_document.hpp"
#include "authoring/stretch.hpp"
#include "authoring/trigger_words.hpp"
#include "base/lexicon_automaton.hpp"
#include "base/utf8.hpp"
#include "pipeline/loaded_pack.hpp"
#include "write/json_emitter.hpp"

namespace zhailu::authoring {
namespace {

constexpr std::size_t kExamples = 3;
constexpr std::size_t kContexts = 3;

// Mention types that are looked at for being left alone.
constexpr std::array<std::string_view, 3> kLoose = {"date", "person", "post"};
// How many characters or mentions behind one make a pattern: 指出, 主持, a mark and the next name.
constexpr std::size_t kBehind = 2;

// Things of one document or of all, by pattern.
struct Tally {
  std::size_t count = 0;
  std::size_t recorded = 0;
  std::map<std::string, std::size_t> contexts;
  std::vector<CoverageExample> examples;
};
using Tallies = std::map<std::string, Tally>;

struct Findings {
  std::size_t sentences = 0;
  std::size_t with_record = 0;
  Tallies triggers;
  struct Mentions {
    std::size_t mentions = 0;
    std::size_t attached = 0;
    Tallies groups;
  };
  std::map<std::string, Mentions> loose;  // by type
};

// Stretches of normalized text, to ask whether one overlaps a span.
class Stretches {
 public:
  void add(Span<Normalized> span) { spans_.push_back(span); }
  void finish() {
    std::sort(spans_.begin(), spans_.end(), [](auto a, auto b) { return a.begin < b.begin; });
    std::size_t reach = 0;
    for (auto& span : spans_) span.end = reach = std::max(reach, span.end);
  }
  [[nodiscard]] bool overlap(Span<Normalized> span) const {
    const auto after = std::lower_bound(spans_.begin(), spans_.end(), span.end,
                                        [](auto one, std::size_t end) { return one.begin < end; });
    return after != spans_.begin() && (after - 1)->end > span.begin;
  }

 private:
  std::vector<Span<Normalized>>
      spans_;  // finished: by begin, each end raised to the furthest so far
};

// The words that all documents are searched for.
struct Triggers {
  explicit Triggers(const ruleset::Pack& pack)
      : words(trigger_words(pack)), events(event_types(pack)) {
    std::vector<std::pair<std::string, int>> entries;
    for (std::size_t i = 0; i < words.size(); ++i)
      entries.emplace_back(words[i], static_cast<int>(i));
    automaton = base::LexiconAutomaton(entries);
  }
  std::vector<std::string> words;
  std::vector<std::size_t> events;
  base::LexiconAutomaton automaton;
};

class DocumentCoverage {
 public:
  DocumentCoverage(const ExaminedDocument& document, const Triggers& triggers)
      : document_(document), pack_(document.pack()), triggers_(triggers) {
    collect_units();
    collect_evidence();
  }

  Findings run() {
    for (const model::Sentence& one : document_.analysis.segments.sentences) {
      const auto& block = document_.analysis.segments.blocks[static_cast<std::size_t>(one.block)];
      if (block.kind != model::BlockKind::kNoise) look_at(one);
    }
    for (const std::string_view type : kLoose) look_for(type);
    return std::move(findings_);
  }

 private:
  [[nodiscard]] bool is_event(std::size_t record) const {
    return std::find(triggers_.events.begin(), triggers_.events.end(), record) !=
           triggers_.events.end();
  }

  // Mentions that are one unit of a pattern: what records that tell no event are made of, and posts.
  void collect_units() {
    for (std::size_t i = 0; i < pack_.records.size(); ++i) {
      if (!is_event(i)) add_units(pack_.records[i].mention);
    }
    if (const auto post = pack_.find_type("post")) add_units(*post);
    std::sort(units_.begin(), units_.end(), [&](std::int32_t a, std::int32_t b) {
      const auto left = span_of(a);
      const auto right = span_of(b);
      return left.begin != right.begin ? left.begin < right.begin
             : left.end != right.end   ? left.end > right.end
                                       : a < b;
    });
    std::size_t end = 0;
    std::erase_if(units_, [&](std::int32_t one) {
      if (span_of(one).begin < end) return true;
      end = span_of(one).end;
      return false;
    });
  }

  void add_units(ruleset::TypeId type) {
    const auto& all = document_.view->index.outermost(type);
    units_.insert(units_.end(), all.begin(), all.end());
  }

  [[nodiscard]] Span<Normalized> span_of(std::int32_t mention) const {
    return document_.view->reader.mention(mention).span;
  }

  void collect_evidence() {
    evidence_.resize(pack_.records.size() + 1);  // the last: of the document itself
    for (std::size_t i = 0; i < pack_.records.size(); ++i) {
      for (const Value& record : document_.records.value.find(pack_.records[i].collection)->array())
        add_evidence(record, i);
    }
    add_evidence(*document_.records.value.find("document"), pack_.records.size());
    for (Stretches& one : evidence_) one.finish();
    events_.finish();
  }

  void add_evidence(const Value& record, std::size_t type) {
    const bool event = type < pack_.records.size() && is_event(type);
    const auto add = [&](const Value& span) {
      const auto stretch =
          document_.to_normalized({static_cast<std::size_t>(span.array()[0].integer()),
                                   static_cast<std::size_t>(span.array()[1].integer())});
      evidence_[type].add(stretch);
      if (event) events_.add(stretch);
    };
    const Value* evidence = record.find("evidence");
    if (evidence == nullptr || !evidence->is_object()) return;
    for (const auto& [field, spans] : evidence->object()) {
      for (const Value& span : spans.array()) add(span);
    }
    if (const Value* mentions = record.find("mentions");
        mentions != nullptr && mentions->is_array()) {
      for (const Value& span : mentions->array()) add(span);
    }
  }

  // ---- sentences
  void look_at(const model::Sentence& sentence) {
    ++findings_.sentences;
    const bool recorded = events_.overlap(sentence.span);
    if (recorded) ++findings_.with_record;
    const auto hit = longest_trigger(sentence.span);
    if (!hit) return;
    const std::string word(slice(text(), *hit));
    Tally& tally = findings_.triggers[word];
    ++(recorded ? tally.recorded : tally.count);
    if (recorded) return;
    ++tally
          .contexts[before(*hit, sentence.span, 2) + word + behind(hit->end, sentence.span.end, 1)];
    add_example(tally, *hit, sentence.span);
  }

  [[nodiscard]] std::string_view text() const { return document_.analysis.normalized.text; }

  // Outside of names: 会议室 or 审计局 tell of no doing.
  [[nodiscard]] std::optional<Span<Normalized>> longest_trigger(Span<Normalized> sentence) const {
    std::vector<base::LexiconAutomaton::Hit> hits;
    triggers_.automaton.find_all(slice(text(), sentence), hits);
    std::optional<Span<Normalized>> longest;
    for (const auto& hit : hits) {
      const Span<Normalized> span{sentence.begin + hit.begin, sentence.begin + hit.end};
      if (is_in_unit(span) || (longest && longest->size() >= span.size())) continue;
      longest = span;
    }
    return longest;
  }

  [[nodiscard]] std::vector<std::int32_t>::const_iterator unit_after(std::size_t place) const {
    return std::upper_bound(
        units_.begin(), units_.end(), place,
        [&](std::size_t at, std::int32_t one) { return at < span_of(one).end; });
  }
  [[nodiscard]] bool is_in_unit(Span<Normalized> span) const {
    const auto unit = unit_after(span.begin);
    return unit != units_.end() && span_of(*unit).overlaps(span);
  }

  [[nodiscard]] std::string symbol(std::int32_t mention) const {
    return "⟨" + pack_.types[document_.view->reader.mention(mention).type].name + "⟩";
  }

  // So many characters or mentions from the place on.
  [[nodiscard]] std::string behind(std::size_t at, std::size_t end, std::size_t count) const {
    std::string pattern;
    while (count-- > 0 && at < end) {
      const auto unit = unit_after(at);
      if (unit != units_.end() && span_of(*unit).begin == at) {
        pattern += symbol(*unit);
        at = span_of(*unit).end;
        continue;
      }
      const std::size_t next = at + base::character_bytes(text()[at]);
      pattern += harmless(text().substr(at, next - at));
      at = next;
    }
    return pattern;
  }

  [[nodiscard]] std::string before(Span<Normalized> span, Span<Normalized> sentence,
                                   std::size_t count) const {
    std::string pattern;
    std::size_t at = span.begin;
    while (count-- > 0 && at > sentence.begin) {
      std::size_t previous = at - 1;
      while (previous > sentence.begin && !base::is_border(text()[previous])) --previous;
      const auto unit = unit_after(previous);
      if (unit != units_.end() && span_of(*unit).begin <= previous) {
        pattern.insert(0, symbol(*unit));
        at = std::max(span_of(*unit).begin, sentence.begin);
        continue;
      }
      pattern.insert(0, harmless(text().substr(previous, at - previous)));
      at = previous;
    }
    return pattern;
  }

  void add_example(Tally& tally, Span<Normalized> place, Span<Normalized> sentence) const {
    if (tally.examples.size() >= kExamples) return;
    sentence = stretch_around(text(), sentence, place);
    tally.examples.push_back(
        {document_.input.path, document_.view->position(place), document_.text(sentence)});
  }

  // ---- mentions
  void look_for(std::string_view name) {
    const auto type = pack_.find_type(name);
    if (!type) return;
    Findings::Mentions& all = findings_.loose[std::string(name)];
    for (const std::int32_t one : document_.view->index.outermost(*type)) {
      const model::Mention& mention = document_.view->reader.mention(one);
      if (mention.sentence < 0) continue;
      ++all.mentions;
      const auto sentence =
          document_.analysis.segments.sentences[static_cast<std::size_t>(mention.sentence)].span;
      Tally& tally = all.groups[symbol(one) + behind(mention.span.end, sentence.end, kBehind)];
      if (is_attached(*type, document_.view->reader.value_span(one))) {
        ++all.attached;
        ++tally.recorded;
        continue;
      }
      ++tally.count;
      add_example(tally, mention.span, sentence);
    }
  }

  // Evidence of a record of another type.
  [[nodiscard]] bool is_attached(ruleset::TypeId type, Span<Normalized> value) const {
    for (std::size_t i = 0; i < evidence_.size(); ++i) {
      const bool own = i < pack_.records.size() && pack_.records[i].mention == type;
      if (!own && evidence_[i].overlap(value)) return true;
    }
    return false;
  }

  const ExaminedDocument& document_;
  const ruleset::Pack& pack_;
  const Triggers& triggers_;
  std::vector<std::int32_t> units_;  // mentions, by begin, none overlapping another
  std::vector<Stretches> evidence_;  // by record type
  Stretches events_;
  Findings findings_;
};

void add(Tallies& all, const Tallies& more) {
  for (const auto& [pattern, tally] : more) {
    Tally& into = all[pattern];
    into.count += tally.count;
    into.recorded += tally.recorded;
    for (const auto& [context, count] : tally.contexts) into.contexts[context] += count;
    for (const CoverageExample& one : tally.examples) {
      if (into.examples.size() < kExamples) into.examples.push_back(one);
    }
  }
}

void add(Findings& all, const Findings& more) {
  all.sentences += more.sentences;
  all.with_record += more.with_record;
  add(all.triggers, more.triggers);
  for (const auto& [type, mentions] : more.loose) {
    all.loose[type].mentions += mentions.mentions;
    all.loose[type].attached += mentions.attached;
    add(all.loose[type].groups, mentions.groups);
  }
}

std::vector<CoverageGroup> ranked(const Tallies& tallies) {
  std::vector<CoverageGroup> groups;
  for (const auto& [pattern, tally] : tallies) {
    if (tally.count == 0) continue;
    CoverageGroup group{pattern,
                        tally.count,
                        tally.recorded,
                        {tally.contexts.begin(), tally.contexts.end()},
                        tally.examples};
    std::stable_sort(group.contexts.begin(), group.contexts.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    if (group.contexts.size() > kContexts) group.contexts.resize(kContexts);
    groups.push_back(std::move(group));
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  return groups;
}

std::string group_lines(const std::vector<CoverageGroup>& groups, std::size_t top) {
  std::string lines;
  for (std::size_t i = 0; i < std::min(top, groups.size()); ++i) {
    const CoverageGroup& one = groups[i];
    lines += fmt::format("{:>6}  {}", one.count, harmless(one.pattern));
    lines +=
        one.recorded > 0 ? fmt::format("   ({} with a record)\n", one.recorded) : std::string("\n");
    for (const auto& [context, count] : one.contexts) {
      if (count > 1) lines += fmt::format("        {} × {}\n", count, context);
    }
    if (!one.examples.empty()) {
      const CoverageExample& example = one.examples.front();
      lines += fmt::format("        {} {}: {}\n", harmless(example.path), example.span.begin,
                           example.sentence);
    }
  }
  if (groups.size() > top) lines += fmt::format("        … and {} more\n", groups.size() - top);
  return lines;
}

Value groups_value(const std::vector<CoverageGroup>& groups) {
  Value::Array values;
  for (const CoverageGroup& one : groups) {
    Value::Array contexts;
    for (const auto& [context, count] : one.contexts)
      contexts.push_back(Value::Object{{"context", context}, {"count", count}});
    Value::Array examples;
    for (const CoverageExample& example : one.examples) {
      examples.push_back(Value::Object{{"path", example.path},
                                       {"span", Value::Array{example.span.begin, example.span.end}},
                                       {"sentence", example.sentence}});
    }
    values.push_back(Value::Object{{"pattern", one.pattern},
                                   {"count", one.count},
                                   {"recorded", one.recorded},
                                   {"contexts", std::move(contexts)},
                                   {"examples", std::move(examples)}});
  }
  return values;
}

// "decode.binary" → stage and code.
DocumentFailure as_failure(const Error& error, const std::string& path) {
  const Diagnostic& cause = error.diagnostics.front();
  const std::size_t dot = std::min(cause.code.find('.'), cause.code.size());
  const std::string code = dot < cause.code.size() ? cause.code.substr(dot + 1) : cause.code;
  return {path, cause.code.substr(0, dot), code, cause.message.text(), 0};
}

}  // namespace

Result<CoverageReport> measure_coverage(const Extractor& extractor,
                                        const DocumentRunRequest& request,
                                        const ExtractOptions& options,
                                        const std::function<void(const DocumentFailure&)>& fail) {
  CoverageReport report;
  Findings all;
  const Triggers triggers(extractor.loaded().pack);
  const auto count_failure = [&](const DocumentFailure& failure) {
    ++report.failures;
    fail(failure);
  };
  const auto work = [&](const DocumentInput& input) -> std::function<void()> {
    const auto document = examine(extractor, input, options);
    if (!document) {
      return [&, failure = as_failure(document.error(), input.path)] { count_failure(failure); };
    }
    auto findings = std::make_shared<Findings>(DocumentCoverage(**document, triggers).run());
    return [&, findings] {
      ++report.documents;
      add(all, *findings);
    };
  };
  if (auto done = for_each_document(request, work, count_failure); !done)
    return tl::unexpected(done.error());
  report.sentences = all.sentences;
  report.with_record = all.with_record;
  report.triggers = ranked(all.triggers);
  for (const std::string_view type : kLoose) {
    const Findings::Mentions& mentions = all.loose[std::string(type)];
    report.unattached.push_back(
        {std::string(type), mentions.mentions, mentions.attached, ranked(mentions.groups)});
  }
  return report;
}

std::string as_text(const CoverageReport& report, std::size_t top) {
  std::string text =
      fmt::format("{} document{}, {} sentences, {} of them tell of a record\n", report.documents,
                  report.documents == 1 ? "" : "s", report.sentences, report.with_record);
  text += "\nsentences with a trigger word and no record, by word:\n";
  text += report.triggers.empty() ? "  none\n" : group_lines(report.triggers, top);
  for (const CoverageReport::Unattached& one : report.unattached) {
    text += fmt::format("\n{}: {} of {} in no record, by what stands behind it:\n", one.type,
                        one.mentions - one.attached, one.mentions);
    text += one.groups.empty() ? "  none\n" : group_lines(one.groups, top);
  }
  return text;
}

std::string as_json(const CoverageReport& report) {
  Value::Array unattached;
  for (const CoverageReport::Unattached& one : report.unattached) {
    unattached.push_back(Value::Object{{"type", one.type},
                                       {"mentions", one.mentions},
                                       {"attached", one.attached},
                                       {"groups", groups_value(one.groups)}});
  }
  const Value value = Value::Object{{"documents", report.documents},
                                    {"failures", report.failures},
                                    {"sentences", report.sentences},
                                    {"with_record", report.with_record},
                                    {"triggers", groups_value(report.triggers)},
                                    {"unattached", std::move(unattached)}};
  return write::to_json(value, write::JsonLayout::kReadable) + "\n";
}

}  // namespace zhailu::authoring
