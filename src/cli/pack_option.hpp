#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "zhailu/result.hpp"

// Which rules a command works with.
namespace zhailu::cli {

// `--rules PACK` on `app`, parsed into `folder`.
void add_rules_option(CLI::App& app, std::string& folder);

// Where a pack lies.
struct PackPlace {
  std::string folder;
  std::string
      shipped;  // what `extends: shipped` means; `folder` when no shipped pack is to be found
};

// `given` (`shipped` as in `extends: shipped`), else the variable ZHAILU_RULES, else the shipped pack: ../share/zhailu/rules beside the
// program, else the nearest rules/ going up from it. Error "options.no_pack" when the folder holds no pack.yaml.
Result<PackPlace> find_pack(const std::string& given);

}  // namespace zhailu::cli
