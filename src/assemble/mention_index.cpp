#include "assemble/mention_index.hpp"

#include <algorithm>

namespace zhailu::assemble {
namespace {

constexpr std::size_t kMaxAround = 16;

}  // namespace

MentionIndex::MentionIndex(const model::Analysis& analysis, const ruleset::Pack& pack)
    : analysis_(&analysis),
      outermost_(pack.types.size()),
      is_part_(analysis.mentions.size(), false) {
  const ruleset::MentionReader reader(analysis, pack);
  std::vector<std::int32_t> open;  // mentions that have begun and not ended
  around_begin_.reserve(analysis.mentions.size() + 1);
  for (std::size_t i = 0; i < analysis.mentions.size(); ++i) {
    const model::Mention& mention = analysis.mentions[i];
    std::erase_if(open, [&](std::int32_t other) {
      return reader.mention(other).span.end <= mention.span.begin;
    });
    around_begin_.push_back(around_.size());
    note(static_cast<std::int32_t>(i), open, reader);
    // What is deeper than that tells nothing; the bound keeps the pass linear.
    if (open.size() < kMaxAround) open.push_back(static_cast<std::int32_t>(i));
  }
  around_begin_.push_back(around_.size());
}

void MentionIndex::note(std::int32_t index, const std::vector<std::int32_t>& open,
                        const ruleset::MentionReader& reader) {
  const model::Mention& mention = reader.mention(index);
  bool nested = false;
  for (const std::int32_t other : open) {
    const model::Mention& outer = reader.mention(other);
    if (!outer.span.contains(mention.span)) continue;
    around_.push_back(outer.type);
    if (outer.type != mention.type) continue;
    nested = true;
    if (reader.value_span(other).contains(reader.value_span(index))) {
      is_part_[static_cast<std::size_t>(index)] = true;
    }
  }
  if (!nested) outermost_[mention.type].push_back(index);
}

bool MentionIndex::is_inside(std::int32_t mention,
                             const std::vector<ruleset::TypeId>& types) const {
  const auto at = static_cast<std::size_t>(mention);
  const auto begin = around_.begin() + static_cast<std::ptrdiff_t>(around_begin_[at]);
  const auto end = around_.begin() + static_cast<std::ptrdiff_t>(around_begin_[at + 1]);
  return std::any_of(begin, end, [&](ruleset::TypeId type) {
    return std::find(types.begin(), types.end(), type) != types.end();
  });
}

std::size_t MentionIndex::first_from(const std::vector<std::int32_t>& mentions,
                                     std::size_t byte) const {
  const auto found = std::lower_bound(
      mentions.begin(), mentions.end(), byte, [&](std::int32_t mention, std::size_t limit) {
        return analysis_->mentions[static_cast<std::size_t>(mention)].span.begin < limit;
      });
  return static_cast<std::size_t>(found - mentions.begin());
}

}  // namespace zhailu::assemble
