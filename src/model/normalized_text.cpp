#include "model/normalized_text.hpp"

#include <algorithm>
#include <cassert>

namespace zhailu::model {
namespace {

bool joins(const MapPiece& last, const MapPiece& next) {
  return last.kind == next.kind && last.reason == next.reason && last.kind != MapKind::kChanged;
}

// A border inside a kept piece lies as far from its begin in both frames; a changed piece is one
// character, so a border is never inside it.
std::size_t border_in(const MapPiece& piece, std::size_t normalized) {
  if (normalized == piece.normalized.begin) return piece.decoded.begin;
  if (normalized == piece.normalized.end) return piece.decoded.end;
  assert(piece.kind == MapKind::kKept && "a border inside a character");
  return piece.decoded.begin + (normalized - piece.normalized.begin);
}

}  // namespace

void TextMap::add(MapPiece piece) {
  assert((pieces_.empty() || (pieces_.back().decoded.end == piece.decoded.begin &&
                              pieces_.back().normalized.end == piece.normalized.begin)) &&
         "tiles follow one another");
  if (!pieces_.empty() && joins(pieces_.back(), piece)) {
    pieces_.back().decoded.end = piece.decoded.end;
    pieces_.back().normalized.end = piece.normalized.end;
    return;
  }
  pieces_.push_back(piece);
}

Span<Decoded> TextMap::to_decoded(Span<Normalized> span) const {
  // Removed pieces are empty in the normalized frame, so neither search stops at one.
  const auto first = std::ranges::upper_bound(pieces_, span.begin, {},
                                              [](const MapPiece& p) { return p.normalized.end; });
  if (first == pieces_.end()) {
    const std::size_t end = pieces_.empty() ? 0 : pieces_.back().decoded.end;
    return {end, end};
  }
  const std::size_t begin = border_in(*first, span.begin);
  if (span.empty()) return {begin, begin};
  const auto last = std::ranges::lower_bound(first, pieces_.end(), span.end, {},
                                             [](const MapPiece& p) { return p.normalized.end; });
  assert(last != pieces_.end() && "a span inside the normalized text");
  return {begin, border_in(*last, span.end)};
}

std::string TextMap::value_text(std::string_view decoded, Span<Decoded> span) const {
  std::string text;
  auto piece = std::ranges::upper_bound(pieces_, span.begin, {},
                                        [](const MapPiece& p) { return p.decoded.end; });
  for (; piece != pieces_.end() && piece->decoded.begin < span.end; ++piece) {
    if (piece->kind == MapKind::kRemoved) continue;
    text += slice(decoded, Span<Decoded>{std::max(piece->decoded.begin, span.begin),
                                         std::min(piece->decoded.end, span.end)});
  }
  return text;
}

}  // namespace zhailu::model
