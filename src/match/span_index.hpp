#pragma once

#include <algorithm>
#include <vector>

#include "model/analysis.hpp"
#include "zhailu/span.hpp"

namespace zhailu::match {

// Spans by mention type, to ask whether a span lies inside one of a type. Made anew for each phase.
class SpanIndex {
 public:
  // `removed`, by mention: left out.
  SpanIndex(const std::vector<model::Mention>& mentions, const std::vector<bool>& removed,
            std::size_t types)
      : spans_(types) {
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      if (!removed[i]) spans_[mentions[i].type].push_back(mentions[i].span);
    }
    for (auto& spans : spans_) prepare(spans);
  }
  explicit SpanIndex(const std::vector<Span<Normalized>>& spans) : spans_{spans} {
    prepare(spans_[0]);
  }

  // Logarithmic.
  [[nodiscard]] bool inside(Span<Normalized> span, std::size_t type) const {
    const auto& spans = spans_[type];
    auto after =
        std::upper_bound(spans.begin(), spans.end(), span.begin,
                         [](std::size_t at, Span<Normalized> one) { return at < one.begin; });
    return after != spans.begin() && (after - 1)->end >= span.end;
  }

 private:
  // Sorted by begin; each span's end raised to the furthest end so far of spans that hold its begin,
  // so that the last one that begins at or before a place tells how far any of them reaches.
  static void prepare(std::vector<Span<Normalized>>& spans) {
    std::sort(spans.begin(), spans.end(), [](auto a, auto b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    std::size_t reach = 0;
    for (auto& span : spans) {
      reach = std::max(reach, span.end);
      span.end = reach;
    }
  }

  std::vector<std::vector<Span<Normalized>>> spans_;
};

}  // namespace zhailu::match
