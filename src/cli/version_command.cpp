#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "zhailu/archive.hpp"

namespace zhailu::cli {

Command add_version(CLI::App& program) {
  CLI::App* app = program.add_subcommand("version", "Says which version this is (版本)");
  return {app, [] { return print_data("zhailu " + version() + "\n", kClean); }};
}

}  // namespace zhailu::cli
