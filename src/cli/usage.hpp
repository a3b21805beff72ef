#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "zhailu/result.hpp"

namespace zhailu::cli {

// What is wrong with a command line that CLI11 refused, with the word that was probably meant.
// `arguments`: those of the program, without its name.
Diagnostic explain_usage(const CLI::App& program, const std::vector<std::string>& arguments,
                         const CLI::ParseError& error);

}  // namespace zhailu::cli
