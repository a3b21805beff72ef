#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/exit_code.hpp"
#include "zhailu/result.hpp"

// Data goes to standard output, all else to standard error.
namespace zhailu::cli {

// One line on standard error.
void report(const Diagnostic& diagnostic);

// The first 20 on standard error, and how many there are beside them.
void report_first(const Diagnostics& diagnostics);

// Reports why a command could not be carried out, and the exit code for it: the environment's for
// codes output.*, else "refused". A reader that went away is no news to anybody.
ExitCode report_failure(const Error& error);

// "1 record", "2 records".
std::string counted(std::size_t count, std::string_view what);

// Text on standard error as it is.
void print_note(std::string_view text);

// All of `text` on standard output. When that fails: kEnvironment, and the cause is reported; else `code`.
ExitCode print_data(std::string_view text, ExitCode code);

}  // namespace zhailu::cli
