#include "assemble/slot_filler.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::assemble {
namespace {

using ruleset::Pick;
using ruleset::SlotFrom;
using ruleset::Where;

constexpr std::size_t kTextBytes = 4000;  // on either side of the find that a pattern sees
constexpr std::size_t kMaxMatches = 500;
constexpr std::size_t kMaxJoint = 32;        // bodies that act together
constexpr std::size_t kSeparatorBytes = 40;  // between two of them

}  // namespace

std::vector<Found> SlotFiller::find(const ruleset::SlotSource& source, std::int32_t mention,
                                    bool list) const {
  const model::Mention& made = view_.reader.mention(mention);
  const MentionQuery query{&source, mention, made.span, view_.scopes.around(made, source.where)};
  switch (source.from) {
    case SlotFrom::kMention:
      return mentions(query, list);
    case SlotFrom::kText:
      return text(query, list);
    case SlotFrom::kSubject:
      return subject(query, list);
    case SlotFrom::kHeading:
      return heading(query);
    case SlotFrom::kIssuer:
      return issuer();
    case SlotFrom::kItems:
    case SlotFrom::kInherit:
      return {};
  }
  return {};
}

std::vector<Found> SlotFiller::mentions(const MentionQuery& query, bool list) const {
  const Pick pick = query.source->pick.value_or(list ? Pick::kAll : Pick::kNearest);
  std::vector<Found> all;
  if (pick == Pick::kAll) {
    for (const std::int32_t mention : search_.all(query)) all.push_back(found(mention));
    if (!list && all.size() > 1) all.resize(1);
    return all;
  }
  const std::int32_t one = pick == Pick::kFirst  ? search_.first(query)
                           : pick == Pick::kLast ? search_.last(query)
                                                 : search_.nearest(query);
  if (one >= 0) all.push_back(found(one));
  return all;
}

// 沅川市审计局、南屏区审计局联合开展…: the nearest body to the left that is no person's, with those
// that are joined to it; else the first of the block: before the find, or with `where: block` also in
// it (武汉市管理局深入开展五项活动).
std::vector<Found> SlotFiller::subject(const MentionQuery& query, bool list) const {
  ruleset::SlotSource source = *query.source;
  const auto body = view_.pack.find_type("organization");
  if (source.types.empty() && body) source.types = {*body};
  if (const auto person = view_.pack.find_type("person")) source.not_types.push_back(*person);
  source.side = ruleset::Side::kLeft;
  const model::Mention& made = view_.reader.mention(query.find);
  MentionQuery inner{&source, query.find, query.around,
                     view_.scopes.around(made, Where::kSentence)};
  std::int32_t chosen = search_.nearest(inner);
  if (chosen < 0 && query.source->pick != Pick::kNearest) {
    if (query.source->where == Where::kBlock) source.side = ruleset::Side::kBoth;
    inner.scope = view_.scopes.around(made, Where::kBlock);
    chosen = search_.first(inner);
  }
  if (chosen < 0) return {};
  // What is joined to the subject stands behind a comma or 和, not where a subject stands.
  source.before.reset();
  source.after.reset();
  return list ? coordinated(inner, chosen) : std::vector<Found>{found(chosen)};
}

std::vector<Found> SlotFiller::coordinated(const MentionQuery& query, std::int32_t chosen) const {
  const std::vector<std::int32_t> all = search_.all(query);
  const auto at = std::find(all.begin(), all.end(), chosen);
  if (at == all.end()) return {found(chosen)};
  const auto span = [&](std::vector<std::int32_t>::const_iterator one) {
    return view_.reader.mention(*one).span;
  };
  auto begin = at;
  while (begin != all.begin() && joined(span(begin - 1), span(begin))) --begin;
  auto end = at + 1;
  while (end != all.end() && joined(span(end - 1), span(end))) ++end;
  std::vector<Found> joint;
  for (auto one = begin; one != end && joint.size() < kMaxJoint; ++one) {
    joint.push_back(found(*one));
  }
  return joint;
}

bool SlotFiller::joined(Span<Normalized> left, Span<Normalized> right) const {
  if (!view_.pack.list_separator || left.end > right.begin) return false;
  const Span<Normalized> between{left.end, right.begin};
  if (between.size() > kSeparatorBytes) return false;
  return view_.pack.list_separator->matches_all(view_.reader.text(between));
}

// 柳坪县档案馆办公室 issues what 柳坪县档案馆 does.
std::vector<Found> SlotFiller::issuer() const {
  if (!view_.analysis.links.issuer) return {};
  const std::int32_t issuer = *view_.analysis.links.issuer;
  const Span<Normalized> name = view_.reader.value_span(issuer);
  const std::string_view text = view_.reader.text(name);
  std::vector<std::string_view> groups(1);
  const bool has_part = view_.pack.body_part && view_.pack.body_part->search(text, 0, groups) &&
                        groups[0].size() < text.size();
  if (!has_part) return {found(issuer)};
  return {{{name.begin, name.end - groups[0].size()}, -1}};
}

std::vector<Found> SlotFiller::heading(const MentionQuery& query) const {
  const model::Mention& made = view_.reader.mention(query.find);
  const Span<Normalized> span = view_.scopes.around(made, Where::kHeading);
  if (span.empty()) return {};
  return {{span, -1}};
}

std::vector<Found> SlotFiller::text(const MentionQuery& query, bool list) const {
  std::vector<Found> all = text_matches(query);
  if (all.empty()) return {};
  switch (query.source->pick.value_or(list ? Pick::kAll : Pick::kNearest)) {
    case Pick::kAll:
      if (!list) all.resize(1);
      return all;
    case Pick::kFirst:
      return {all.front()};
    case Pick::kLast:
      return {all.back()};
    case Pick::kNearest:
      break;
  }
  return {*std::min_element(all.begin(), all.end(), [&](const Found& a, const Found& b) {
    return byte_distance(a.span, query.around) < byte_distance(b.span, query.around);
  })};
}

std::vector<Found> SlotFiller::text_matches(const MentionQuery& query) const {
  const base::Pattern& pattern = *query.source->text;
  const auto& names = pattern.group_names();
  const auto value = std::find(names.begin(), names.end(), "value");
  const auto group = static_cast<std::size_t>(value - names.begin()) + 1;
  const std::string_view whole = view_.analysis.normalized.text;
  const std::string_view text = slice(whole, text_window(query));
  std::vector<Found> found;
  std::vector<std::string_view> groups(names.size() + 1);
  std::size_t from = 0;
  while (found.size() < kMaxMatches && from < text.size() && pattern.search(text, from, groups)) {
    const std::string_view part = value == names.end() ? groups[0] : groups[group];
    if (part.data() != nullptr && !part.empty()) {
      const auto begin = static_cast<std::size_t>(part.data() - whole.data());
      found.push_back({{begin, begin + part.size()}, -1});
    }
    from = static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size();
    if (groups[0].empty()) ++from;
    while (from < text.size() && !base::is_border(text[from])) ++from;
  }
  return found;
}

// The scope on the wanted side, at most kTextBytes of it.
Span<Normalized> SlotFiller::text_window(const MentionQuery& query) const {
  const std::string_view text = view_.analysis.normalized.text;
  Span<Normalized> window = query.scope;
  if (query.around.begin > window.begin + kTextBytes && window.contains(query.around)) {
    window.begin = query.around.begin - kTextBytes;
  }
  if (window.end > query.around.end + kTextBytes && window.contains(query.around)) {
    window.end = query.around.end + kTextBytes;
  }
  window.end = std::min(window.end, window.begin + 2 * kTextBytes + query.around.size());
  while (window.begin < window.end && !base::is_border(text[window.begin])) ++window.begin;
  while (window.end < text.size() && !base::is_border(text[window.end])) --window.end;
  if (query.source->side == ruleset::Side::kLeft) {
    window.end = std::min(window.end, query.around.begin);
  }
  if (query.source->side == ruleset::Side::kRight) {
    window.begin = std::max(window.begin, query.around.end);
  }
  return window.begin < window.end ? window : Span<Normalized>{0, 0};
}

}  // namespace zhailu::assemble
