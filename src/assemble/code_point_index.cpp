#include "assemble/code_point_index.hpp"

#include "base/utf8.hpp"

namespace zhailu::assemble {

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  counts_.reserve(text.size() / kStride + 1);
  std::size_t count = 0;
  for (std::size_t byte = 0; byte < text.size(); ++byte) {
    if (byte % kStride == 0) counts_.push_back(count);
    if (base::is_border(text[byte])) ++count;
  }
  if (text.size() % kStride == 0) counts_.push_back(count);
}

std::size_t CodePointIndex::at(std::size_t byte) const {
  const std::size_t stride = byte / kStride;
  std::size_t count = counts_[stride];
  for (std::size_t i = stride * kStride; i < byte; ++i) {
    if (base::is_border(text_[i])) ++count;
  }
  return count;
}

}  // namespace zhailu::assemble
