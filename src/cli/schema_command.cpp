#include <memory>

#include "authoring/rules_schema.hpp"
#include "cli/command.hpp"
#include "cli/messages.hpp"

namespace zhailu::cli {

Command add_schema(CLI::App& program) {
  CLI::App* app = program.add_subcommand(
      "schema", "JSON Schema of rule files, for editors (规则文件的 JSON Schema，供编辑器用)");
  const auto kind = std::make_shared<std::string>("rules");
  app->add_option("KIND", *kind, "rules (default), manifest or tests")
      ->check(CLI::IsMember(authoring::pack_file_kinds()));
  return {app, [kind] { return print_data(authoring::pack_file_schema(*kind), kClean); }};
}

}  // namespace zhailu::cli
