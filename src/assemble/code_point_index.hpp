#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "zhailu/span.hpp"

namespace zhailu::assemble {

// Byte offsets of a decoded text to code points, the only place that counts them. Built in one pass;
// a lookup counts at most one stride. The text must outlive the index.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);

  // `byte`: on a character border, at most the text's size.
  [[nodiscard]] std::size_t at(std::size_t byte) const;
  [[nodiscard]] CodePointSpan span(Span<Decoded> bytes) const {
    return {at(bytes.begin), at(bytes.end)};
  }

 private:
  static constexpr std::size_t kStride = 256;  // bytes

  std::string_view text_;
  std::vector<std::size_t> counts_;  // code points that begin before each stride
};

}  // namespace zhailu::assemble
