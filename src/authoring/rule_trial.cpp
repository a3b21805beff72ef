#include "authoring/rule_trial.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "authoring/display_width.hpp"
#include "authoring/guard_reason.hpp"
#include "authoring/rivals.hpp"
#include "authoring/shown_view.hpp"
#include "authoring/stretch.hpp"
#include "base/borders.hpp"
#include "ruleset/phase_coder.hpp"

namespace zhailu::authoring {
namespace {

constexpr std::size_t kShownBytes = 16;  // of the view, of what stands where an item is expected
constexpr std::size_t kWindowBytes =
    2048;  // of a unit that has no end; patterns are tried in windows

std::size_t offset_in(std::string_view part, std::string_view text) {
  return static_cast<std::size_t>(part.data() - text.data());
}

std::string_view normalized(const match::PhaseText& text, Span<Normalized> span) {
  return slice(std::string_view(text.analysis.normalized.text), span);
}

std::string rule_name(const ruleset::Pack& pack, const model::Mention& mention) {
  if ((mention.rule & ruleset::kLexiconRule) == 0) return "rule " + pack.rules[mention.rule].id;
  return "word list " + pack.lexicons[mention.rule & ~ruleset::kLexiconRule].name;
}

// What the view has in the place of a stretch of text: the symbol that swallowed it, or nothing.
std::string swallower(const match::PhaseText& text, Span<Normalized> span) {
  for (const match::ViewSymbol& symbol : text.view.symbols()) {
    if (!symbol.normalized.overlaps(span)) continue;
    const std::string words = harmless(normalized(text, symbol.normalized));
    if (symbol.kind == match::ViewSymbol::Kind::kWord) {
      const auto [list, entry] = text.phase.word_entries[static_cast<std::size_t>(symbol.index)];
      return fmt::format("⟨{}⟩ “{}”, a word of that list",
                         text.pack.lexicons[static_cast<std::size_t>(list)].name, words);
    }
    const model::Mention& mention = text.analysis.mentions[static_cast<std::size_t>(symbol.index)];
    return fmt::format("⟨{}⟩ “{}” of {}", text.pack.types[mention.type].name, words,
                       rule_name(text.pack, mention));
  }
  return {};
}

std::optional<Trial> absent_type(const match::PhaseText& text, Span<Normalized> unit,
                                 ruleset::TypeId type, const std::string& item) {
  const std::string& name = text.pack.types[type].name;
  for (const model::Mention& mention : text.analysis.mentions) {
    if (mention.type != type || !unit.contains(mention.span)) continue;
    const std::string by = swallower(text, mention.span);
    const std::string words = harmless(normalized(text, mention.span));
    Trial trial;
    trial.stop = Stop::kView;
    trial.reason =
        by.empty()
            ? fmt::format(
                  "{} is needed; “{}” is one, but it is no symbol here (`keep`, or removed)", item,
                  words)
            : fmt::format("{} is needed; “{}” is one, but it lies inside {}", item, words, by);
    return trial;
  }
  Trial trial;
  trial.stop = Stop::kView;
  trial.reason =
      fmt::format("{} is needed, and no earlier phase found a mention of type {} here", item, name);
  return trial;
}

// The first entry of the list that stands in the text.
std::optional<Span<Normalized>> word_in(const match::PhaseText& text, Span<Normalized> unit,
                                        const ruleset::Lexicon& list) {
  const std::string_view words = normalized(text, unit);
  for (const ruleset::LexiconEntry& entry : list.entries) {
    const std::size_t at = entry.blocking ? std::string_view::npos : words.find(entry.text);
    if (at != std::string_view::npos)
      return Span<Normalized>{unit.begin + at, unit.begin + at + entry.text.size()};
  }
  return std::nullopt;
}

Trial absent_word(const match::PhaseText& text, Span<Normalized> unit, const ruleset::Lexicon& list,
                  const std::string& item) {
  Trial trial;
  trial.stop = Stop::kLiteral;
  trial.reason = fmt::format("{} is needed, and no word of the list {} ({}) stands here", item,
                             list.name, list.path);
  const auto word = word_in(text, unit, list);
  if (!word) return trial;
  const std::string by = swallower(text, *word);
  trial.stop = Stop::kView;
  trial.reason = fmt::format("{} is needed; “{}” of the list {} stands here, but {}", item,
                             harmless(normalized(text, *word)), list.name,
                             by.empty() ? "a blocking entry covers it" : "it lies inside " + by);
  return trial;
}

Trial absent_literal(const match::PhaseText& text, Span<Normalized> unit, const ItemPair& item) {
  Trial trial;
  trial.stop = Stop::kLiteral;
  trial.reason = fmt::format("“{}” is needed and does not stand here", harmless(item.written));
  if (!item.literal) {
    trial.reason = fmt::format("{} is needed, and nothing here matches it", harmless(item.written));
    return trial;
  }
  const std::string words = literal_text(item.expression);
  const std::size_t at = normalized(text, unit).find(words);
  if (at == std::string_view::npos) return trial;
  const std::string by = swallower(text, {unit.begin + at, unit.begin + at + words.size()});
  if (by.empty()) return trial;
  trial.stop = Stop::kView;
  trial.reason =
      fmt::format("“{}” is needed; it stands here, but inside {}", harmless(item.written), by);
  return trial;
}

std::string kinds_of(std::uint32_t kinds) {
  std::string names;
  for (int kind = 0; kind < model::kBlockKinds; ++kind) {
    if ((kinds & (1u << kind)) == 0) continue;
    names.append(names.empty() ? "" : ", ")
        .append(model::block_kind_name(static_cast<model::BlockKind>(kind)));
  }
  return names;
}

}  // namespace

std::string_view stop_name(Stop stop) {
  constexpr std::array<std::string_view, 19> kNames = {
      "block",  "view",     "literal", "lookup", "pattern", "test", "gap",
      "guard",  "sequence", "span",    "rival",  "removed", "part", "slot",
      "merged", "list",     "attach",  "schema", "found"};
  return kNames[static_cast<std::size_t>(stop)];
}

RuleTrials::RuleTrials(const ruleset::Pack& pack, std::uint32_t rule,
                       std::vector<Span<Normalized>> focus)
    : pack_(pack), rule_index_(rule), rule_(pack.rules[rule]), focus_(std::move(focus)) {
  compile_items();
}

void RuleTrials::compile_items() {
  const auto phase = std::ranges::find_if(pack_.phases, [&](const ruleset::Phase& one) {
    return std::ranges::find(one.rules, rule_index_) != one.rules.end();
  });
  base::KnownClasses classes;
  const auto compiled = [&](const std::string& expression) {
    auto pattern = ruleset::compile_coded(expression, *phase, classes);
    return pattern ? std::optional(*pattern) : std::nullopt;
  };
  for (const auto& items : items_of(rule_)) {
    std::vector<Item> branch;
    std::string prefix;
    for (const ItemPair& pair : items) {
      prefix += pair.expression;
      branch.push_back({pair, compiled(pair.expression), compiled(prefix)});
    }
    branches_.push_back(std::move(branch));
  }
}

bool RuleTrials::in_focus(Span<Normalized> unit) const {
  if (focus_.empty()) return true;
  return std::any_of(focus_.begin(), focus_.end(), [&](Span<Normalized> one) {
    return unit.overlaps(one) || (one.empty() && unit.begin <= one.begin && one.begin <= unit.end);
  });
}

void RuleTrials::begin_phase(const match::PhaseText& text) {
  done_ = done_ || mine_;
  const auto& rules = text.phase.rules;
  mine_ = std::find(rules.begin(), rules.end(), rule_index_) != rules.end();
  if (!mine_) return;
  const model::Segments& segments = text.analysis.segments;
  if (rule_.block_unit) {
    for (const model::Block& block : segments.blocks) try_unit(text, block.span, block.kind);
    return;
  }
  for (const model::Sentence& one : segments.sentences)
    try_unit(text, one.span, segments.blocks[static_cast<std::size_t>(one.block)].kind);
}

void RuleTrials::try_unit(const match::PhaseText& text, Span<Normalized> unit,
                          model::BlockKind kind) {
  for (std::size_t begin = unit.begin; begin < unit.end;) {
    const std::size_t end =
        unit.end - begin <= 2 * kWindowBytes
            ? unit.end
            : base::border_at_or_before(text.analysis.normalized.text, begin + kWindowBytes);
    if (in_focus({begin, end})) try_window(text, {begin, end}, kind);
    begin = end;
  }
}

void RuleTrials::try_window(const match::PhaseText& text, Span<Normalized> unit,
                            model::BlockKind kind) {
  const Span<PhaseView> in_view = text.view.to_view(unit);
  Trial trial;
  trial.unit = unit;
  trial.view = shown_view(text, in_view);
  if (rule_.lookup) {
    try_lookup(text, in_view, trial);
  } else {
    try_pattern(text, in_view, trial);
  }
  if ((rule_.block_kinds & (1u << static_cast<int>(kind))) == 0) {
    trial.stop = Stop::kBlock;
    trial.reason = fmt::format("this is a block of kind {}; the rule looks only in {}",
                               model::block_kind_name(kind), kinds_of(rule_.block_kinds));
  }
  units_.push_back(std::move(trial));
}

void RuleTrials::try_lookup(const match::PhaseText& text, Span<PhaseView> unit,
                            Trial& trial) const {
  std::vector<Span<Normalized>> places;
  match::find_remembered(text, *rule_.lookup, unit, places);
  trial.stop = places.empty() ? Stop::kLookup : Stop::kSpan;
  trial.reason = fmt::format(
      "no text that rules of earlier phases remember in {} stands here outside of mentions",
      pack_.names[*rule_.lookup]);
  if (places.empty()) return;
  trial.place = places[0];
}

// Whether the pattern matches at all; if not, what is not there, else how far it came. What becomes of
// a match is told by the events that follow.
void RuleTrials::try_pattern(const match::PhaseText& text, Span<PhaseView> unit,
                             Trial& trial) const {
  const std::string_view view = slice(text.view.text(), unit);
  const base::Pattern& whole = rule_.find ? rule_.find->pattern : rule_.sequence->probe;
  std::vector<std::string_view> groups(1);
  if (whole.search(view, 0, groups)) {
    const std::size_t begin = unit.begin + offset_in(groups[0], view);
    trial.place = text.view.to_normalized({begin, begin + groups[0].size()});
    trial.stop = rule_.find ? Stop::kSpan : Stop::kSequence;
    trial.reason = rule_.find
                       ? "the capture that `span` names took no part in the match"
                       : fmt::format(
                             "fewer than {} items follow one another, or what must stand behind "
                             "the last one does not",
                             rule_.sequence->min);
    return;
  }
  const Progress furthest = progress(view);
  trial.items = furthest.items;
  if (branches_.empty()) return;
  const auto& branch = branches_[furthest.branch];
  if (!furthest.matched.empty()) {
    trial.matched = written(furthest.branch, furthest.items);
    trial.place = text.view.to_normalized(
        {unit.begin + furthest.matched.begin, unit.begin + furthest.matched.end});
  }
  if (furthest.items < branch.size()) trial.expected = branch[furthest.items].pair.written;
  const std::string_view rest = view.substr(furthest.matched.end);
  const std::size_t shown = base::border_at_or_before(rest, std::min(kShownBytes, rest.size()));
  const std::size_t stands = unit.begin + furthest.matched.end;
  trial.stands = shown_view(text, {stands, stands + shown});
  if (auto missing = absent(text, trial.unit, view, furthest.branch)) {
    trial.stop = missing->stop;
    trial.reason = missing->reason;
    return;
  }
  trial.stop = Stop::kPattern;
  trial.reason = "all that it needs stands here, but not in this order";
}

RuleTrials::Progress RuleTrials::progress(std::string_view view) const {
  Progress best;
  std::vector<std::string_view> groups(1);
  for (std::size_t b = 0; b < branches_.size(); ++b) {
    Progress one{b, 0, {}};
    for (const Item& item : branches_[b]) {
      if (!item.prefix || !item.prefix->search(view, 0, groups)) break;
      const std::size_t begin = offset_in(groups[0], view);
      one = {b, one.items + 1, {begin, begin + groups[0].size()}};
    }
    const bool better =
        one.items != best.items ? one.items > best.items : one.matched.size() > best.matched.size();
    if (better) best = one;
  }
  return best;
}

// The mentions first, then the words, each in the order of the pattern.
std::optional<Trial> RuleTrials::absent(const match::PhaseText& text, Span<Normalized> unit,
                                        std::string_view view, std::size_t branch) const {
  const ItemPair* word = nullptr;
  for (const Item& item : branches_[branch]) {
    if (!item.pair.needed || !item.alone || item.alone->contains(view)) continue;
    const auto symbols = symbols_in(item.pair.expression);
    const bool reference = !symbols.empty() && item.pair.written.starts_with("{");
    if (!reference) {
      if (word == nullptr) word = &item.pair;
      continue;
    }
    const char32_t symbol = symbols.front();
    if (symbol >= ruleset::kFirstWordSymbol) {
      const auto list = static_cast<std::size_t>(symbol - ruleset::kFirstWordSymbol);
      return absent_word(text, unit, pack_.lexicons[list], item.pair.written);
    }
    return absent_type(text, unit, static_cast<ruleset::TypeId>(symbol - ruleset::kFirstSymbol),
                       item.pair.written);
  }
  if (word == nullptr) return std::nullopt;
  return absent_literal(text, unit, *word);
}

std::string RuleTrials::written(std::size_t branch, std::size_t items) const {
  std::string text;
  for (std::size_t i = 0; i < items; ++i) {
    const ItemPair& pair = branches_[branch][i].pair;
    text += pair.part == ItemPair::Part::kBefore ? "(before: " + pair.written + ") " : pair.written;
  }
  return text;
}

void RuleTrials::refused(const match::PhaseText& text, std::uint32_t rule, Span<PhaseView> unit,
                         Span<PhaseView> span, Refusal why) {
  if (rule != rule_index_) return;
  Trial trial;
  trial.place = text.view.to_normalized(span);
  const Trial* around = unit_around(trial.place);
  if (around == nullptr) return;
  trial.unit = around->unit;
  trial.view = around->view;
  if (why == Refusal::kGuard) {
    trial.stop = Stop::kGuard;
    trial.reason = guard_reason(text, rule_, unit, span);
  } else if (why == Refusal::kGap) {
    trial.stop = Stop::kGap;
    trial.reason = "a gap is longer than it may be";
  } else {
    trial.stop = Stop::kTest;
    std::string tests;
    for (const auto& branch : branches_) {
      for (const Item& item : branch) {
        const std::string& one = item.pair.written;
        if (one.starts_with("{") && one.find_first_of("/[") != std::string::npos)
          tests += (tests.empty() ? "" : ", ") + one;
      }
    }
    trial.reason = "a mention does not pass its test: " + harmless(tests);
  }
  events_.push_back(std::move(trial));
}

void RuleTrials::found(const match::PhaseText& /*text*/, int /*block*/,
                       const std::vector<match::Find>& finds) {
  if (mine_) pending_ = finds;
}

void RuleTrials::kept(const match::PhaseText& text, int /*block*/,
                      const std::vector<match::Find>& finds) {
  if (done_) return note_removals(text, finds);
  if (!mine_) return;
  const auto lost = losses(pending_, finds, text);
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    if (pending_[i].rule != rule_index_) continue;
    Trial trial;
    trial.place = text.view.to_normalized(pending_[i].span);
    const Trial* unit = unit_around(trial.place);
    if (unit == nullptr) continue;
    trial.unit = unit->unit;
    trial.view = unit->view;
    trial.stop = Stop::kFound;
    if (lost[i]) {
      trial.stop = Stop::kRival;
      trial.rival = lost[i]->rule;
      const std::string words = harmless(normalized(text, text.view.to_normalized(lost[i]->span)));
      const bool same = lost[i]->by == Criterion::kSamePlace;
      trial.reason = "rule " + pack_.rules[lost[i]->rule].id;
      trial.reason += same
                          ? " found the same and goes first; its record has the captures of both: “"
                          : fmt::format(" won by {}: “", criterion_name(lost[i]->by));
      trial.reason += words + "”";
    }
    events_.push_back(std::move(trial));
  }
}

const Trial* RuleTrials::unit_around(Span<Normalized> place) const {
  const auto unit =
      std::upper_bound(units_.begin(), units_.end(), place.begin,
                       [](std::size_t at, const Trial& one) { return at < one.unit.end; });
  return unit == units_.end() || unit->unit.begin > place.begin ? nullptr : &*unit;
}

void RuleTrials::note_removals(const match::PhaseText& text,
                               const std::vector<match::Find>& finds) {
  if (!rule_.make) return;
  for (const match::Find& find : finds) {
    const auto& removes = pack_.rules[find.rule].remove;
    if (std::find(removes.begin(), removes.end(), *rule_.make) == removes.end()) continue;
    const Span<Normalized> span = text.view.to_normalized(find.span);
    for (Trial& trial : events_) {
      if (trial.stop != Stop::kFound || !trial.place.overlaps(span)) continue;
      trial.stop = Stop::kRemoved;
      trial.rival = find.rule;
      trial.reason = fmt::format("rule {} of a later phase removed it: “{}”",
                                 pack_.rules[find.rule].id, harmless(normalized(text, span)));
    }
  }
}

// A unit whose matches are told of one by one needs no word of its own.
std::vector<Trial> RuleTrials::take() {
  std::vector<bool> told(units_.size(), false);
  for (const Trial& event : events_) {
    const Trial* unit = unit_around(event.place);
    if (unit != nullptr) told[static_cast<std::size_t>(unit - units_.data())] = true;
  }
  std::vector<Trial> all = std::move(events_);
  for (std::size_t i = 0; i < units_.size(); ++i) {
    if (!told[i]) all.push_back(std::move(units_[i]));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Trial& a, const Trial& b) { return a.unit.begin < b.unit.begin; });
  return all;
}

}  // namespace zhailu::authoring
