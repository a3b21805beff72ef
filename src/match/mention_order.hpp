#pragma once

#include <cstdint>

#include "model/mention.hpp"

namespace zhailu::match {

// The one order of mentions: by begin, the longer first, then as they were found (`a`, `b`).
inline bool outer_first(const model::Mention& left, const model::Mention& right, std::int32_t a,
                        std::int32_t b) {
  if (left.span.begin != right.span.begin) return left.span.begin < right.span.begin;
  if (left.span.end != right.span.end) return left.span.end > right.span.end;
  return a < b;
}

}  // namespace zhailu::match
