#include "match/phase_view.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "match/mention_order.hpp"

namespace zhailu::match {
namespace {

constexpr std::size_t kSymbolBytes = 4;

// Indices of the outermost mentions of the phase's view, left to right, none overlapping another.
std::vector<std::int32_t> outermost(const model::Analysis& analysis,
                                    const std::vector<bool>& occluded, const ruleset::Pack& pack,
                                    const ruleset::Phase& phase) {
  std::vector<bool> shown(pack.types.size(), false);
  for (const ruleset::TypeId type : phase.view) shown[type] = true;
  std::vector<std::int32_t> all;
  for (std::size_t i = 0; i < analysis.mentions.size(); ++i) {
    if (shown[analysis.mentions[i].type] && !occluded[i])
      all.push_back(static_cast<std::int32_t>(i));
  }
  std::sort(all.begin(), all.end(), [&](std::int32_t a, std::int32_t b) {
    return outer_first(analysis.mentions[static_cast<std::size_t>(a)],
                       analysis.mentions[static_cast<std::size_t>(b)], a, b);
  });
  std::vector<std::int32_t> chosen;
  std::size_t end = 0;
  for (const std::int32_t i : all) {
    const Span<Normalized> span = analysis.mentions[static_cast<std::size_t>(i)].span;
    if (span.begin < end) continue;
    chosen.push_back(i);
    end = span.end;
  }
  return chosen;
}

}  // namespace

View::View(const model::Analysis& analysis, const std::vector<bool>& occluded,
           const ruleset::Pack& pack, const ruleset::Phase& phase) {
  const std::string& normalized = analysis.normalized.text;
  text_.reserve(normalized.size());
  std::size_t at = 0;
  for (const std::int32_t i : outermost(analysis, occluded, pack, phase)) {
    const model::Mention& mention = analysis.mentions[static_cast<std::size_t>(i)];
    add_text(normalized, {at, mention.span.begin}, pack, phase);
    add_symbol(pack.types[mention.type].symbol, mention.span, ViewPiece::Kind::kMention, i);
    at = mention.span.end;
  }
  add_text(normalized, {at, normalized.size()}, pack, phase);
}

// Words are taken leftmost first, the longest there; of equal ones the first list's, since ids are
// ascending in the order of the phase's lists.
void View::add_text(std::string_view normalized, Span<Normalized> span, const ruleset::Pack& pack,
                    const ruleset::Phase& phase) {
  if (span.empty()) return;
  if (phase.words.empty()) return copy(normalized, span);
  hits_.clear();
  phase.words.find_all(slice(normalized, span), hits_);
  std::size_t at = span.begin;
  for (const auto& hit : hits_) {
    const Span<Normalized> word{span.begin + hit.begin, span.begin + hit.end};
    if (word.begin < at) continue;
    const auto [lexicon, entry] = phase.word_entries[static_cast<std::size_t>(hit.id)];
    copy(normalized, {at, word.begin});
    const ruleset::Lexicon& list = pack.lexicons[static_cast<std::size_t>(lexicon)];
    if (list.entries[static_cast<std::size_t>(entry)].blocking) {
      copy(normalized, word);
    } else {
      add_symbol(list.symbol, word, ViewPiece::Kind::kWord, hit.id);
    }
    at = word.end;
  }
  copy(normalized, {at, span.end});
}

void View::add_symbol(char32_t symbol, Span<Normalized> span, ViewPiece::Kind kind,
                      std::int32_t index) {
  pieces_.push_back({text_.size(), span, kind, index});
  base::append_code_point(text_, symbol);
}

// The document's own code points of the symbols' planes must not look like symbols.
void View::copy(std::string_view normalized, Span<Normalized> span) {
  if (span.empty()) return;
  pieces_.push_back({text_.size(), span, ViewPiece::Kind::kText, -1});
  const std::size_t begin = text_.size();
  text_.append(slice(normalized, span));
  for (std::size_t at = text_.find('\xF3', begin); at != std::string::npos;
       at = text_.find('\xF3', at + 1)) {
    std::size_t next = at;
    const char32_t c = base::next_code_point(text_, next);
    if (c >= ruleset::kFirstSymbol && c <= ruleset::kLastSymbol)
      text_.replace(at, 4, "\xF4\x8F\xBF\xBD");
  }
}

std::size_t View::view_border(std::size_t normalized) const {
  const auto after = std::upper_bound(
      pieces_.begin(), pieces_.end(), normalized,
      [](std::size_t at, const ViewPiece& piece) { return at < piece.normalized.begin; });
  if (after == pieces_.begin()) return 0;
  const ViewPiece& piece = *(after - 1);
  if (normalized >= piece.normalized.end)
    return after == pieces_.end() ? text_.size() : after->view_begin;
  if (piece.kind == ViewPiece::Kind::kText)
    return piece.view_begin + (normalized - piece.normalized.begin);
  return normalized == piece.normalized.begin ? piece.view_begin : piece.view_begin + kSymbolBytes;
}

Span<PhaseView> View::to_view(Span<Normalized> span) const {
  return {view_border(span.begin), view_border(span.end)};
}

std::pair<std::size_t, std::size_t> View::pieces_in(Span<PhaseView> span) const {
  const auto by_begin = [](const ViewPiece& piece, std::size_t at) {
    return piece.view_begin < at;
  };
  auto first = std::lower_bound(pieces_.begin(), pieces_.end(), span.begin, by_begin);
  if (first != pieces_.begin() && (first == pieces_.end() || first->view_begin > span.begin))
    --first;
  const auto last = std::lower_bound(first, pieces_.end(), span.end, by_begin);
  return {static_cast<std::size_t>(first - pieces_.begin()),
          static_cast<std::size_t>(last - pieces_.begin())};
}

Span<Normalized> View::to_normalized(Span<PhaseView> span) const {
  const auto [first, last] = pieces_in(span);
  if (first == last) {
    const std::size_t at = first < pieces_.size() ? pieces_[first].normalized.begin
                           : pieces_.empty()      ? 0
                                                  : pieces_.back().normalized.end;
    return {at, at};
  }
  const ViewPiece& left = pieces_[first];
  const ViewPiece& right = pieces_[last - 1];
  Span<Normalized> result{left.normalized.begin, right.normalized.end};
  if (left.kind == ViewPiece::Kind::kText) result.begin += span.begin - left.view_begin;
  if (right.kind == ViewPiece::Kind::kText)
    result.end = right.normalized.begin + (span.end - right.view_begin);
  return result;
}

}  // namespace zhailu::match
