#include <memory>

#include "authoring/coverage.hpp"
#include "cli/archive_options.hpp"
#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "cli/pack_option.hpp"

namespace zhailu::cli {
namespace {

struct CoverageArguments {
  ArchiveOptions archive;
  std::string rules;
  std::size_t top = 20;
  bool json = false;
};

ExitCode run_coverage(const CoverageArguments& arguments) {
  const auto place = find_pack(arguments.rules);
  if (!place) return report_failure(place.error());
  Diagnostics findings;
  const auto extractor = Extractor::load(place->folder, place->shipped, findings);
  if (!extractor) return report_failure(extractor.error());
  const auto found = authoring::measure_coverage(*extractor, arguments.archive.run,
                                                 arguments.archive.extract, report_document);
  if (!found) return report_failure(found.error());
  return print_data(arguments.json ? as_json(*found) : as_text(*found, arguments.top),
                    found->failures > 0 ? kFindings : kClean);
}

}  // namespace

Command add_coverage(CLI::App& program) {
  CLI::App* app = program.add_subcommand(
      "coverage", "What the rules leave lying: where the next rule is needed (还缺哪些规则)");
  const auto arguments = std::make_shared<CoverageArguments>();
  add_archive_options(*app, arguments->archive);
  app->add_option("--top", arguments->top, "Groups shown of each kind, default 20")->type_name("N");
  app->add_flag("--json", arguments->json, "All groups as JSON");
  add_rules_option(*app, arguments->rules);
  return {app, [arguments] { return run_coverage(*arguments); }};
}

}  // namespace zhailu::cli
