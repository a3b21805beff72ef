#include <memory>

#include "authoring/profile.hpp"
#include "cli/archive_options.hpp"
#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "cli/pack_option.hpp"

namespace zhailu::cli {
namespace {

struct ProfileArguments {
  std::vector<std::string> paths;
  std::string rules;
  std::size_t top = 30;
  bool json = false;
};

ExitCode run_profile(const ProfileArguments& arguments) {
  const auto place = find_pack(arguments.rules);
  if (!place) return report_failure(place.error());
  Diagnostics findings;
  const auto extractor = Extractor::load(place->folder, place->shipped, findings);
  if (!extractor) return report_failure(extractor.error());
  const auto profile = authoring::profile_rules(*extractor, arguments.paths, report_document);
  if (!profile) return report_failure(profile.error());
  return print_data(arguments.json ? as_json(*profile) : as_text(*profile, arguments.top),
                    profile->failures > 0 ? kFindings : kClean);
}

}  // namespace

Command add_profile(CLI::App& program) {
  CLI::App* app = program.add_subcommand(
      "profile", "Time and finds of each rule, and rules that find nothing (规则的耗时和命中)");
  const auto arguments = std::make_shared<ProfileArguments>();
  app->add_option("PATH", arguments->paths, "Files and folders (文件、文件夹); - is standard input")
      ->required();
  app->add_option("--top", arguments->top, "Rules in the table of times, default 30")
      ->type_name("N");
  app->add_flag("--json", arguments->json, "All rules as JSON, in the order of the pack");
  add_rules_option(*app, arguments->rules);
  return {app, [arguments] { return run_profile(*arguments); }};
}

}  // namespace zhailu::cli
