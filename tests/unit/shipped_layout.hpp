#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "ruleset/layout.hpp"
#include "ruleset/yaml_reader.hpp"

namespace zhailu::test {

// rules/layout.yaml, read and compiled once. Throws with the first problem.
inline const ruleset::Layout& shipped_layout() {
  static const ruleset::Layout layout = [] {
    const std::string path = ZHAILU_ROOT "/rules/layout.yaml";
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const auto node = ruleset::read_yaml(bytes, path);
    if (!node) throw std::runtime_error(format_diagnostic(node.error().diagnostics.front()));
    Diagnostics diagnostics;
    ruleset::Layout read = ruleset::read_layout(*node, diagnostics);
    if (!diagnostics.empty()) throw std::runtime_error(format_diagnostic(diagnostics.front()));
    return read;
  }();
  return layout;
}

}  // namespace zhailu::test
