#include "assemble/list_layout.hpp"

#include <algorithm>
#include <string_view>

#include "base/utf8.hpp"

namespace zhailu::assemble {
namespace {

using model::BlockKind;

constexpr std::size_t kLeadCharacters =
    25;  // of a paragraph's lead; the texts of 2026-11-25 have 6–12
constexpr std::size_t kNameCharacters = 40;  // where a lead ends when no mark ends it
constexpr std::size_t kMaxItems = 200;
constexpr std::size_t kIntroduction = 2;  // blocks between the announcement and its items
constexpr std::string_view kLeadEnds[] = {"。", "：", "；", "\n"};
constexpr std::string_view kComma = "，";

std::size_t lead_end(std::string_view text) {
  std::size_t end = text.size();
  for (const std::string_view mark : kLeadEnds) end = std::min(end, text.find(mark));
  return end;
}

// The first characters of `text`, in bytes.
std::size_t bytes_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  while (at < text.size() && characters-- > 0) at += base::character_bytes(text[at]);
  return at;
}

}  // namespace

ListLayout::ListLayout(const DocumentView& view) : view_(view) {
  const auto& blocks = view.analysis.segments.blocks;
  for (const model::Block& block : blocks) subtree_end_.push_back(block.span.end);
  for (std::size_t i = blocks.size(); i-- > 0;) {
    if (blocks[i].parent < 0) continue;
    std::size_t& end = subtree_end_[static_cast<std::size_t>(blocks[i].parent)];
    end = std::max(end, subtree_end_[i]);
  }
}

std::vector<ListItem> ListLayout::items(int block, std::size_t behind) const {
  std::vector<ListItem> found = numbered_within(block, behind);
  if (!found.empty()) return found;
  const std::vector<int> all = candidates(block);
  const auto has = [&](BlockKind kind) {
    return std::any_of(all.begin(), all.end(), [&](int one) { return at(one).kind == kind; });
  };
  const BlockKind form = has(BlockKind::kHeading)    ? BlockKind::kHeading
                         : has(BlockKind::kListItem) ? BlockKind::kListItem
                         : has(BlockKind::kRow)      ? BlockKind::kRow
                                                     : BlockKind::kParagraph;
  // A list item that is the only one may hold all of them.
  const bool alone = form == BlockKind::kParagraph ||
                     std::ranges::count(all, form, [&](int one) { return at(one).kind; }) == 1;
  for (const int one : all) {
    if (at(one).kind != form || found.size() >= kMaxItems) continue;
    if (alone && is_numbered_within(one)) {
      const std::vector<ListItem> inner = numbered_within(one, at(one).span.begin);
      found.insert(found.end(), inner.begin(), inner.end());
    } else if (form != BlockKind::kParagraph || is_titled(one)) {
      found.push_back(item(one));
    }
  }
  return found;
}

// What begins with a number or mark at the begin of a sentence or behind ；：, if several do.
std::vector<ListItem> ListLayout::numbered_within(int block, std::size_t from) const {
  const std::size_t end = at(block).span.end;
  std::vector<std::size_t> begins;
  for (std::size_t place = from; place < end && begins.size() < kMaxItems;) {
    const std::string_view rest = view_.reader.text({place, end});
    const bool is_border = place > from || place == at(block).span.begin;
    if (is_border && marker_size(rest) > 0) begins.push_back(place);
    const std::size_t mark = lead_end(rest);
    if (mark == rest.size()) break;
    place += mark + base::character_bytes(rest[mark]);
  }
  std::vector<ListItem> found;
  if (begins.size() < 2) return found;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const Span<Normalized> whole{begins[i], i + 1 < begins.size() ? begins[i + 1] : end};
    found.push_back({block, whole, lead(whole), false});
  }
  return found;
}

bool ListLayout::is_numbered_within(int block) const {
  const BlockKind kind = at(block).kind;
  return (kind == BlockKind::kParagraph || kind == BlockKind::kListItem) &&
         !numbered_within(block, at(block).span.begin).empty();
}

// What stands under the block, if it has the form of items; else what follows it: list items or rows,
// headings of its level, paragraphs that begin with lead words.
std::vector<int> ListLayout::candidates(int block) const {
  const std::vector<int>& under = view_.scopes.children(block);
  if (std::any_of(under.begin(), under.end(), [&](int one) { return has_item_form(one); }))
    return under;
  // A heading with its introduction; longer texts under it are no list.
  const bool is_heading = at(block).kind == BlockKind::kHeading;
  std::vector<int> found;
  if (under.size() > kIntroduction) return found;
  const int count = static_cast<int>(view_.analysis.segments.blocks.size());
  for (int next = block + 1; next < count && found.size() < kMaxItems; ++next) {
    if (at(next).parent == block) continue;
    if (is_heading && at(next).kind != BlockKind::kHeading && !found.empty()) continue;
    if (!has_item_form(next) || !goes_with(next, block)) break;
    if (!found.empty() && !are_alike(next, found.front())) break;
    if (!found.empty() && at(next).kind == BlockKind::kParagraph &&
        is_numbered_within(found.front()) && !is_numbered_within(next))
      break;
    found.push_back(next);
  }
  return found;
}

// Stands under the same heading; or both are headings and only guesses say of which level: no number
// tells it (重温一次入党誓词, not 二、…).
bool ListLayout::goes_with(int next, int block) const {
  if (at(next).parent == at(block).parent) return true;
  const bool are_headings =
      at(next).kind == BlockKind::kHeading && at(block).kind == BlockKind::kHeading;
  return are_headings && marker_size(view_.reader.text(at(next).span)) == 0;
}

bool ListLayout::are_alike(int a, int b) const {
  return at(a).kind == at(b).kind && at(a).level == at(b).level;
}

// Bytes of the number or mark that the text begins with.
std::size_t ListLayout::marker_size(std::string_view text) const {
  std::vector<std::string_view> groups(1);
  const bool has_marker =
      view_.pack.list_marker && view_.pack.list_marker->match_at(text, 0, groups);
  return has_marker ? groups[0].size() : 0;
}

bool ListLayout::has_item_form(int block) const {
  const BlockKind kind = at(block).kind;
  return kind == BlockKind::kHeading || kind == BlockKind::kListItem || kind == BlockKind::kRow ||
         (kind == BlockKind::kParagraph && (is_titled(block) || is_numbered_within(block)));
}

// A row is no words: without a record of its own it may be the head of the table.
ListItem ListLayout::item(int block) const {
  const Span<Normalized> whole{at(block).span.begin, item_end(block)};
  if (at(block).kind == BlockKind::kRow) return {block, whole, {whole.begin, whole.begin}, false};
  return {block, whole, lead(at(block).span), is_titled(block)};
}

// What a heading names is told in the first block under it.
std::size_t ListLayout::item_end(int block) const {
  const std::vector<int>& under = view_.scopes.children(block);
  const bool is_heading = at(block).kind == BlockKind::kHeading && !under.empty();
  return subtree_end_[static_cast<std::size_t>(is_heading ? under.front() : block)];
}

Span<Normalized> ListLayout::lead(Span<Normalized> span) const {
  std::string_view text = view_.reader.text(span);
  const std::size_t begin = marker_size(text);
  text = text.substr(begin);
  std::size_t end = lead_end(text);
  if (base::count_code_points(text.substr(0, end)) > kNameCharacters) {
    end = std::min({end, text.find(kComma), bytes_of(text, kNameCharacters)});
  }
  return {span.begin + begin, span.begin + begin + end};
}

bool ListLayout::is_titled(int block) const {
  const std::string_view text = view_.reader.text(at(block).span);
  const std::size_t end = lead_end(text);
  if (base::count_code_points(text.substr(0, end)) > kLeadCharacters || end == 0) return false;
  if (at(block).kind == BlockKind::kHeading) return !view_.scopes.children(block).empty();
  return end + kComma.size() < text.size();
}

}  // namespace zhailu::assemble
