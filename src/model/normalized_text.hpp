#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "zhailu/span.hpp"

namespace zhailu::model {

enum class MapKind : std::uint8_t { kKept, kChanged, kRemoved };

// Why a stretch of the source is not in the normalized text (kNone for kept and changed pieces).
enum class RemovalReason : std::uint8_t {
  kNone,
  kLayoutBlank,   // blanks between Han characters, digits, at line borders
  kLineBreak,     // a line break in mid-sentence
  kPageMatter,    // page headers, footers, page numbers, rules of dashes
  kWatermark,     // repeated lines
  kInvisible,     // zero-width, bidirectional, control characters
};

// One tile of the map. Tiles follow one another without gap or overlap in both frames.
// kKept: the same bytes in both. kChanged: one character for one character. kRemoved: nothing in the view.
struct MapPiece {
  Span<Decoded> decoded;
  Span<Normalized> normalized;
  MapKind kind = MapKind::kKept;
  RemovalReason reason = RemovalReason::kNone;
};

// Accounts for every source character. Lookups are logarithmic in the number of pieces.
class TextMap {
 public:
  // Appends; adjacent pieces of the same kind and reason are joined where that loses nothing
  // (kKept and kRemoved always, kChanged never).
  void add(MapPiece piece);
  // Borders map inward: the begin to the first character inside, an end to the end of the character
  // before it; the result is the hull. An empty span maps to an empty one.
  [[nodiscard]] Span<Decoded> to_decoded(Span<Normalized> span) const;
  [[nodiscard]] const std::vector<MapPiece>& pieces() const { return pieces_; }
  // The decoded text under `span` without what was removed inside it.
  [[nodiscard]] std::string value_text(std::string_view decoded, Span<Decoded> span) const;

 private:
  std::vector<MapPiece> pieces_;
};

// One line of the normalized text (after joining), without its newline.
struct Line {
  Span<Normalized> span;
  int kind = -1;       // index into the layout's line kinds; -1: no kind
  std::uint8_t zone = 2;  // 1 before the first running line, 2 between them, 4 behind the last one
  std::uint32_t indent = 0;  // columns of blanks before it in the source
  bool first_after_blank = false;  // an empty line (or the start) stands before it
  bool last_before_blank = false;  // an empty line (or the end) stands behind it
};

// Folded text: lines end in '\n'; no line is empty; see TextMap for the way back.
struct NormalizedText {
  std::string text;
  TextMap map;
  std::vector<Line> lines;
};

}  // namespace zhailu::model
