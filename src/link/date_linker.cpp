#include "link/date_linker.hpp"

#include <vector>

#include "link/date_parts.hpp"
#include "link/reference_date.hpp"
#include "ruleset/mention_reader.hpp"

namespace zhailu::link {
namespace {

using model::BlockKind;

constexpr int kHeadingDepth = 16;  // of headings above a date that are asked

std::vector<std::int32_t> date_mentions(const model::Analysis& analysis,
                                        const ruleset::Pack& pack) {
  const std::vector<bool> wanted = types_resolved_as(pack, ruleset::Resolver::kDate);
  std::vector<std::int32_t> found;
  for (std::size_t i = 0; i < analysis.mentions.size(); ++i) {
    if (wanted[analysis.mentions[i].type]) found.push_back(static_cast<std::int32_t>(i));
  }
  return found;
}

// Walks the dates in text order and keeps what each needs to know of those before it.
class Walk {
 public:
  Walk(model::Analysis& analysis, const model::DateResolver& resolve)
      : analysis_(analysis), resolve_(resolve), heading_date_(analysis.segments.blocks.size(), -1) {
    context_.reference = analysis.reference_date;
    context_.reference_guessed = analysis.reference_basis == "text";
  }

  void visit(std::int32_t index, const model::DateParts& parts) {
    const model::Mention& mention = analysis_.mentions[static_cast<std::size_t>(index)];
    const model::Block* block = block_of(mention);
    if (mention.block != block_) model::leave_block(context_);
    block_ = mention.block;
    if (block != nullptr && block->article != article_) begin_article(block->article);
    context_.heading = block == nullptr ? std::nullopt : heading_of(*block);
    const model::DateValue value = resolve_(parts, context_);
    analysis_.dates.insert_or_assign(index, value);
    const bool nested = mention.span.end <= covered_;  // a date within a date tells nothing new
    covered_ = std::max(covered_, mention.span.end);
    if (!nested && value.start) remember(index, mention, value);
  }

 private:
  [[nodiscard]] const model::Block* block_of(const model::Mention& mention) const {
    if (mention.block < 0) return nullptr;
    return &analysis_.segments.blocks[static_cast<std::size_t>(mention.block)];
  }

  void begin_article(int article) {
    article_ = article;
    model::DateContext fresh;
    fresh.reference = context_.reference;
    fresh.reference_guessed = context_.reference_guessed;
    fresh.stated_year = context_.stated_year;
    context_ = std::move(fresh);
  }

  [[nodiscard]] std::optional<model::DateValue> heading_of(const model::Block& block) const {
    int parent = block.parent;
    for (int depth = 0; parent >= 0 && depth < kHeadingDepth; ++depth) {
      const auto at = static_cast<std::size_t>(parent);
      if (heading_date_[at] >= 0) return analysis_.dates.at(heading_date_[at]);
      parent = analysis_.segments.blocks[at].parent;
    }
    return std::nullopt;
  }

  void remember(std::int32_t index, const model::Mention& mention, const model::DateValue& value) {
    const model::Block* block = block_of(mention);
    if (block != nullptr) {
      std::int32_t& first = heading_date_[static_cast<std::size_t>(mention.block)];
      if (first < 0) first = index;
      const bool first_of_title = block->kind == BlockKind::kTitle && !context_.title;
      if (first_of_title || value.governs) context_.title = value;
    }
    if (block == nullptr || is_narrative(block->kind)) {
      model::remember_date(context_, value);
    } else if (value.basis == "explicit") {
      context_.stated_year = value.end->year;
    }
  }

  static bool is_narrative(BlockKind kind) {
    return kind != BlockKind::kMasthead && kind != BlockKind::kIssue &&
           kind != BlockKind::kByline && kind != BlockKind::kSignature &&
           kind != BlockKind::kDistribution;
  }

  model::Analysis& analysis_;
  const model::DateResolver& resolve_;
  std::vector<std::int32_t> heading_date_;  // by block: its first date, or -1
  model::DateContext context_;
  int article_ = 0;
  std::int32_t block_ = -1;
  std::size_t covered_ = 0;
};

}  // namespace

void link_dates(model::Analysis& analysis, const ruleset::Pack& pack,
                const model::DateResolver& resolve, std::optional<model::Day> user_reference) {
  const std::vector<std::int32_t> dates = date_mentions(analysis, pack);
  const ruleset::MentionReader reader(analysis, pack);
  std::vector<model::DateParts> parts;
  parts.reserve(dates.size());
  for (const std::int32_t index : dates) parts.push_back(date_parts(reader, pack, index));

  for (std::size_t i = 0; i < dates.size(); ++i) {
    model::DateValue value = resolve(parts[i], {});
    if (value.basis == "explicit") analysis.dates.emplace(dates[i], std::move(value));
  }
  analysis.page_date = find_page_date(analysis, pack);
  ReferenceDate reference = find_reference_date(analysis, pack, dates, user_reference);
  analysis.reference_date = reference.day;
  analysis.reference_basis = std::move(reference.basis);

  Walk walk(analysis, resolve);
  for (std::size_t i = 0; i < dates.size(); ++i) walk.visit(dates[i], parts[i]);
}

}  // namespace zhailu::link
