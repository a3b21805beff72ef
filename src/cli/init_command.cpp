#include <memory>

#include "authoring/new_pack.hpp"
#include "cli/command.hpp"
#include "cli/messages.hpp"

namespace zhailu::cli {
namespace {

ExitCode run_init(const std::string& folder) {
  const auto files = authoring::make_pack(folder);
  if (!files) return report_failure(files.error());
  std::string lines;
  for (const std::string& name : *files) lines += folder + "/" + name + "\n";
  return print_data(lines, kClean);
}

}  // namespace

Command add_init(CLI::App& program) {
  CLI::App* app = program.add_subcommand(
      "init", "Makes a pack of your own on top of the shipped rules (新建自己的规则包)");
  const auto folder = std::make_shared<std::string>();
  app->add_option("DIR", *folder, "Folder to make")->required();
  return {app, [folder] { return run_init(*folder); }};
}

}  // namespace zhailu::cli
