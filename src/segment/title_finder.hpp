#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/normalized_text.hpp"
#include "ruleset/layout.hpp"

namespace zhailu::segment {

// Half-open range of line indices.
struct LineRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The lines of the document's title: of the lines before the first running one that no kind claims,
// those that look most like it. A title may be wrapped; ——… below it is not part of it.
//
//   江北要闻 | 侯方到双江口镇调研防汛备汛工作时强调 + 压紧压实责任　筑牢安全防线 | 时间：2024-05-27 …
//
// Without such lines the masthead (…简报) is the title; without one there is none.
std::optional<LineRange> find_title(const model::NormalizedText& text,
                                    const ruleset::Layout& layout);

// Half-open: the lines of the subtitle that begins with line `line`; empty when it is none.
LineRange find_subtitle(const model::NormalizedText& text, const ruleset::Layout& layout,
                        std::size_t line);

}  // namespace zhailu::segment
