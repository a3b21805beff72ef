#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <vector>

#include "cli/exit_code.hpp"

namespace zhailu::cli {

// A subcommand: its options are on `app`; `run` carries it out once the line is parsed.
struct Command {
  CLI::App* app;
  std::function<ExitCode()> run;
};

// Each adds itself to the program. What the options are parsed into belongs to `run`.
Command add_extract(CLI::App& program);
Command add_convert(CLI::App& program);
Command add_check(CLI::App& program);
Command add_test(CLI::App& program);
Command add_explain(CLI::App& program);
Command add_diff(CLI::App& program);
Command add_coverage(CLI::App& program);
Command add_profile(CLI::App& program);
Command add_init(CLI::App& program);
Command add_schema(CLI::App& program);
Command add_validate(CLI::App& program);
Command add_version(CLI::App& program);

}  // namespace zhailu::cli
