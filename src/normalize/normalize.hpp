#pragma once

#include <string_view>

#include "model/normalized_text.hpp"
#include "ruleset/layout.hpp"

// Makes a decoded text ready for the rules: one form for each sign, no layout in the way, and a map
// that accounts for every source character.
//
//   ２０２０ 年\n　　出席:方　圆  诸葛敏   →   2020年\n出席：方圆 诸葛敏
namespace zhailu::normalize {

// `decoded`: valid UTF-8, not kept after the call. Lines end in '\n' in the result, the last one
// does not; no line is empty and none begins or ends with a blank. A gap that divides words becomes one
// blank, so its width is gone: a second pass may take it for layout, but changes nothing else. Linear in decoded.size(). Thread-safe.
model::NormalizedText normalize(std::string_view decoded, const ruleset::Layout& layout);

}  // namespace zhailu::normalize
