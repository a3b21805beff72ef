#include "segment/block_builder.hpp"

#include <optional>

#include "base/utf8.hpp"
#include "segment/title_finder.hpp"

// Lines with a kind become the block that layout.yaml names. The others: the title; then short lines
// without a sentence end are headings when something follows them; the rest are paragraphs.
//
//   高举伟大旗帜，凝聚奋进力量            heading, level 1 by its neighbours
//   大道之行，壮阔无垠；共同意志，共同心声。   paragraph
namespace zhailu::segment {
namespace {

using model::Block;
using model::BlockKind;
using model::Line;
using ruleset::Layout;
using ruleset::LineKind;

constexpr std::uint8_t kTop = static_cast<std::uint8_t>(ruleset::Zone::kTop);

// A block together with the line kind that made it (-1: none).
struct Draft {
  Block block;
  int line_kind = -1;
  std::uint8_t zone = 0;
  bool unnumbered = false;  // a heading without a number
};

class BlockBuilder {
 public:
  BlockBuilder(const model::NormalizedText& text, const Layout& layout)
      : text_(text), layout_(layout) {}

  std::vector<Block> run() {
    draft_blocks();
    settle_headlines();
    find_articles();
    set_levels_and_parents();
    std::vector<Block> blocks;
    blocks.reserve(drafts_.size());
    for (const Draft& draft : drafts_) blocks.push_back(draft.block);
    return blocks;
  }

 private:
  // --- kinds

  void draft_blocks() {
    const auto title = find_title(text_, layout_);
    const std::size_t before = title ? title->begin : 0;
    for (std::size_t line = 0; line < text_.lines.size();) {
      if (title && line == title->begin) {
        add(*title, BlockKind::kTitle);
        const LineRange subtitle = find_subtitle(text_, layout_, title->end);
        if (subtitle.end > subtitle.begin) add(subtitle, BlockKind::kTitle);
        line = subtitle.end;
        continue;
      }
      add({line, line + 1}, kind_of(line, line < before));
      ++line;
    }
  }

  void add(LineRange lines, BlockKind kind) {
    const Line& first = text_.lines[lines.begin];
    Draft draft;
    draft.block.span = {first.span.begin, text_.lines[lines.end - 1].span.end};
    draft.block.kind = kind;
    draft.line_kind = first.kind;
    draft.zone = first.zone;
    if (first.kind >= 0) draft.block.level = kind_at(first.kind).level;
    drafts_.push_back(draft);
  }

  BlockKind kind_of(std::size_t line, bool before_title) const {
    const int kind = text_.lines[line].kind;
    if (kind >= 0) {
      const BlockKind block = kind_at(kind).block;
      return block == BlockKind::kSignature && is_below_row(line) ? BlockKind::kRow : block;
    }
    if (before_title) return BlockKind::kMasthead;
    if (names_author(line)) return BlockKind::kByline;
    return is_below_row(line) ? BlockKind::kRow : BlockKind::kParagraph;
  }

  // 县纪委监委 邱×× or 江贤英 directly below the title, or below its date.
  bool names_author(std::size_t line) const {
    if (text_.lines[line].zone != kTop || drafts_.empty() || !layout_.author) return false;
    const BlockKind above = drafts_.back().block.kind;
    if (above != BlockKind::kTitle && above != BlockKind::kIssue) return false;
    const bool below_title =
        above == BlockKind::kTitle ||
        (drafts_.size() > 1 && drafts_[drafts_.size() - 2].block.kind == BlockKind::kTitle);
    return below_title &&
           layout_.author->contains(slice(std::string_view(text_.text), text_.lines[line].span));
  }

  // The second line of a cell: directly below a row, without a sentence end.
  bool is_below_row(std::size_t line) const {
    return line > 0 && !text_.lines[line].first_after_blank && is_row(line - 1) &&
           !has_sentence_end(text_.lines[line].span);
  }

  bool is_row(std::size_t line) const {
    const int kind = text_.lines[line].kind;
    return kind >= 0 && kind_at(kind).block == BlockKind::kRow;
  }

  const LineKind& kind_at(int kind) const { return layout_.kinds[static_cast<std::size_t>(kind)]; }

  // --- headings without a number

  // Runs of short lines: up to `max_run` of them are headings, more are verse; the last line of a
  // text heads nothing.
  void settle_headlines() {
    for (std::size_t i = 0; i < drafts_.size();) {
      std::size_t end = i;
      while (end < drafts_.size() && is_headline(drafts_[end])) ++end;
      if (end == i) {
        ++i;
        continue;
      }
      if (end - i <= layout_.headline.max_run && heads_something(i, end)) {
        for (std::size_t k = i; k < end; ++k) make_heading(drafts_[k]);
      }
      i = end;
    }
  }

  void make_heading(Draft& draft) {
    draft.block.kind = BlockKind::kHeading;
    draft.unnumbered = true;
  }

  // Between two numbered headings a short line is what the first one says: 二、会议地点 | 县人民医院 | 三、…
  bool heads_something(std::size_t first, std::size_t next) const {
    if (next >= drafts_.size()) return false;
    if (first > 0 && is_numbered_heading(first - 1) && is_numbered_heading(next)) return false;
    switch (drafts_[next].block.kind) {
      case BlockKind::kParagraph:
      case BlockKind::kListItem:
      case BlockKind::kHeading:
      case BlockKind::kField:
      case BlockKind::kRow:
      case BlockKind::kByline:
        return true;
      default:
        return false;
    }
  }

  bool is_numbered_heading(std::size_t i) const {
    return drafts_[i].line_kind >= 0 && drafts_[i].block.kind == BlockKind::kHeading;
  }

  bool is_headline(const Draft& draft) const {
    if (draft.line_kind >= 0 || draft.block.kind != BlockKind::kParagraph) return false;
    const std::string_view text = text_of(draft);
    if (text.size() > 4 * layout_.headline.max_characters ||
        base::count_code_points(text) > layout_.headline.max_characters) {
      return false;
    }
    return !has_sentence_end(draft.block.span) && !ends_open(text) && quotes_balance(text);
  }

  // The line promises more: …如下： …重点--
  bool ends_open(std::string_view text) const {
    std::size_t at = text.size();
    do --at;
    while (at > 0 && !base::is_border(text[at]));
    const char32_t last = base::next_code_point(text, at);
    return layout_.marks.clause.contains(last) || last == U'-' || last == U'…';
  }

  static bool quotes_balance(std::string_view text) {
    int open = 0;
    for (std::size_t at = 0; at < text.size() && open >= 0;) {
      const char32_t c = base::next_code_point(text, at);
      if (c == U'“') ++open;
      if (c == U'”') --open;
    }
    return open == 0;
  }

  std::string_view text_of(const Draft& draft) const {
    return slice(std::string_view(text_.text), draft.block.span);
  }

  bool has_sentence_end(Span<Normalized> span) const {
    const std::string_view text = slice(std::string_view(text_.text), span);
    for (std::size_t at = 0; at < text.size();) {
      if (layout_.marks.sentence_end.contains(base::next_code_point(text, at))) return true;
    }
    return false;
  }

  // --- articles

  // An article begins with a headline above a byline or above 本报讯 …, and with 又讯. Where a file has
  // such headlines, the other ones in its body are headlines of articles, too.
  void find_articles() {
    int article = 0;
    bool several = false;
    bool has_text = false;  // the article at hand has a running block
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Draft& draft = drafts_[i];
      if (has_text && is_article_title(i, several)) {
        draft.block.kind = BlockKind::kTitle;
        several = true;
        ++article;
        has_text = false;
      } else if (has_text && opens_article(draft)) {
        ++article;
      }
      draft.block.article = article;
      has_text = has_text || draft.block.kind == BlockKind::kParagraph ||
                 draft.block.kind == BlockKind::kListItem;
    }
  }

  bool is_article_title(std::size_t i, bool several) const {
    const Draft& draft = drafts_[i];
    if (!draft.unnumbered || draft.zone == kTop || i + 1 >= drafts_.size()) return false;
    if (base::count_code_points(text_of(draft)) < layout_.headline.min_title) return false;
    const Draft& next = drafts_[i + 1];
    if (next.block.kind == BlockKind::kByline || opens_article(next)) return true;
    return several && next.block.kind == BlockKind::kParagraph;
  }

  bool opens_article(const Draft& draft) const {
    return draft.line_kind >= 0 && kind_at(draft.line_kind).opens_article;
  }

  // --- levels and parents

  struct Open {
    int level = 0;
    int block = -1;
  };

  void set_levels_and_parents() {
    int article = 0;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Block& block = drafts_[i].block;
      if (block.article != article || block.kind == BlockKind::kTitle ||
          block.kind == BlockKind::kSignature) {
        open_.clear();
        list_head_ = -1;
        numbered_level_ = 0;
        article = block.article;
      }
      if (block.kind == BlockKind::kHeading) {
        open_heading(i);
      } else if (block.kind == BlockKind::kListItem) {
        place_item(i);
      } else {
        place_other(i);
      }
    }
  }

  void open_heading(std::size_t i) {
    Block& block = drafts_[i].block;
    if (drafts_[i].unnumbered) {
      block.level = unnumbered_level(i);
    } else {
      numbered_level_ = block.level;
    }
    close_down_to(block.level);
    block.parent = innermost();
    open_.push_back({block.level, static_cast<int>(i)});
    list_head_ = ends_open(text_of(drafts_[i])) ? static_cast<int>(i) : -1;
  }

  // Below the last numbered heading, and below another heading directly above it.
  int unnumbered_level(std::size_t i) const {
    if (i > 0 && drafts_[i - 1].unnumbered && drafts_[i - 1].block.kind == BlockKind::kHeading) {
      return drafts_[i - 1].block.level + 1;
    }
    return numbered_level_ + 1;
  }

  void place_item(std::size_t i) {
    Block& block = drafts_[i].block;
    close_down_to(block.level);
    block.parent = list_head_ >= 0 ? list_head_ : innermost();
    // An item that ends in a colon heads the paragraphs behind it; others hold their text themselves.
    const bool heads = ends_open(text_of(drafts_[i]));
    if (heads && list_head_ < 0) open_.push_back({block.level, static_cast<int>(i)});
    block.level = 0;
  }

  void place_other(std::size_t i) {
    Block& block = drafts_[i].block;
    block.level = 0;
    block.parent = innermost();
    if (block.kind != BlockKind::kParagraph) return;
    list_head_ = ends_open(text_of(drafts_[i])) ? static_cast<int>(i) : -1;
  }

  void close_down_to(int level) {
    while (!open_.empty() && open_.back().level >= level) open_.pop_back();
  }

  int innermost() const { return open_.empty() ? -1 : open_.back().block; }

  const model::NormalizedText& text_;
  const Layout& layout_;
  std::vector<Draft> drafts_;
  std::vector<Open> open_;  // the headings that the block at hand stands under
  int list_head_ = -1;      // the block that announced the items at hand
  int numbered_level_ = 0;  // of the last numbered heading of the article
};

}  // namespace

std::vector<Block> build_blocks(const model::NormalizedText& text, const Layout& layout) {
  return BlockBuilder(text, layout).run();
}

}  // namespace zhailu::segment
