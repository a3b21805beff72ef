#include <fmt/format.h>

#include <memory>

#include "authoring/test_pack.hpp"
#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "cli/pack_option.hpp"

namespace zhailu::cli {
namespace {

struct TestArguments {
  std::string pack;
  std::string rules;
  std::string filter;
};

ExitCode run_test(const TestArguments& arguments) {
  const auto place = find_pack(arguments.pack.empty() ? arguments.rules : arguments.pack);
  if (!place) return report_failure(place.error());
  Diagnostics findings;
  const auto extractor = Extractor::load(place->folder, place->shipped, findings);
  if (!extractor) return report_failure(extractor.error());
  ExitCode written = kClean;
  const auto summary =
      authoring::test_pack(*extractor, arguments.filter, [&](const std::string& text) {
        if (written == kClean) written = print_data(text, kClean);
      });
  if (written != kClean) return written;
  if (summary.tests == 0) {
    return report_failure({{{Severity::kError,
                             "options.filter",
                             "no rule with a test has '" + arguments.filter + "' in its id",
                             "",
                             {place->folder, 0, 0}}}});
  }
  return print_data(
      counted(summary.tests, "test") + ", " + std::to_string(summary.failures) + " failed\n",
      summary.failures > 0 ? kFindings : kClean);
}

}  // namespace

Command add_test(CLI::App& program) {
  CLI::App* app =
      program.add_subcommand("test", "Runs the tests that stand in the rules (运行规则里的测试)");
  const auto arguments = std::make_shared<TestArguments>();
  app->add_option("PACK", arguments->pack, "Folder with the rules; else as --rules says");
  add_rules_option(*app, arguments->rules);
  app->add_option("--filter", arguments->filter, "Only rules whose id contains this")
      ->type_name("TEXT");
  return {app, [arguments] { return run_test(*arguments); }};
}

}  // namespace zhailu::cli
