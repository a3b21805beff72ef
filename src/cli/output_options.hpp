#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/exit_code.hpp"
#include "zhailu/archive.hpp"

// The options of every command that writes records.
namespace zhailu::cli {

// As they were written; what has no meaning is found when they are read.
struct OutputArguments {
  std::string output = "-";
  std::vector<std::string> formats;
  std::vector<std::string> types;
  std::string header = "en";
  std::string profile = "spreadsheet";
  std::string since, until;
  std::string offsets;
  bool no_evidence = false;
  bool quiet = false;
};

void add_output_options(CLI::App& app, OutputArguments& arguments);

// Whether tables have Chinese headings and are for programs. Errors "options.header", "options.profile".
Result<void> read_table_form(const OutputArguments& arguments, bool& header_zh, bool& data_profile);

// One line in both languages, unless it should be quiet: what came of the run, and where the rest is told.
ExitCode report_summary(const ArchiveSummary& summary, const OutputArguments& arguments);

}  // namespace zhailu::cli
