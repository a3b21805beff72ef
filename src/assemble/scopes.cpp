#include "assemble/scopes.hpp"

#include <algorithm>
#include <string_view>

namespace zhailu::assemble {
namespace {

using ruleset::Where;

constexpr int kHeadingDepth = 32;
constexpr std::string_view kComma = "，";
constexpr std::string_view kSemicolon = "；";

std::vector<std::size_t> find_clause_marks(std::string_view text) {
  std::vector<std::size_t> marks;
  for (std::size_t at = 0; at + kComma.size() <= text.size(); ++at) {
    const std::string_view here = text.substr(at, kComma.size());
    if (here == kComma || here == kSemicolon) marks.push_back(at);
  }
  return marks;
}

void extend(std::vector<Span<Normalized>>& spans, std::size_t index, Span<Normalized> part) {
  if (index >= spans.size()) spans.resize(index + 1, {part.begin, part.begin});
  Span<Normalized>& whole = spans[index];
  if (whole.empty()) whole = part;
  whole = {std::min(whole.begin, part.begin), std::max(whole.end, part.end)};
}

Span<Normalized> hull(Span<Normalized> a, Span<Normalized> b) {
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

}  // namespace

Scopes::Scopes(const model::Analysis& analysis)
    : analysis_(analysis),
      children_(analysis.segments.blocks.size()),
      clause_marks_(find_clause_marks(analysis.normalized.text)) {
  const auto& blocks = analysis.segments.blocks;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    extend(articles_, static_cast<std::size_t>(std::max(0, blocks[i].article)), blocks[i].span);
    if (blocks[i].parent >= 0) {
      children_[static_cast<std::size_t>(blocks[i].parent)].push_back(static_cast<int>(i));
    }
  }
  number_sections();
}

void Scopes::number_sections() {
  const auto& blocks = analysis_.segments.blocks;
  int last_heading = -2;
  int last_article = -1;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const bool opens = blocks[i].kind == model::BlockKind::kHeading;
    const int governing = opens ? static_cast<int>(i) : heading_of(static_cast<int>(i));
    const bool goes_on = governing == last_heading && blocks[i].article == last_article;
    if (!goes_on) sections_.push_back(blocks[i].span);
    sections_.back() = hull(sections_.back(), blocks[i].span);
    section_of_.push_back(static_cast<int>(sections_.size()) - 1);
    last_heading = governing;
    last_article = blocks[i].article;
  }
}

int Scopes::heading_of(int block) const {
  const auto& blocks = analysis_.segments.blocks;
  int parent = blocks[static_cast<std::size_t>(block)].parent;
  for (int depth = 0; parent >= 0 && depth < kHeadingDepth; ++depth) {
    const model::Block& above = blocks[static_cast<std::size_t>(parent)];
    if (above.kind == model::BlockKind::kHeading) return parent;
    parent = above.parent;
  }
  return -1;
}

Span<Normalized> Scopes::block(const model::Mention& mention) const {
  if (mention.block < 0) return mention.span;
  return analysis_.segments.blocks[static_cast<std::size_t>(mention.block)].span;
}

Span<Normalized> Scopes::sentence(const model::Mention& mention) const {
  if (mention.sentence < 0) return block(mention);
  const auto& sentences = analysis_.segments.sentences;
  return hull(sentences[static_cast<std::size_t>(mention.sentence)].span, mention.span);
}

Span<Normalized> Scopes::clause(const model::Mention& mention) const {
  Span<Normalized> span = sentence(mention);
  const auto next = std::lower_bound(clause_marks_.begin(), clause_marks_.end(), mention.span.end);
  if (next != clause_marks_.end()) span.end = std::min(span.end, *next);
  const auto behind =
      std::lower_bound(clause_marks_.begin(), clause_marks_.end(), mention.span.begin);
  if (behind != clause_marks_.begin()) {
    span.begin = std::max(span.begin, *(behind - 1) + kComma.size());
  }
  return span;
}

Span<Normalized> Scopes::heading(const model::Mention& mention) const {
  const int above = mention.block < 0 ? -1 : heading_of(mention.block);
  if (above < 0) return {mention.span.begin, mention.span.begin};
  return analysis_.segments.blocks[static_cast<std::size_t>(above)].span;
}

Span<Normalized> Scopes::around(const model::Mention& mention, Where where) const {
  const auto at = static_cast<std::size_t>(std::max(0, mention.block));
  switch (where) {
    case Where::kFind:
      return mention.span;
    case Where::kClause:
      return clause(mention);
    case Where::kSentence:
      return sentence(mention);
    case Where::kBlock:
      return block(mention);
    case Where::kHeading:
      return heading(mention);
    case Where::kSection:
      if (mention.block < 0) return mention.span;
      return sections_[static_cast<std::size_t>(section_of_[at])];
    case Where::kArticle:
      if (mention.block < 0) return mention.span;
      return articles_[static_cast<std::size_t>(
          std::max(0, analysis_.segments.blocks[at].article))];
    case Where::kDocument:
      return {0, analysis_.normalized.text.size()};
  }
  return mention.span;
}

std::int64_t Scopes::number(const model::Mention& mention, Where where) const {
  if (where == Where::kDocument || mention.block < 0) return 0;
  const auto at = static_cast<std::size_t>(mention.block);
  switch (where) {
    case Where::kFind:
    case Where::kClause:
      return static_cast<std::int64_t>(clause(mention).begin);
    case Where::kSentence:
      return mention.sentence;
    case Where::kArticle:
      return analysis_.segments.blocks[at].article;
    case Where::kSection:
    case Where::kHeading:
      return section_of_[at];
    default:
      return mention.block;
  }
}

}  // namespace zhailu::assemble
