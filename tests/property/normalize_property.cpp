#include <gtest/gtest.h>
#include <rapidcheck.h>
// After gtest.h, which it does not include itself.
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "../unit/shipped_layout.hpp"
#include "base/utf8.hpp"
#include "normalize/normalize.hpp"
#include "random_text.hpp"

namespace zhailu {
namespace {

using model::MapKind;
using model::NormalizedText;

NormalizedText normalized(const std::string& source) {
  return normalize::normalize(source, test::shipped_layout());
}

bool on_border(std::string_view text, std::size_t at) {
  return at == text.size() || (at < text.size() && base::is_border(text[at]));
}

RC_GTEST_PROP(NormalizeProperty, TilesCoverBothTextsWithoutGapOrOverlap, ()) {
  const std::string source = *test::random_text();
  const NormalizedText text = normalized(source);
  std::size_t decoded = 0;
  std::size_t out = 0;
  for (const auto& piece : text.map.pieces()) {
    RC_ASSERT(piece.decoded.begin == decoded);
    RC_ASSERT(piece.normalized.begin == out);
    RC_ASSERT(piece.decoded.end > decoded);
    RC_ASSERT(on_border(source, piece.decoded.begin));
    RC_ASSERT(on_border(text.text, piece.normalized.begin));
    decoded = piece.decoded.end;
    out = piece.normalized.end;
  }
  RC_ASSERT(decoded == source.size());
  RC_ASSERT(out == text.text.size());
}

RC_GTEST_PROP(NormalizeProperty, EachTileSaysWhatWasDone, ()) {
  const std::string source = *test::random_text();
  const NormalizedText text = normalized(source);
  for (const auto& piece : text.map.pieces()) {
    const auto before = slice(std::string_view(source), piece.decoded);
    const auto after = slice(std::string_view(text.text), piece.normalized);
    switch (piece.kind) {
      case MapKind::kKept:
        RC_ASSERT(before == after);
        RC_ASSERT(piece.reason == model::RemovalReason::kNone);
        break;
      case MapKind::kChanged:
        RC_ASSERT(base::count_code_points(before) == 1u);
        RC_ASSERT(base::count_code_points(after) == 1u);
        RC_ASSERT(before != after);
        RC_ASSERT(piece.reason == model::RemovalReason::kNone);
        break;
      case MapKind::kRemoved:
        RC_ASSERT(after.empty());
        RC_ASSERT(piece.reason != model::RemovalReason::kNone);
        break;
    }
  }
}

RC_GTEST_PROP(NormalizeProperty, ASpanMapsThereAndBack, ()) {
  const std::string source = *test::random_text();
  const NormalizedText text = normalized(source);
  std::vector<std::size_t> borders;
  for (std::size_t at = 0; at <= text.text.size(); ++at) {
    if (on_border(text.text, at)) borders.push_back(at);
  }
  const auto one = *rc::gen::inRange<std::size_t>(0, borders.size());
  const auto other = *rc::gen::inRange<std::size_t>(0, borders.size());
  const Span<Normalized> span{borders[std::min(one, other)], borders[std::max(one, other)]};
  const auto decoded = text.map.to_decoded(span);
  RC_ASSERT(decoded.begin <= decoded.end);
  RC_ASSERT(decoded.end <= source.size());
  RC_ASSERT(on_border(source, decoded.begin));
  RC_ASSERT(on_border(source, decoded.end));
  // Back: what of the normalized text comes from those source characters is the span itself.
  std::string back;
  for (const auto& piece : text.map.pieces()) {
    const std::size_t begin = std::max(piece.decoded.begin, decoded.begin);
    const std::size_t end = std::min(piece.decoded.end, decoded.end);
    if (begin >= end || piece.kind == MapKind::kRemoved) continue;
    back += piece.kind == MapKind::kChanged ? slice(std::string_view(text.text), piece.normalized)
                                            : std::string_view(source).substr(begin, end - begin);
  }
  RC_ASSERT(back == slice(std::string_view(text.text), span));
}

RC_GTEST_PROP(NormalizeProperty, LinesAreCleanAndCoverTheText, ()) {
  const NormalizedText text = normalized(*test::random_text());
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.lines.size(); ++i) {
    const auto& line = text.lines[i];
    RC_ASSERT(line.span.begin == at);
    RC_ASSERT(!line.span.empty());
    const auto shown = slice(std::string_view(text.text), line.span);
    RC_ASSERT(shown.find('\n') == std::string_view::npos);
    RC_ASSERT(shown.find("  ") == std::string_view::npos);
    RC_ASSERT(shown.front() != ' ');
    RC_ASSERT(shown.back() != ' ');
    at = line.span.end + 1;
  }
  RC_ASSERT((text.lines.empty() ? text.text.empty() : at == text.text.size() + 1));
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

// The characters are settled for good. What blanks and lines mean is seen by their widths and by the
// empty lines around them, which the first pass takes out; so those steps are left out here …
RC_GTEST_PROP(NormalizeProperty, NormalizingTwiceIsNormalizingOnce, ()) {
  ruleset::Layout layout = test::shipped_layout();
  layout.steps.join = layout.steps.page_matter = layout.steps.watermark = false;
  layout.steps.blanks = false;
  const NormalizedText once = normalize::normalize(*test::random_text(), layout);
  RC_ASSERT(normalize::normalize(once.text, layout).text == once.text);
}

// … and with them a second pass may drop a blank more, but nothing else.
RC_GTEST_PROP(NormalizeProperty, ASecondPassChangesNothingButBlanks, ()) {
  ruleset::Layout layout = test::shipped_layout();
  layout.steps.join = layout.steps.page_matter = layout.steps.watermark = false;
  const NormalizedText once = normalize::normalize(*test::random_text(), layout);
  const NormalizedText twice = normalize::normalize(once.text, layout);
  RC_ASSERT(without_blanks(twice.text) == without_blanks(once.text));
  RC_ASSERT(twice.text.size() <= once.text.size());
}

// On documents it holds with all steps: joins, page matter and watermarks are settled by the first pass.
TEST(NormalizeProperty, ASecondPassOverTheSamplesChangesNothingButBlanks) {
  std::size_t texts = 0;
  for (const auto& entry : std::filesystem::directory_iterator(ZHAILU_ROOT "/samples")) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path());
    const std::string source((std::istreambuf_iterator<char>(file)), {});
    if (!base::is_valid_utf8(source)) continue;
    const NormalizedText once = normalized(source);
    EXPECT_EQ(without_blanks(normalized(once.text).text), without_blanks(once.text))
        << entry.path();
    ++texts;
  }
  EXPECT_GE(texts, 8u);
}

RC_GTEST_PROP(NormalizeProperty, TheSameTextGivesTheSameResult, ()) {
  const std::string source = *test::random_text();
  RC_ASSERT(normalized(source).text == normalized(source).text);
}

}  // namespace
}  // namespace zhailu
