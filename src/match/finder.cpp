#include "match/finder.hpp"

#include <algorithm>
#include <functional>

#include "base/utf8.hpp"

namespace zhailu::match {
namespace {

// Units longer than this are searched in windows, so that no search reads far (bytes of the view).
// Source: PERFORMANCE.md, "cut windows at commas, then by size (about 1 KB)".
constexpr std::size_t kWindowBytes = 1024;
// How far a match may reach past its window: 128 characters of three bytes.
constexpr std::size_t kOverlapBytes = 384;
// How much text before a find a not_before guard sees.
constexpr std::size_t kGuardBytes = 192;

std::size_t border_at_or_before(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && !base::is_border(text[at])) --at;
  return at;
}

std::size_t border_at_or_after(std::string_view text, std::size_t at) {
  while (at < text.size() && !base::is_border(text[at])) ++at;
  return std::min(at, text.size());
}

// Where a window that begins at `from` ends: behind the last ，；、 of its second half, else by size.
std::size_t window_end(std::string_view text, std::size_t from) {
  const std::size_t limit = from + kWindowBytes;
  if (limit >= text.size()) return text.size();
  for (const std::string_view mark : {"，", "；", "、"}) {
    const std::size_t at = text.rfind(mark, limit - mark.size());
    if (at != std::string_view::npos && at > from + kWindowBytes / 2) return at + mark.size();
  }
  return border_at_or_after(text, limit);
}

std::size_t next_character(std::string_view text, std::size_t at) {
  return at < text.size() ? at + base::character_bytes(text[at]) : at + 1;
}

// The first `count` characters of `text`, or the last ones.
std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (at < text.size() && count-- > 0) at += base::character_bytes(text[at]);
  return text.substr(0, at);
}

std::string_view last_characters(std::string_view text, std::size_t count) {
  std::size_t at = text.size();
  while (at > 0 && count > 0) {
    --at;
    if (base::is_border(text[at])) --count;
  }
  return text.substr(at);
}

}  // namespace

void Finder::find(std::uint32_t rule_index, Span<PhaseView> unit, std::vector<Find>& finds) {
  const ruleset::Rule& rule = text_.pack.rules[rule_index];
  if (rule.find) return find_pattern(rule_index, rule, unit, finds);
  if (rule.sequence) return find_sequence(rule_index, rule, unit, finds);
  find_remembered(rule_index, rule, unit, finds);
}

// A match belongs to the window in which it begins.
void Finder::find_pattern(std::uint32_t rule_index, const ruleset::Rule& rule, Span<PhaseView> unit,
                          std::vector<Find>& finds) {
  const std::string_view text = slice(std::string_view(text_.view.text()), unit);
  if (text.size() <= 2 * kWindowBytes) {
    return search_window(rule_index, rule, unit, 0, text.size() + 1, text.size(), finds);
  }
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = window_end(text, begin);
    const std::size_t until = end == text.size() ? end : border_at_or_after(text, end + kOverlapBytes);
    search_window(rule_index, rule, unit, begin, end == text.size() ? end + 1 : end, until, finds);
    begin = end;
  }
}

void Finder::search_window(std::uint32_t rule_index, const ruleset::Rule& rule, Span<PhaseView> unit, std::size_t from,
                           std::size_t begins_before, std::size_t until, std::vector<Find>& finds) {
  const ruleset::ViewPattern& pattern = *rule.find;
  const std::string_view text = slice(std::string_view(text_.view.text()), unit);
  groups_.assign(pattern.groups.size() + 1, {});
  std::size_t at = from;
  while (at <= until && pattern.pattern.search(text, at, until, groups_)) {
    const std::string_view found = groups_[pattern.find_group];
    const auto begin = static_cast<std::size_t>(found.data() - text.data());
    if (static_cast<std::size_t>(groups_[0].data() - text.data()) >= begins_before) return;
    std::vector<Find::Part> parts;
    const Verdict verdict = read_groups(pattern, groups_, parts);
    const Span<PhaseView> span{unit.begin + begin, unit.begin + begin + found.size()};
    if (verdict == Verdict::kGood && !found.empty()) accept(rule_index, rule, unit, span, std::move(parts), finds);
    // A gap that was too long leaves room for a match that begins later.
    const std::size_t next = verdict == Verdict::kGapTooLong ? next_character(text, static_cast<std::size_t>(groups_[0].data() - text.data()))
                                                             : begin + found.size();
    at = next > at ? next : next_character(text, at);
  }
}

Finder::Verdict Finder::read_groups(const ruleset::ViewPattern& pattern, const Groups& groups,
                                    std::vector<Find::Part>& parts) const {
  const char* const base = text_.view.text().data();
  for (std::size_t i = 0; i < pattern.groups.size(); ++i) {
    const ruleset::Group& group = pattern.groups[i];
    const std::string_view found = groups[i + 1];
    if (found.data() == nullptr || group.kind == ruleset::Group::Kind::kFind) continue;
    const auto begin = static_cast<std::size_t>(found.data() - base);
    const Span<PhaseView> span{begin, begin + found.size()};
    if (group.kind == ruleset::Group::Kind::kGap) {
      if (base::count_code_points(found) > group.gap_limit) return Verdict::kGapTooLong;
      continue;
    }
    if (group.kind == ruleset::Group::Kind::kSymbols && !group_fits(group, span)) return Verdict::kVetoed;
    if (group.name != ruleset::kNoName) {
      parts.push_back({group.name, span, group.kind == ruleset::Group::Kind::kSymbols});
    }
  }
  return Verdict::kGood;
}

bool Finder::group_fits(const ruleset::Group& group, Span<PhaseView> span) const {
  if (!group.text_test && !group.attribute_test) return true;
  const auto [first, last] = text_.view.pieces_in(span);
  for (std::size_t i = first; i < last; ++i) {
    const ViewPiece& piece = text_.view.pieces()[i];
    if (piece.kind == ViewPiece::Kind::kText) continue;
    if (group.text_test && !group.text_test->contains(slice(std::string_view(text_.analysis.normalized.text), piece.normalized))) return false;
    if (!group.attribute_test) continue;
    const ruleset::Attribute& wanted = *group.attribute_test;
    const auto has = [&](const std::vector<ruleset::Attribute>& attributes) {
      return std::any_of(attributes.begin(), attributes.end(), [&](const ruleset::Attribute& one) {
        return one.name == wanted.name && one.value == wanted.value;
      });
    };
    if (piece.kind == ViewPiece::Kind::kWord) {
      const auto [lexicon, entry] = text_.phase.word_entries[static_cast<std::size_t>(piece.index)];
      if (!has(text_.pack.lexicons[static_cast<std::size_t>(lexicon)].entries[static_cast<std::size_t>(entry)].attributes)) return false;
      continue;
    }
    const model::Mention& mention = text_.analysis.mentions[static_cast<std::size_t>(piece.index)];
    const bool of_word = (mention.rule & ruleset::kLexiconRule) != 0;
    const auto& attributes = of_word
        ? text_.pack.lexicons[mention.rule & ~ruleset::kLexiconRule].entries[static_cast<std::size_t>(mention.lexicon_entry)].attributes
        : text_.pack.rules[mention.rule].set;
    if (!has(attributes)) return false;
  }
  return true;
}

bool Finder::guards_pass(const ruleset::Rule& rule, Span<PhaseView> unit, Span<PhaseView> span) const {
  const std::string_view text = text_.view.text();
  if (rule.not_before) {
    const std::size_t from = std::max(unit.begin, span.begin > kGuardBytes ? border_at_or_before(text, span.begin - kGuardBytes) : 0);
    if (rule.not_before->contains(text.substr(from, span.begin - from))) return false;
  }
  if (rule.not_after) {
    const std::size_t until = std::min(unit.end, border_at_or_after(text, span.end + kGuardBytes));
    if (rule.not_after->contains(text.substr(span.end, until - span.end))) return false;
  }
  for (const ruleset::NearGuard& guard : rule.near) {
    if (!near_passes(guard, unit, span)) return false;
  }
  if (rule.inside.empty()) return true;
  const Span<Normalized> normalized = text_.view.to_normalized(span);
  return std::all_of(rule.inside.begin(), rule.inside.end(),
                     [&](const ruleset::InsideGuard& guard) { return inside_passes(guard, normalized); });
}

bool Finder::near_passes(const ruleset::NearGuard& guard, Span<PhaseView> unit, Span<PhaseView> span) const {
  const std::string_view text = text_.view.text();
  bool found = false;
  if (guard.left) found = guard.words.contains(last_characters(text.substr(unit.begin, span.begin - unit.begin), guard.within));
  if (guard.right && !found) found = guard.words.contains(first_characters(text.substr(span.end, unit.end - span.end), guard.within));
  return found == guard.wanted;
}

bool Finder::inside_passes(const ruleset::InsideGuard& guard, Span<Normalized> span) const {
  bool inside = guard.quotation && text_.quotations.inside(span, 0);
  for (const ruleset::TypeId type : guard.types) inside = inside || text_.mention_spans.inside(span, type);
  return inside == guard.wanted;
}

bool Finder::accept(std::uint32_t rule_index, const ruleset::Rule& rule, Span<PhaseView> unit, Span<PhaseView> span,
                    std::vector<Find::Part>&& parts, std::vector<Find>& finds) {
  if (!guards_pass(rule, unit, span)) {
    const std::string_view text = text_.view.text();
    const std::size_t shorter = border_at_or_before(text, span.end - 1);
    if (!rule.retry_shorter || shorter <= span.begin) return false;
    span.end = shorter;
    if (!guards_pass(rule, unit, span)) return false;
    for (Find::Part& part : parts) part.span.end = std::min(part.span.end, span.end);
  }
  if (rule.span != ruleset::kNoName) {
    const auto part = std::find_if(parts.begin(), parts.end(), [&](const Find::Part& one) { return one.name == rule.span; });
    if (part == parts.end()) return false;
    span = part->span;
  }
  finds.push_back({rule_index, span, std::move(parts)});
  return true;
}

// The start, then items as long as a separator and another item follow.
void Finder::find_sequence(std::uint32_t rule_index, const ruleset::Rule& rule, Span<PhaseView> unit,
                           std::vector<Find>& finds) {
  const ruleset::Sequence& sequence = *rule.sequence;
  const std::string_view text = slice(std::string_view(text_.view.text()), unit);
  Groups whole(1);
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t until = std::min(text.size(), border_at_or_after(text, at + 4 * kWindowBytes));
    if (!sequence.probe.search(text, at, until, whole)) {
      if (until == text.size()) return;
      at = until;
      continue;
    }
    const auto begin = static_cast<std::size_t>(whole[0].data() - text.data());
    std::vector<Find::Part> shared;
    const std::optional<std::size_t> first = pass_start(sequence, text, begin, shared);
    const std::size_t end = first ? collect_items(rule_index, rule, unit, *first, shared, finds) : begin;
    at = end > begin ? end : next_character(text, begin);
  }
}

// Where the first item begins: behind the start, whose captures all items share.
std::optional<std::size_t> Finder::pass_start(const ruleset::Sequence& sequence, std::string_view text, std::size_t at,
                                              std::vector<Find::Part>& shared) {
  if (!sequence.start) return at;
  groups_.assign(sequence.start->groups.size() + 1, {});
  if (!sequence.start->pattern.match_at(text, at, groups_)) return std::nullopt;
  if (read_groups(*sequence.start, groups_, shared) != Verdict::kGood) return std::nullopt;
  return at + groups_[0].size();
}

std::size_t Finder::collect_items(std::uint32_t rule_index, const ruleset::Rule& rule, Span<PhaseView> unit,
                                  std::size_t at, const std::vector<Find::Part>& shared, std::vector<Find>& finds) {
  const ruleset::Sequence& sequence = *rule.sequence;
  const std::string_view text = slice(std::string_view(text_.view.text()), unit);
  std::vector<Find> items;
  std::size_t good_items = 0;
  std::size_t end = at;
  Groups groups(sequence.item.groups.size() + 1);
  Groups between(1);
  while (sequence.item.pattern.match_at(text, at, groups)) {
    Find find{rule_index, {}, {}};
    if (read_groups(sequence.item, groups, find.parts) != Verdict::kGood) break;
    const std::string_view found = groups[sequence.item.find_group];
    find.span = {unit.begin + at, unit.begin + at + found.size()};
    if (found.empty() || !guards_pass(rule, unit, find.span)) break;
    find.parts.insert(find.parts.end(), shared.begin(), shared.end());
    items.push_back(std::move(find));
    at += found.size();
    if (!sequence.end || sequence.end->match_at(text, at, between)) {
      good_items = items.size();
      end = at;
    }
    if (!sequence.separator.match_at(text, at, between)) break;
    at += between[0].size();
  }
  if (good_items < sequence.min) return end;
  for (std::size_t i = 0; i < good_items; ++i) {
    if (rule.span != ruleset::kNoName) {
      const auto part = std::find_if(items[i].parts.begin(), items[i].parts.end(), [&](const Find::Part& one) { return one.name == rule.span; });
      if (part != items[i].parts.end()) items[i].span = part->span;
    }
    finds.push_back(std::move(items[i]));
  }
  return end;
}

void Finder::find_remembered(std::uint32_t rule_index, const ruleset::Rule& rule, Span<PhaseView> unit,
                             std::vector<Find>& finds) {
  std::vector<Span<PhaseView>> places;
  text_.document_lexicons.find_all(*rule.lookup, slice(std::string_view(text_.view.text()), unit), places);
  for (const Span<PhaseView> place : places) {
    accept(rule_index, rule, unit, {unit.begin + place.begin, unit.begin + place.end}, {}, finds);
  }
}

}  // namespace zhailu::match
