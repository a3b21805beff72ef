#include "segment/title_finder.hpp"

#include "base/utf8.hpp"
#include "model/blocks.hpp"

namespace zhailu::segment {
namespace {

using model::BlockKind;
using model::Line;
using ruleset::Layout;

constexpr std::uint8_t kTop = static_cast<std::uint8_t>(ruleset::Zone::kTop);
constexpr std::size_t kMaxTitleLines = 4;

class TitleFinder {
 public:
  TitleFinder(const model::NormalizedText& text, const Layout& layout)
      : text_(text), lines_(text.lines), layout_(layout) {}

  std::optional<LineRange> find() const {
    std::optional<LineRange> best;
    int best_score = 0;
    for (std::size_t line = 0; line < lines_.size() && lines_[line].zone == kTop;) {
      if (!is_candidate(line)) {
        ++line;
        continue;
      }
      const LineRange group = with_issuer(group_at(line));
      const int points = score(group);
      if (!best || points > best_score) {
        best = group;
        best_score = points;
      }
      line = group.end;
    }
    return best ? best : masthead();
  }

  LineRange subtitle(std::size_t line) const {
    if (line >= lines_.size() || !is_subtitle(line)) return {line, line};
    return {line, end_of_group(line)};
  }

 private:
  std::string_view text_of(std::size_t line) const {
    return slice(std::string_view(text_.text), lines_[line].span);
  }

  bool is_subtitle(std::size_t line) const {
    return lines_[line].kind < 0 && layout_.subtitle && layout_.subtitle->contains(text_of(line));
  }

  bool is_candidate(std::size_t line) const {
    return lines_[line].zone == kTop && lines_[line].kind < 0 && !is_subtitle(line);
  }

  bool is_long_enough(std::size_t line) const {
    return base::count_code_points(text_of(line)) >= layout_.headline.min_title;
  }

  LineRange group_at(std::size_t line) const {
    return {line, is_long_enough(line) ? end_of_group(line) : line + 1};
  }

  // 中共…委员会\n关于…的报告: the body in front of 关于 belongs to the title.
  LineRange with_issuer(LineRange group) const {
    if (group.begin == 0 || lines_[group.begin].first_after_blank) return group;
    if (block_of(group.begin - 1) != BlockKind::kMasthead) return group;
    const bool titled = layout_.title && layout_.title->contains(text_of(group.end - 1));
    return titled ? LineRange{group.begin - 1, group.end} : group;
  }

  // Behind the lines that follow without a blank line and that no kind claims.
  std::size_t end_of_group(std::size_t first) const {
    std::size_t end = first + 1;
    while (end < lines_.size() && end - first < kMaxTitleLines && is_candidate(end) &&
           !lines_[end].first_after_blank) {
      ++end;
    }
    return end;
  }

  int score(LineRange group) const {
    int points = is_long_enough(group.end - 1) || is_long_enough(group.begin) ? 2 : -2;
    if (layout_.title && layout_.title->contains(text_of(group.end - 1))) points += 3;
    if (group.end < lines_.size()) points += score_of_next(group.end);
    return points;
  }

  int score_of_next(std::size_t line) const {
    if (is_subtitle(line) || block_of(line) == BlockKind::kByline) return 2;
    return lines_[line].zone != kTop || block_of(line) == BlockKind::kParagraph ? 1 : 0;
  }

  // The block kind of the line's kind; without one, a row stands for "none".
  BlockKind block_of(std::size_t line) const {
    const int kind = lines_[line].kind;
    return kind < 0 ? BlockKind::kRow : layout_.kinds[static_cast<std::size_t>(kind)].block;
  }

  std::optional<LineRange> masthead() const {
    for (std::size_t line = 0; line < lines_.size() && lines_[line].zone == kTop; ++line) {
      if (block_of(line) == BlockKind::kMasthead) return LineRange{line, line + 1};
    }
    return std::nullopt;
  }

  const model::NormalizedText& text_;
  const std::vector<Line>& lines_;
  const Layout& layout_;
};

}  // namespace

std::optional<LineRange> find_title(const model::NormalizedText& text, const Layout& layout) {
  return TitleFinder(text, layout).find();
}

LineRange find_subtitle(const model::NormalizedText& text, const Layout& layout, std::size_t line) {
  return TitleFinder(text, layout).subtitle(line);
}

}  // namespace zhailu::segment
