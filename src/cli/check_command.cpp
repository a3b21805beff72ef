#include <fmt/format.h>

#include <memory>

#include "authoring/check_pack.hpp"
#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "cli/pack_option.hpp"

namespace zhailu::cli {
namespace {

struct CheckArguments {
  std::string pack;
  std::string rules;
  bool json = false;
  bool strict = false;
};

std::string summary_line(const authoring::PackReport& report) {
  const std::string findings =
      counted(report.errors, "error") + ", " + counted(report.warnings, "warning") + "\n";
  if (report.errors > 0) return findings;
  return report.pack.name + " " + report.pack.version + ": " + counted(report.pack.rules, "rule") +
         ", " + findings;
}

ExitCode run_check(const CheckArguments& arguments) {
  const auto place = find_pack(arguments.pack.empty() ? arguments.rules : arguments.pack);
  if (!place) return report_failure(place.error());
  const authoring::PackReport found = authoring::check_pack(place->folder, place->shipped);
  const bool bad = found.errors > 0 || (arguments.strict && found.warnings > 0);
  const ExitCode code = bad ? kFindings : kClean;
  if (arguments.json) return print_data(authoring::report_as_json(found), code);
  for (const Diagnostic& one : found.findings) report(one);
  return print_data(summary_line(found), code);
}

}  // namespace

Command add_check(CLI::App& program) {
  CLI::App* app = program.add_subcommand("check", "Looks for mistakes in the rules (检查规则)");
  const auto arguments = std::make_shared<CheckArguments>();
  app->add_option("PACK", arguments->pack, "Folder with the rules; else as --rules says");
  add_rules_option(*app, arguments->rules);
  app->add_flag("--json", arguments->json, "The findings as JSON on standard output");
  app->add_flag("--strict", arguments->strict, "Warnings count as findings, too");
  return {app, [arguments] { return run_check(*arguments); }};
}

}  // namespace zhailu::cli
