#include "match/finder.hpp"

#include <algorithm>
#include <functional>

#include "base/borders.hpp"
#include "base/utf8.hpp"
#include "match/guards.hpp"
#include "match/trace.hpp"

namespace zhailu::match {
namespace {

// Units longer than twice this are searched in windows, so that no search reads far (bytes of the view,
// about 1 KB of text). Source: PERFORMANCE.md, "cut windows at commas, then by size (about 1 KB)".
constexpr std::size_t kWindowBytes = 400;
// How far a match may reach past its window: 128 characters of three bytes, the longest codes.
constexpr std::size_t kOverlapBytes = 384;
// How far the probe of a sequence looks at once, and one item reaches.
constexpr std::size_t kSequenceBytes = 4 * kWindowBytes;

std::size_t next_character(std::string_view text, std::size_t at) {
  return at < text.size() ? at + base::character_bytes(text[at]) : at + 1;
}

std::size_t offset_of(std::string_view part, std::string_view text) {
  return static_cast<std::size_t>(part.data() - text.data());
}

const Find::Part* part_named(const std::vector<Find::Part>& parts, ruleset::NameId name) {
  const auto part = std::find_if(parts.begin(), parts.end(), [&](const Find::Part& one) {
    return one.name == name && !one.span.empty();
  });
  return part == parts.end() ? nullptr : &*part;
}

// Captures within a find that lost its last character lose it, too; those of its contexts stay.
void shorten(std::vector<Find::Part>& parts, std::size_t old_end, std::size_t end) {
  for (Find::Part& part : parts) {
    if (part.span.begin < old_end)
      part.span.end = std::min(part.span.end, std::max(end, part.span.begin));
  }
  std::erase_if(parts, [](const Find::Part& part) { return part.span.empty(); });
}

}  // namespace

void Finder::find(std::uint32_t rule_index, Span<PhaseView> unit, std::vector<Find>& finds) {
  const ruleset::Rule& rule = text_.pack.rules[rule_index];
  Search search{rule_index, rule, unit, slice(text_.view.text(), unit)};
  if (rule.find) return find_pattern(search, finds);
  if (rule.sequence) return find_sequence(search, finds);
  find_remembered(search, finds);
}

// Where a window that begins at `from` ends: behind the last ，；、 of its second half, else by size.
std::size_t Finder::window_end(std::string_view text, std::size_t from) const {
  if (text.size() - from <= 2 * kWindowBytes) return text.size();
  const std::size_t limit = from + kWindowBytes;
  for (const char32_t mark : {U'，', U'；', U'、'}) {
    const base::Alphabet::Code code = text_.phase.alphabet.code(mark);
    const std::size_t at = text.rfind(code.text(), limit - code.size);
    if (at != std::string_view::npos && at > from + kWindowBytes / 2) return at + code.size;
  }
  return base::border_at_or_after(text, limit);
}

// A match belongs to the window in which it begins; where it ends, the next window goes on.
void Finder::find_pattern(Search& search, std::vector<Find>& finds) {
  for (std::size_t begin = 0; begin < search.text.size();) {
    const std::size_t end = window_end(search.text, begin);
    const bool last = end == search.text.size();
    const std::size_t until = last ? end : base::border_at_or_after(search.text, end + kOverlapBytes);
    search.at = std::max(search.at, begin);
    search_window(search, last ? end + 1 : end, until, finds);
    begin = end;
  }
}

void Finder::search_window(Search& search, std::size_t begins_before, std::size_t until,
                           std::vector<Find>& finds) {
  const ruleset::ViewPattern& pattern = *search.rule.find;
  groups_.assign(pattern.groups.size() + 1, {});
  while (search.at < begins_before && search.at <= until &&
         pattern.pattern.search(search.text, search.at, until, groups_)) {
    if (offset_of(groups_[0], search.text) >= begins_before) return;
    take_match(search, finds);
  }
}

// Where the search goes on after a match: a find is passed over whole, but what stands before the next
// one may lie inside it; a gap that was too long leaves room for a match that begins later.
void Finder::take_match(Search& search, std::vector<Find>& finds) {
  const ruleset::ViewPattern& pattern = *search.rule.find;
  const std::string_view found = groups_[pattern.find_group];
  const std::size_t whole = offset_of(groups_[0], search.text);
  const std::size_t begin = offset_of(found, search.text);
  search.at = next_character(search.text, whole);
  if (found.empty() || begin < search.free_from) return;
  std::vector<Find::Part> parts;
  const Verdict verdict = read_groups(pattern, groups_, parts);
  if (verdict != Verdict::kGood && text_.trace != nullptr) {
    const auto why = verdict == Verdict::kVetoed ? Trace::Refusal::kTest : Trace::Refusal::kGap;
    text_.trace->refused(text_, search.rule_index, search.unit,
                         {search.unit.begin + begin, search.unit.begin + begin + found.size()},
                         why);
  }
  if (verdict == Verdict::kGapTooLong) return;
  search.free_from = begin + found.size();
  if (verdict == Verdict::kGood) {
    const Span<PhaseView> span{search.unit.begin + begin, search.unit.begin + begin + found.size()};
    search.free_from = accept(search, span, std::move(parts), finds);
  }
  if (!pattern.context_before) search.at = search.free_from;
}

Finder::Verdict Finder::read_groups(const ruleset::ViewPattern& pattern, const Groups& groups,
                                    std::vector<Find::Part>& parts) const {
  for (std::size_t i = 0; i < pattern.groups.size(); ++i) {
    const ruleset::Group& group = pattern.groups[i];
    const std::string_view found = groups[i + 1];
    if (found.data() == nullptr || group.kind == ruleset::Group::Kind::kFind) continue;
    const std::size_t begin = offset_of(found, text_.view.text());
    const Span<PhaseView> span{begin, begin + found.size()};
    if (group.kind == ruleset::Group::Kind::kGap) {
      if (base::count_code_points(found) > group.gap_limit) return Verdict::kGapTooLong;
      continue;
    }
    if (group.kind == ruleset::Group::Kind::kSymbols && !group_fits(group, span))
      return Verdict::kVetoed;
    if (group.name != ruleset::kNoName) {
      parts.push_back({group.name, span, group.kind == ruleset::Group::Kind::kSymbols});
    }
  }
  return Verdict::kGood;
}

// Each mention and word of the group must pass.
bool Finder::group_fits(const ruleset::Group& group, Span<PhaseView> span) const {
  if (!group.text_test && !group.attribute_test) return true;
  const auto [first, last] = text_.view.symbols_in(span);
  for (std::size_t i = first; i < last; ++i) {
    const ViewSymbol& symbol = text_.view.symbols()[i];
    const std::string_view text =
        slice(std::string_view(text_.analysis.normalized.text), symbol.normalized);
    if (group.text_test && !group.text_test->contains(text)) return false;
    if (!group.attribute_test) continue;
    const auto& attributes = attributes_of(symbol);
    const bool has =
        std::any_of(attributes.begin(), attributes.end(), [&](const ruleset::Attribute& one) {
          return one.name == group.attribute_test->name && one.value == group.attribute_test->value;
        });
    if (!has) return false;
  }
  return true;
}

const std::vector<ruleset::Attribute>& Finder::attributes_of(const ViewSymbol& symbol) const {
  const auto of_entry = [&](std::size_t lexicon,
                            int entry) -> const std::vector<ruleset::Attribute>& {
    return text_.pack.lexicons[lexicon].entries[static_cast<std::size_t>(entry)].attributes;
  };
  if (symbol.kind == ViewSymbol::Kind::kWord) {
    const auto [lexicon, entry] = text_.phase.word_entries[static_cast<std::size_t>(symbol.index)];
    return of_entry(static_cast<std::size_t>(lexicon), entry);
  }
  const model::Mention& mention = text_.analysis.mentions[static_cast<std::size_t>(symbol.index)];
  if ((mention.rule & ruleset::kLexiconRule) == 0) return text_.pack.rules[mention.rule].set;
  return of_entry(mention.rule & ~ruleset::kLexiconRule, mention.lexicon_entry);
}

// Keeps the find if its guards let it. Returns where the search goes on: behind it.
std::size_t Finder::accept(const Search& search, Span<PhaseView> span,
                           std::vector<Find::Part>&& parts, std::vector<Find>& finds) const {
  const ruleset::Rule& rule = search.rule;
  if (!guards_pass(text_, rule, search.unit, span)) {
    const Span<PhaseView> shorter{span.begin, base::border_at_or_before(text_.view.text(), span.end - 1)};
    const bool rescued =
        rule.retry_shorter && !shorter.empty() && guards_pass(text_, rule, search.unit, shorter);
    if (!rescued && text_.trace != nullptr) {
      text_.trace->refused(text_, search.rule_index, search.unit, span, Trace::Refusal::kGuard);
    }
    if (!rescued) return span.end - search.unit.begin;
    shorten(parts, span.end, shorter.end);
    span = shorter;
  }
  const std::size_t end = span.end - search.unit.begin;
  if (rule.span != ruleset::kNoName) {
    const Find::Part* part = part_named(parts, rule.span);
    if (part == nullptr) return end;
    span = part->span;
  }
  finds.push_back({search.rule_index, span, std::move(parts)});
  return end;
}

// The start, then items as long as a separator and another item follow.
void Finder::find_sequence(Search& search, std::vector<Find>& finds) {
  const std::string_view text = search.text;
  Groups whole(1);
  while (search.at <= text.size()) {
    const std::size_t until = base::border_at_or_after(text, search.at + kSequenceBytes);
    if (!search.rule.sequence->probe.search(text, search.at, until, whole)) {
      if (until == text.size()) return;
      search.at = base::border_at_or_before(text, until - kOverlapBytes);  // a probe may stand across
      continue;
    }
    const std::size_t begin = offset_of(whole[0], text);
    std::vector<Find::Part> shared;
    const std::optional<std::size_t> first = pass_start(search, begin, shared);
    const std::size_t end = first ? collect_items(search, *first, shared, finds) : begin;
    search.at = end > begin ? end : next_character(text, begin);
  }
}

// Where the first item begins: behind the start, whose captures all items share.
std::optional<std::size_t> Finder::pass_start(const Search& search, std::size_t at,
                                              std::vector<Find::Part>& shared) {
  const std::optional<ruleset::ViewPattern>& start = search.rule.sequence->start;
  if (!start) return at;
  groups_.assign(start->groups.size() + 1, {});
  const std::size_t until = base::border_at_or_after(search.text, at + kSequenceBytes);
  if (!start->pattern.match_at(search.text, at, until, groups_)) return std::nullopt;
  if (read_groups(*start, groups_, shared) != Verdict::kGood) return std::nullopt;
  return at + groups_[0].size();
}

std::size_t Finder::collect_items(const Search& search, std::size_t at,
                                  const std::vector<Find::Part>& shared, std::vector<Find>& finds) {
  const ruleset::Sequence& sequence = *search.rule.sequence;
  const std::string_view text = search.text;
  std::vector<Find> items;
  std::size_t good_items = 0;
  std::size_t end = at;
  Groups groups(sequence.item.groups.size() + 1);
  Groups between(1);
  const auto reach = [&] { return base::border_at_or_after(text, at + kSequenceBytes); };
  while (sequence.item.pattern.match_at(text, at, reach(), groups)) {
    Find find{search.rule_index, {}, {}};
    if (read_groups(sequence.item, groups, find.parts) != Verdict::kGood) break;
    const std::string_view found = groups[sequence.item.find_group];
    find.span = {search.unit.begin + at, search.unit.begin + at + found.size()};
    if (found.empty()) break;
    if (!guards_pass(text_, search.rule, search.unit, find.span)) {
      if (text_.trace != nullptr) {
        text_.trace->refused(text_, search.rule_index, search.unit, find.span,
                             Trace::Refusal::kGuard);
      }
      break;
    }
    find.parts.insert(find.parts.end(), shared.begin(), shared.end());
    items.push_back(std::move(find));
    at += found.size();
    if (!sequence.end || sequence.end->match_at(text, at, reach(), between)) {
      good_items = items.size();
      end = at;
    }
    if (!sequence.separator.match_at(text, at, reach(), between)) break;
    at += between[0].size();
  }
  // What is passed over whole: a shorter chain would stop at the same place, and looking for it be quadratic.
  if (good_items < sequence.min) return at;
  items.resize(good_items);
  for (Find& item : items) {
    const Find::Part* part = part_named(item.parts, search.rule.span);
    if (part != nullptr) item.span = part->span;
    finds.push_back(std::move(item));
  }
  return end;
}

void Finder::find_remembered(const Search& search, std::vector<Find>& finds) {
  places_.clear();
  match::find_remembered(text_, *search.rule.lookup, search.unit, places_);
  for (const Span<Normalized> place : places_)
    accept(search, text_.view.to_view(place), {}, finds);
}

void find_remembered(const PhaseText& text, ruleset::NameId lexicon, Span<PhaseView> unit,
                     std::vector<Span<Normalized>>& places) {
  const std::string_view normalized = text.analysis.normalized.text;
  const auto look_in = [&](Span<Normalized> stretch) {
    const std::size_t known = places.size();
    text.document_lexicons.find_all(lexicon, slice(normalized, stretch), places);
    for (std::size_t i = known; i < places.size(); ++i)
      places[i] = {stretch.begin + places[i].begin, stretch.begin + places[i].end};
  };
  const Span<Normalized> whole = text.view.to_normalized(unit);
  const auto [first, last] = text.view.symbols_in(unit);
  std::size_t at = whole.begin;
  for (std::size_t i = first; i < last; ++i) {
    look_in({at, text.view.symbols()[i].normalized.begin});
    at = text.view.symbols()[i].normalized.end;
  }
  look_in({at, whole.end});
}

}  // namespace zhailu::match
