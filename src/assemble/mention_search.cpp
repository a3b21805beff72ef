#include "assemble/mention_search.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::assemble {
namespace {

constexpr std::size_t kMaxTries = 64;
constexpr std::size_t kMaxFound = 500;
constexpr std::size_t kCueBytes = 240;      // of text before or behind that a cue sees
constexpr std::size_t kCharacterBytes = 4;  // at most

// The text that ends at `end`, at most kCueBytes of it, from a character border on.
std::string_view text_before(std::string_view text, std::size_t end) {
  std::size_t begin = end > kCueBytes ? end - kCueBytes : 0;
  while (begin < end && !base::is_border(text[begin])) ++begin;
  return text.substr(begin, end - begin);
}

std::string_view text_behind(std::string_view text, std::size_t begin) {
  std::size_t end = std::min(text.size(), begin + kCueBytes);
  while (end < text.size() && !base::is_border(text[end])) --end;
  return text.substr(begin, end - begin);
}

}  // namespace

std::size_t byte_distance(Span<Normalized> a, Span<Normalized> b) {
  if (a.end <= b.begin) return b.begin - a.end;
  return b.end <= a.begin ? a.begin - b.end : 0;
}

std::int32_t MentionSearch::nearest(const MentionQuery& query) const {
  std::int32_t best = -1;
  for (const ruleset::TypeId type : query.source->types) {
    best = closer(query, best, nearest_of(query, type));
  }
  return best;
}

std::int32_t MentionSearch::nearest_of(const MentionQuery& query, ruleset::TypeId type) const {
  const std::int32_t left = last_before(query, type, query.around.begin);
  return closer(query, left, first_behind(query, type, query.around.begin));
}

std::int32_t MentionSearch::first(const MentionQuery& query) const {
  std::int32_t best = -1;
  for (const ruleset::TypeId type : query.source->types) {
    const std::int32_t found = first_behind(query, type, query.scope.begin);
    if (best < 0 || (found >= 0 && found < best)) best = found;
  }
  return best;
}

std::int32_t MentionSearch::last(const MentionQuery& query) const {
  std::int32_t best = -1;
  for (const ruleset::TypeId type : query.source->types) {
    best = std::max(best, last_before(query, type, query.scope.end));
  }
  return best;
}

std::vector<std::int32_t> MentionSearch::all(const MentionQuery& query) const {
  std::vector<std::int32_t> found;
  for (const ruleset::TypeId type : query.source->types) {
    const auto& mentions = view_.index.outermost(type);
    std::size_t at = view_.index.first_from(mentions, query.scope.begin);
    for (std::size_t tries = 0; at < mentions.size() && tries < kMaxFound; ++at, ++tries) {
      if (span_of(mentions[at]).begin >= query.scope.end) break;
      if (fits(query, mentions[at])) found.push_back(mentions[at]);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::int32_t MentionSearch::first_behind(const MentionQuery& query, ruleset::TypeId type,
                                         std::size_t from) const {
  const auto& mentions = view_.index.outermost(type);
  std::size_t at = view_.index.first_from(mentions, std::max(from, query.scope.begin));
  for (std::size_t tries = 0; at < mentions.size() && tries < kMaxTries; ++at, ++tries) {
    if (span_of(mentions[at]).begin >= query.scope.end) break;
    if (fits(query, mentions[at])) return mentions[at];
  }
  return -1;
}

std::int32_t MentionSearch::last_before(const MentionQuery& query, ruleset::TypeId type,
                                        std::size_t until) const {
  const auto& mentions = view_.index.outermost(type);
  std::size_t at = view_.index.first_from(mentions, std::min(until, query.scope.end));
  for (std::size_t tries = 0; at > 0 && tries < kMaxTries; ++tries) {
    --at;
    if (span_of(mentions[at]).begin < query.scope.begin) break;
    if (fits(query, mentions[at])) return mentions[at];
  }
  return -1;
}

// The nearer of two, `a` (which stands left) when both are as near; either may be -1.
std::int32_t MentionSearch::closer(const MentionQuery& query, std::int32_t a,
                                   std::int32_t b) const {
  if (a < 0 || b < 0) return std::max(a, b);
  const std::size_t to_a = byte_distance(query.around, span_of(a));
  return byte_distance(query.around, span_of(b)) < to_a ? b : a;
}

bool MentionSearch::fits(const MentionQuery& query, std::int32_t candidate) const {
  const Span<Normalized> span = span_of(candidate);
  if (candidate == query.find || !query.scope.contains(span)) return false;
  if (span.contains(query.around)) return false;  // what the find lies in is not beside it
  if (!fits_side(query, span) || !fits_distance(query, span)) return false;
  const auto& not_types = query.source->not_types;
  if (!not_types.empty() && view_.index.is_inside(candidate, not_types)) return false;
  return fits_cues(query, span);
}

bool MentionSearch::fits_side(const MentionQuery& query, Span<Normalized> span) const {
  switch (query.source->side) {
    case ruleset::Side::kLeft:
      return span.end <= query.around.begin;
    case ruleset::Side::kRight:
      return span.begin >= query.around.end;
    case ruleset::Side::kBoth:
      return true;
  }
  return true;
}

bool MentionSearch::fits_distance(const MentionQuery& query, Span<Normalized> span) const {
  const std::size_t within = query.source->within;
  const std::size_t bytes = byte_distance(query.around, span);
  if (within == 0 || bytes == 0) return true;
  if (bytes > within * kCharacterBytes) return false;
  const std::size_t begin = std::min(query.around.end, span.end);
  const std::string_view text = view_.analysis.normalized.text;
  return base::count_code_points(text.substr(begin, bytes)) <= within;
}

bool MentionSearch::fits_cues(const MentionQuery& query, Span<Normalized> span) const {
  const std::string_view text = view_.analysis.normalized.text;
  const auto& before = query.source->before;
  if (before && !before->contains(text_before(text, span.begin))) return false;
  const auto& behind = query.source->after;
  return !behind || behind->contains(text_behind(text, span.end));
}

}  // namespace zhailu::assemble
