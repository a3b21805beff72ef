#include <fmt/core.h>

#include <fstream>
#include <iterator>
#include <string>

#include "../shipped_layout.hpp"
#include "model/blocks.hpp"
#include "normalize/normalize.hpp"
#include "segment/segment.hpp"

// Prints the blocks of UTF-8 files: kind, line kind, level, article, parent, text.
int main(int argc, char** argv) {
  const auto& layout = zhailu::test::shipped_layout();
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const auto text = zhailu::normalize::normalize(bytes, layout);
    const auto segments = zhailu::segment::segment(text, layout);
    fmt::print("=== {}\n", argv[i]);
    int index = 0;
    std::size_t line = 0;
    for (const auto& block : segments.blocks) {
      while (text.lines[line].span.end <= block.span.begin) ++line;
      const int kind = text.lines[line].kind;
      fmt::print("{:3} {:12} {:16} L{} a{} p{:<3} z{} [{}]\n", index++,
                 zhailu::model::block_kind_name(block.kind),
                 kind < 0 ? "-" : layout.kinds[static_cast<std::size_t>(kind)].id, block.level,
                 block.article, block.parent, text.lines[line].zone,
                 zhailu::slice(std::string_view(text.text), block.span));
    }
  }
}
