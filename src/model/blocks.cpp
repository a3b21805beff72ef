#include "model/blocks.hpp"

#include <array>

namespace zhailu::model {

std::string_view block_kind_name(BlockKind kind) {
  static constexpr std::array<std::string_view, kBlockKinds> kNames = {
      "masthead", "issue", "title",   "byline",    "heading",      "paragraph", "list_item",
      "field",    "row",   "caption", "signature", "distribution", "noise"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace zhailu::model
