#include "match/guards.hpp"

#include <algorithm>

#include "base/borders.hpp"
#include "base/utf8.hpp"

namespace zhailu::match {
namespace {

// How much text beside a find not_before and not_after see: 96 characters of one byte, 48 of two.
constexpr std::size_t kGuardBytes = 96;

// Where the first `count` characters of `text` end.
std::size_t end_of_first(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (at < text.size() && count-- > 0) at += base::character_bytes(text[at]);
  return std::min(at, text.size());
}

// Where the last `count` characters of `text` begin.
std::size_t begin_of_last(std::string_view text, std::size_t count) {
  std::size_t at = text.size();
  while (at > 0 && count > 0) {
    --at;
    if (base::is_border(text[at])) --count;
  }
  return at;
}

// True when the pattern matches within [from, until). `^` and `$` keep meaning the ends of `text`.
// `words`, if asked for, is what matched.
bool stands_in(const base::Pattern& pattern, std::string_view text, std::size_t from,
               std::size_t until, std::string_view* words = nullptr) {
  std::vector<std::string_view> groups(words == nullptr ? 0 : 1);
  if (!pattern.search(text, from, until, groups)) return false;
  if (words != nullptr) *words = groups[0];
  return true;
}

class Guards {
 public:
  Guards(const PhaseText& text, Span<PhaseView> unit, Span<PhaseView> span)
      : text_(text), unit_(unit), span_(span) {}

  [[nodiscard]] bool pass(const ruleset::Rule& rule) const {
    if (rule.not_before && stands_before(*rule.not_before)) return false;
    if (rule.not_after && stands_behind(*rule.not_after)) return false;
    if (!rule.near.empty()) {
      const Span<PhaseView> sentence = rule.block_unit ? sentence_around() : unit_;
      for (const ruleset::NearGuard& guard : rule.near) {
        if (is_near(guard, sentence) != guard.wanted) return false;
      }
    }
    if (rule.inside.empty()) return true;
    const Span<Normalized> normalized = text_.view.to_normalized(span_);
    return std::all_of(rule.inside.begin(), rule.inside.end(),
                       [&](const ruleset::InsideGuard& guard) {
                         return is_inside(guard, normalized) == guard.wanted;
                       });
  }

  // The guards in the order of pass().
  [[nodiscard]] std::optional<FailedGuard> failed(const ruleset::Rule& rule) const {
    using Kind = FailedGuard::Kind;
    std::string_view words;
    if (rule.not_before && stands_before(*rule.not_before, &words))
      return FailedGuard{Kind::kNotBefore, 0, place(words)};
    if (rule.not_after && stands_behind(*rule.not_after, &words))
      return FailedGuard{Kind::kNotAfter, 0, place(words)};
    const Span<PhaseView> sentence = rule.block_unit ? sentence_around() : unit_;
    for (std::size_t i = 0; i < rule.near.size(); ++i) {
      const bool wanted = rule.near[i].wanted;
      if (is_near(rule.near[i], sentence, &words) == wanted) continue;
      return FailedGuard{wanted ? Kind::kNear : Kind::kNotNear, i,
                         wanted ? Span<PhaseView>{} : place(words)};
    }
    const Span<Normalized> normalized = text_.view.to_normalized(span_);
    for (std::size_t i = 0; i < rule.inside.size(); ++i) {
      const bool wanted = rule.inside[i].wanted;
      if (is_inside(rule.inside[i], normalized) == wanted) continue;
      return FailedGuard{wanted ? Kind::kInside : Kind::kNotInside, i, {}};
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string_view view(std::size_t begin, std::size_t end) const {
    return text_.view.text().substr(begin, end - begin);
  }

  [[nodiscard]] Span<PhaseView> place(std::string_view words) const {
    const auto begin = static_cast<std::size_t>(words.data() - text_.view.text().data());
    return {begin, begin + words.size()};
  }

  // The pattern ends with `$`, which is where the find begins.
  [[nodiscard]] bool stands_before(const base::Pattern& pattern,
                                   std::string_view* words = nullptr) const {
    const std::string_view left = view(unit_.begin, span_.begin);
    const std::size_t from =
        left.size() > kGuardBytes ? base::border_at_or_before(left, left.size() - kGuardBytes) : 0;
    return stands_in(pattern, left, from, left.size(), words);
  }

  // The pattern begins with `^`, which is where the find ends.
  [[nodiscard]] bool stands_behind(const base::Pattern& pattern,
                                   std::string_view* words = nullptr) const {
    const std::string_view right = view(span_.end, unit_.end);
    return stands_in(pattern, right, 0,
                     base::border_at_or_before(right, std::min(kGuardBytes, right.size())), words);
  }

  [[nodiscard]] bool is_near(const ruleset::NearGuard& guard, Span<PhaseView> sentence,
                             std::string_view* words = nullptr) const {
    const std::string_view left = view(sentence.begin, span_.begin);
    if (guard.left &&
        stands_in(guard.words, left, begin_of_last(left, guard.within), left.size(), words))
      return true;
    const std::string_view right = view(span_.end, sentence.end);
    return guard.right &&
           stands_in(guard.words, right, 0, end_of_first(right, guard.within), words);
  }

  // From the begin of the sentence in which the find begins to the end of that in which it ends.
  [[nodiscard]] Span<PhaseView> sentence_around() const {
    const auto& sentences = text_.analysis.segments.sentences;
    const Span<Normalized> find = text_.view.to_normalized(span_);
    const auto behind = [&](std::size_t at) {
      return std::upper_bound(
          sentences.begin(), sentences.end(), at,
          [](std::size_t place, const model::Sentence& one) { return place < one.span.begin; });
    };
    const auto first = behind(find.begin);
    const auto last = behind(find.empty() ? find.end : find.end - 1);
    if (first == sentences.begin() || last == sentences.begin()) return unit_;
    const Span<PhaseView> around =
        text_.view.to_view({(first - 1)->span.begin, (last - 1)->span.end});
    return {std::min(std::max(around.begin, unit_.begin), span_.begin),
            std::max(std::min(around.end, unit_.end), span_.end)};
  }

  [[nodiscard]] bool is_inside(const ruleset::InsideGuard& guard, Span<Normalized> find) const {
    if (guard.quotation && text_.quotations.inside(find, 0)) return true;
    return std::any_of(guard.types.begin(), guard.types.end(), [&](ruleset::TypeId type) {
      return text_.mention_spans.inside(find, type);
    });
  }

  const PhaseText& text_;
  Span<PhaseView> unit_;
  Span<PhaseView> span_;
};

}  // namespace

bool guards_pass(const PhaseText& text, const ruleset::Rule& rule, Span<PhaseView> unit,
                 Span<PhaseView> span) {
  return Guards(text, unit, span).pass(rule);
}

std::optional<FailedGuard> failed_guard(const PhaseText& text, const ruleset::Rule& rule,
                                        Span<PhaseView> unit, Span<PhaseView> span) {
  return Guards(text, unit, span).failed(rule);
}

}  // namespace zhailu::match
