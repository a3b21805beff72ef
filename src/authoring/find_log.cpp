#include "authoring/find_log.hpp"

#include <algorithm>

#include "authoring/guard_reason.hpp"
#include "authoring/shown_view.hpp"
#include "authoring/stretch.hpp"

namespace zhailu::authoring {
namespace {

// The words in the find and in its captures.
std::vector<FindLog::Word> words_of(const match::Find& find, const match::PhaseText& text) {
  Span<PhaseView> hull = find.span;
  for (const match::Find::Part& part : find.parts) {
    if (part.span.empty()) continue;
    hull = {std::min(hull.begin, part.span.begin), std::max(hull.end, part.span.end)};
  }
  std::vector<FindLog::Word> words;
  const auto [first, last] = text.view.symbols_in(hull);
  for (std::size_t i = first; i < last; ++i) {
    const match::ViewSymbol& symbol = text.view.symbols()[i];
    if (symbol.kind != match::ViewSymbol::Kind::kWord) continue;
    const auto [list, entry] = text.phase.word_entries[static_cast<std::size_t>(symbol.index)];
    words.push_back({list, entry, symbol.normalized});
  }
  return words;
}

}  // namespace

bool FindLog::touches(Span<Normalized> focus, Span<Normalized> span) {
  return span.overlaps(focus) ||
         (focus.empty() && span.begin <= focus.begin && focus.begin <= span.end);
}

bool FindLog::in_focus(Span<Normalized> span) const {
  return focus_.empty() ||
         std::any_of(focus_.begin(), focus_.end(), [&](auto one) { return touches(one, span); });
}

void FindLog::begin_phase(const match::PhaseText& text) {
  ++phases_;
  for (const Span<Normalized> focus : focus_) {
    for (const model::Sentence& one : text.analysis.segments.sentences) {
      if (!touches(focus, one.span)) continue;
      const auto shown = stretch_around(text.analysis.normalized.text, one.span, focus);
      views_.push_back({phases_ - 1, focus, shown_view(text, text.view.to_view(shown))});
    }
  }
}

void FindLog::refused(const match::PhaseText& text, std::uint32_t rule, Span<PhaseView> unit,
                      Span<PhaseView> span, Refusal why) {
  const Span<Normalized> place = text.view.to_normalized(span);
  if (focus_.empty() || !in_focus(place)) return;
  std::string reason =
      why == Refusal::kGap ? "a gap is longer than it may be" : "a mention does not pass its test";
  if (why == Refusal::kGuard) reason = guard_reason(text, text.pack.rules[rule], unit, span);
  refusals_.push_back({phases_ - 1, rule, place, std::move(reason)});
}

void FindLog::found(const match::PhaseText& /*text*/, int /*block*/,
                    const std::vector<match::Find>& finds) {
  pending_ = finds;
}

void FindLog::kept(const match::PhaseText& text, int /*block*/,
                   const std::vector<match::Find>& finds) {
  for (const match::Find& find : finds) note_removals(text, find);
  const auto lost = losses(pending_, finds, text);
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    const Span<Normalized> span = text.view.to_normalized(pending_[i].span);
    if (!in_focus(span)) continue;
    Find find{phases_ - 1, pending_[i].rule, span, words_of(pending_[i], text), {}, {}};
    if (lost[i])
      find.lost_to = Winner{lost[i]->rule, text.view.to_normalized(lost[i]->span), lost[i]->by};
    finds_.push_back(std::move(find));
  }
}

void FindLog::note_removals(const match::PhaseText& text, const match::Find& find) {
  const auto& removes = text.pack.rules[find.rule].remove;
  if (removes.empty()) return;
  const Span<Normalized> span = text.view.to_normalized(find.span);
  for (Find& earlier : finds_) {
    const auto& made = text.pack.rules[earlier.rule].make;
    const bool meant = made && std::find(removes.begin(), removes.end(), *made) != removes.end();
    if (meant && earlier.phase < phases_ - 1 && !earlier.lost_to && earlier.span.overlaps(span))
      earlier.removed_by = find.rule;
  }
}

}  // namespace zhailu::authoring
