#include "authoring/stretch.hpp"

#include <algorithm>

#include "base/borders.hpp"

namespace zhailu::authoring {
namespace {

constexpr std::size_t kMarginBytes = 300;

}  // namespace

Span<Normalized> stretch_around(std::string_view text, Span<Normalized> whole,
                                Span<Normalized> place) {
  if (whole.size() <= kWholeBytes) return whole;
  const std::size_t begin = std::clamp(place.begin, whole.begin, whole.end);
  const std::size_t end = std::min(std::clamp(place.end, begin, whole.end), begin + kWholeBytes);
  const std::size_t left = begin - whole.begin > kMarginBytes ? begin - kMarginBytes : whole.begin;
  return {std::max(base::border_at_or_before(text, left), whole.begin),
          base::border_at_or_before(text, std::min(whole.end, end + kMarginBytes))};
}

}  // namespace zhailu::authoring
