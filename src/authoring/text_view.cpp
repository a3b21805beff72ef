#include "authoring/text_view.hpp"

#include <fmt/format.h>

#include "authoring/display_width.hpp"
#include "base/fold.hpp"
#include "base/utf8.hpp"

namespace zhailu::authoring {
namespace {

using model::MapKind;
using model::MapPiece;
using model::RemovalReason;

std::string_view removal(RemovalReason reason) {
  switch (reason) {
    case RemovalReason::kLayoutBlank:
      return "a blank of the layout";
    case RemovalReason::kLineBreak:
      return "a line break in mid-sentence";
    case RemovalReason::kPageMatter:
      return "page header, footer, page number or rule";
    case RemovalReason::kWatermark:
      return "a line that repeats on the pages";
    case RemovalReason::kInvisible:
      return "an invisible character";
    case RemovalReason::kNone:
      break;
  }
  return "";
}

// A line break that stays one is written differently; all else is folded or simplified.
std::string_view change(std::string_view decoded, std::string_view normalized) {
  if (normalized == "\n") return "a line end";
  if (base::fold_text(decoded) == normalized) return "folded: width, punctuation, variant";
  return "traditional to simplified";
}

std::string_view reason_of(const ExaminedDocument& document, const MapPiece& piece) {
  if (piece.kind == MapKind::kKept) return "";
  if (piece.kind == MapKind::kRemoved) return removal(piece.reason);
  return change(slice(std::string_view(document.analysis.decoded.text), piece.decoded),
                slice(std::string_view(document.analysis.normalized.text), piece.normalized));
}

std::string_view kind_name(MapKind kind) {
  return kind == MapKind::kKept ? "kept" : kind == MapKind::kChanged ? "changed" : "removed";
}

std::string with_safe_lines(std::string_view text) {
  std::string lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines += "  " + harmless(text.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return lines;
}

// Pieces follow one another, so both counts run along.
struct Counts {
  std::size_t decoded = 0;
  std::size_t normalized = 0;
};

}  // namespace

std::string text_view_as_text(const ExaminedDocument& document) {
  const model::Analysis& analysis = document.analysis;
  std::string text = fmt::format("decoded text ({}, {}):\n", analysis.decoded.encoding,
                                 analysis.decoded.encoding_basis);
  text += with_safe_lines(analysis.decoded.text) + "\ntext that the rules read, by blocks:\n";
  for (const model::Block& block : analysis.segments.blocks) {
    text += fmt::format("  {:<12} {}\n", model::block_kind_name(block.kind),
                        harmless(slice(std::string_view(analysis.normalized.text), block.span)));
  }
  text += "\nchanges (characters of the decoded text):\n";
  Counts at;
  bool any = false;
  for (const MapPiece& piece : analysis.normalized.map.pieces()) {
    const auto before = slice(std::string_view(analysis.decoded.text), piece.decoded);
    const auto after = slice(std::string_view(analysis.normalized.text), piece.normalized);
    const std::size_t count = base::count_code_points(before);
    if (piece.kind != MapKind::kKept) {
      any = true;
      const std::string shown =
          piece.kind == MapKind::kRemoved ? "removed" : "→ “" + harmless(after) + "”";
      text += fmt::format("  {}–{}  “{}”  {}  {}\n", at.decoded, at.decoded + count,
                          harmless(before), shown, reason_of(document, piece));
    }
    at.decoded += count;
  }
  return text + (any ? "" : "  none\n");
}

Value text_view_as_value(const ExaminedDocument& document) {
  const model::Analysis& analysis = document.analysis;
  const std::string_view normalized = analysis.normalized.text;
  Value::Array blocks;
  for (const model::Block& block : analysis.segments.blocks) {
    const std::size_t begin = base::count_code_points(normalized.substr(0, block.span.begin));
    const auto text = slice(normalized, block.span);
    blocks.push_back(
        Value::Object{{"kind", model::block_kind_name(block.kind)},
                      {"level", block.level},
                      {"span", Value::Array{begin, begin + base::count_code_points(text)}},
                      {"text", text}});
  }
  Value::Array map;
  Counts at;
  for (const MapPiece& piece : analysis.normalized.map.pieces()) {
    const std::size_t before =
        base::count_code_points(slice(std::string_view(analysis.decoded.text), piece.decoded));
    const std::size_t after = base::count_code_points(slice(normalized, piece.normalized));
    map.push_back(Value::Object{{"decoded", Value::Array{at.decoded, at.decoded + before}},
                                {"normalized", Value::Array{at.normalized, at.normalized + after}},
                                {"kind", kind_name(piece.kind)},
                                {"reason", reason_of(document, piece)}});
    at.decoded += before;
    at.normalized += after;
  }
  return Value::Object{{"path", analysis.path},
                       {"decoded", analysis.decoded.text},
                       {"normalized", analysis.normalized.text},
                       {"blocks", std::move(blocks)},
                       {"map", std::move(map)}};
}

}  // namespace zhailu::authoring
