#include <fmt/format.h>

#include <memory>

#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "cli/pack_option.hpp"
#include "zhailu/archive.hpp"

namespace zhailu::cli {
namespace {

struct ValidateArguments {
  std::string records;
  std::string rules;
};

ExitCode run_validate(const ValidateArguments& arguments) {
  const auto place = find_pack(arguments.rules);
  if (!place) return report_failure(place.error());
  Diagnostics findings;
  const auto extractor = Extractor::load(place->folder, place->shipped, findings);
  if (!extractor) return report_failure(extractor.error());
  const auto summary = validate_output(*extractor, arguments.records, report);
  if (!summary) return report_failure(summary.error());
  return print_data(counted(summary->documents, "document") + ", " +
                        counted(summary->records, "record") + ", " +
                        counted(summary->findings, "finding") + "\n",
                    summary->findings > 0 ? kFindings : kClean);
}

}  // namespace

Command add_validate(CLI::App& program) {
  CLI::App* app =
      program.add_subcommand("validate", "Holds records against the schemas (校验记录)");
  const auto arguments = std::make_shared<ValidateArguments>();
  app->add_option("RECORDS", arguments->records,
                  "records.jsonl, a file of json/, or an output folder")
      ->required();
  add_rules_option(*app, arguments->rules);
  return {app, [arguments] { return run_validate(*arguments); }};
}

}  // namespace zhailu::cli
