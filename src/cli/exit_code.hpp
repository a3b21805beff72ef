#pragma once

// What the program's exit code says.
namespace zhailu::cli {

enum ExitCode : int {
  kClean = 0,
  kFindings = 1,     // ran; some documents, records, rules or tests have errors
  kRefused = 2,      // arguments, configuration, rules, schema; nothing was written
  kEnvironment = 3,  // output cannot be written, no memory
};

}  // namespace zhailu::cli
