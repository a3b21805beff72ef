#include "normalize/line_fates.hpp"

#include <algorithm>
#include <array>

#include "model/blocks.hpp"
#include "normalize/line_text.hpp"
#include "normalize/removed_lines.hpp"

// Kinds first (each line is tried once in its zone), then what is taken out, then the joins.
//
//   …深入\n\n开展活动，…                 joined: the page ended in mid-sentence
//   党课活动丰富\n\n领导干部讲党课。…     not joined: a short line without any mark is a heading
namespace zhailu::normalize {
namespace {

using model::BlockKind;
using ruleset::Layout;
using ruleset::LineKind;
using ruleset::LineTraits;
using ruleset::Zone;

constexpr std::size_t kWidestPage = 240;  // columns; a longer line is a whole paragraph
constexpr std::size_t kNarrowestPage = 40;
constexpr std::size_t kWidthSlack = 4;  // a mark that may not begin a line ends it earlier
constexpr std::size_t kHangingColumns =
    4;                                // a line that belongs to the one above is so much deeper
constexpr std::size_t kIndented = 2;  // columns before the first line of a paragraph

class FateFinder {
 public:
  FateFinder(const ScannedText& scanned, const Layout& layout)
      : scanned_(scanned),
        lines_(scanned.lines),
        layout_(layout),
        text_(scanned, layout),
        fates_(lines_.size()) {}

  std::vector<LineFate> run() {
    page_columns_ = page_width();
    find_kinds();
    mark_removed_lines(scanned_, layout_, fates_);
    if (layout_.steps.join) join_lines();
    return std::move(fates_);
  }

 private:
  // --- kinds and zones

  void find_kinds() {
    std::size_t first = 0;
    while (first < lines_.size() && !is_first_running(first, Zone::kTop)) ++first;
    std::size_t last = lines_.size();
    while (last > first && !is_first_running(last - 1, Zone::kBottom)) --last;
    for (std::size_t line = first; line < last; ++line) classify(line, Zone::kBody);
  }

  // Classifies the line; when it runs, it is the first or last line of the body.
  bool is_first_running(std::size_t line, Zone zone) {
    classify(line, zone);
    const int kind = fates_[line].kind;
    if (kind >= 0) {
      const LineKind& found = layout_.kinds[static_cast<std::size_t>(kind)];
      if (found.role != LineKind::Role::kBlock) return false;
      if (found.opens_article) return true;
      if (found.block != BlockKind::kParagraph && found.block != BlockKind::kListItem) return false;
    }
    return is_running(line);
  }

  [[nodiscard]] bool is_running(std::size_t line) const {
    const std::size_t characters = lines_[line].traits.characters;
    if (characters * 2 < layout_.running.min_characters) return false;
    if (text_.ends_in(line, layout_.marks.full_stop)) return true;
    if (characters < layout_.running.min_characters) return false;
    if (text_.has(line, layout_.marks.full_stop)) return true;
    if (fills_page(line) && text_.has(line, layout_.marks.clause)) return true;
    return characters >= layout_.running.min_characters_clause &&
           text_.has(line, layout_.marks.clause);
  }

  void classify(std::size_t line, Zone zone) {
    LineTraits traits = lines_[line].traits;
    traits.zone = zone;
    traits.alone =
        lines_[line].after_blank && (line + 1 == lines_.size() || lines_[line + 1].after_blank);
    LineFate& fate = fates_[line];
    fate.zone = zone;
    fate.kind = layout_.kind_of(text_.at(line), traits);
    fate.role = fate.kind < 0 ? LineKind::Role::kBlock : kind_of(fate).role;
    const bool stays = (fate.role == LineKind::Role::kPageMatter && !layout_.steps.page_matter) ||
                       (fate.role == LineKind::Role::kWatermark && !layout_.steps.watermark);
    if (stays) fate.role = LineKind::Role::kBlock;
  }

  [[nodiscard]] const LineKind& kind_of(const LineFate& fate) const {
    return layout_.kinds[static_cast<std::size_t>(fate.kind)];
  }

  // --- joins

  void join_lines() {
    std::size_t previous = lines_.size();
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      if (fates_[line].role != LineKind::Role::kBlock) {
        apart_ = true;
        continue;
      }
      apart_ = apart_ || lines_[line].after_blank;
      if (previous < lines_.size()) join_pair(previous, line);
      if (previous == lines_.size() || fates_[previous].border == Border::kLine) start_block(line);
      previous = line;
      apart_ = false;
    }
  }

  void start_block(std::size_t line) {
    block_kind_ = fates_[line].kind;
    block_indent_ = lines_[line].traits.indent_columns;
    block_has_marks_ = false;
    block_characters_ = 0;
    open_quotation_ = false;
    add_to_block(line);
  }

  void add_to_block(std::size_t line) {
    const std::size_t open = text_.at(line).rfind("“");
    const std::size_t close = text_.at(line).rfind("”");
    if (open != std::string_view::npos || close != std::string_view::npos) {
      open_quotation_ =
          close == std::string_view::npos || (open != std::string_view::npos && open > close);
    }
    block_characters_ += lines_[line].traits.characters;
    block_has_marks_ = block_has_marks_ || text_.has_mark(line);
  }

  void join_pair(std::size_t line, std::size_t next) {
    if (hangs(next)) {
      fates_[line].border = text_.ends_with_comma(line) ? Border::kJoin : Border::kJoinBlank;
    } else if (goes_on(line, next)) {
      fates_[line].border = letters_meet(line, next) ? Border::kJoinBlank : Border::kJoin;
    } else {
      return;
    }
    fates_[next].kind = fates_[line].kind;
    add_to_block(next);
  }

  // 出席：方圆（馆长）\n　　　高远（调研员）: the deeper line belongs to the field above.
  [[nodiscard]] bool hangs(std::size_t next) const {
    if (apart_ || block_kind_ < 0) return false;
    if (!layout_.kinds[static_cast<std::size_t>(block_kind_)].hanging) return false;
    if (lines_[next].traits.indent_columns < block_indent_ + kHangingColumns) return false;
    const int kind = fates_[next].kind;
    if (kind < 0) return true;
    const BlockKind block = kind_of(fates_[next]).block;
    return block == BlockKind::kSignature || block == BlockKind::kRow;
  }

  [[nodiscard]] bool goes_on(std::size_t line, std::size_t next) const {
    if (fates_[line].zone == Zone::kTop || fates_[next].kind >= 0) return false;
    const LineKind* kind =
        block_kind_ < 0 ? nullptr : &layout_.kinds[static_cast<std::size_t>(block_kind_)];
    if (kind != nullptr && !kind->continues) return false;
    if (lines_[line].traits.wide_gaps > 1 || is_indented(next)) return false;
    if (fills_page(line) && !apart_) {
      return !text_.ends_sentence(line) || text_.has_mark(next);
    }
    if (!text_.ends_open(line)) return false;
    if (kind != nullptr && kind->block == BlockKind::kDistribution) return !apart_;
    if (kind != nullptr && kind->block == BlockKind::kField && !text_.ends_with_comma(line)) {
      return fills_page(line);
    }
    if (open_quotation_ && closes_quotation(text_.at(next))) return true;
    return (fills_page(line) || has_run()) && text_.has_mark(next);
  }

  // 围绕“深化政治巡察\n\n彰显利剑作用”主题: the quotation that the lines so far left open ends here.
  static bool closes_quotation(std::string_view text) {
    const std::size_t close = text.find("”");
    return close != std::string_view::npos && close < text.find("“");
  }

  [[nodiscard]] bool is_indented(std::size_t next) const {
    const std::size_t indent = lines_[next].traits.indent_columns;
    if (indent < kIndented) return false;
    const bool block_indented =
        page_columns_ > 0 && indent == lines_[next - 1].traits.indent_columns;
    return !block_indented;
  }

  [[nodiscard]] bool fills_page(std::size_t line) const {
    const std::size_t columns = lines_[line].columns + lines_[line].traits.indent_columns;
    return page_columns_ > 0 && columns + kWidthSlack >= page_columns_ &&
           columns <= page_columns_ + kWidthSlack;
  }

  [[nodiscard]] bool has_run() const {
    return block_has_marks_ && block_characters_ >= layout_.join.min_characters;
  }

  [[nodiscard]] bool letters_meet(std::size_t line, std::size_t next) const {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return is_letter(text_.at(line).back()) && is_letter(text_.at(next).front());
  }

  // The width at which most long lines end, or 0: the lines are paragraphs of any length.
  [[nodiscard]] std::size_t page_width() const {
    std::array<std::size_t, kWidestPage + 1> counts{};
    std::size_t long_lines = 0;
    for (const SourceLine& line : lines_) {
      const std::size_t columns = line.columns + line.traits.indent_columns;
      if (columns < kNarrowestPage) continue;
      ++long_lines;
      if (columns <= kWidestPage) ++counts[columns];
    }
    std::size_t best = 0;
    std::size_t best_count = 0;
    for (std::size_t width = kNarrowestPage; width <= kWidestPage; ++width) {
      std::size_t count = 0;
      for (std::size_t less = 0; less < kWidthSlack; ++less) count += counts[width - less];
      if (count > best_count) {
        best = width;
        best_count = count;
      }
    }
    return best_count >= 4 && best_count * 2 >= long_lines ? best : 0;
  }

  const ScannedText& scanned_;
  const std::vector<SourceLine>& lines_;
  const Layout& layout_;
  LineText text_;
  std::vector<LineFate> fates_;
  std::size_t page_columns_ = 0;
  bool apart_ = false;   // an empty or removed line stands before the line at hand
  int block_kind_ = -1;  // of the joined lines so far
  std::size_t block_indent_ = 0;
  std::size_t block_characters_ = 0;
  bool block_has_marks_ = false;
  bool open_quotation_ = false;
};

}  // namespace

std::vector<LineFate> decide_fates(const ScannedText& scanned, const Layout& layout) {
  return FateFinder(scanned, layout).run();
}

}  // namespace zhailu::normalize
