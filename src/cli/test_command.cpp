#include <memory>

#include "authoring/mutation_check.hpp"
#include "authoring/record_tests.hpp"
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
  bool json = false;
  bool mutate = false;
};

std::string summary_line(const authoring::TestSummary& summary) {
  const std::string todo =
      summary.todo == 0 ? "" : ", " + std::to_string(summary.todo) + " still to do";
  return counted(summary.tests, "test") + ", " + std::to_string(summary.failures) + " failed" +
         todo + "\n";
}

ExitCode nothing_to_run(const TestArguments& arguments, const PackPlace& place) {
  return report_failure({{{Severity::kError,
                           "options.filter",
                           say("no rule with a test has '{}' in its id", arguments.filter),
                           "",
                           {place.folder, 0, 0}}}});
}

ExitCode run_mutation(const TestArguments& arguments, const PackPlace& place) {
  auto report = authoring::mutation_check(place.folder, place.shipped, arguments.filter);
  if (!report) return report_failure(report.error());
  const ExitCode code = report->unnoticed.empty() ? kClean : kFindings;
  return print_data(
      arguments.json ? authoring::mutations_as_json(*report) : authoring::mutation_lines(*report),
      code);
}

ExitCode run_test(const TestArguments& arguments) {
  const auto place = find_pack(arguments.pack.empty() ? arguments.rules : arguments.pack);
  if (!place) return report_failure(place.error());
  if (arguments.mutate) return run_mutation(arguments, *place);
  Diagnostics findings;
  const auto extractor = Extractor::load(place->folder, place->shipped, findings);
  if (!extractor) return report_failure(extractor.error());
  Diagnostics wrong;
  const auto record_tests = authoring::read_record_tests(place->folder, place->shipped, wrong);
  if (!wrong.empty()) return report_failure({wrong});
  std::vector<authoring::TestFailure> failures;
  const auto summary =
      authoring::test_pack(*extractor, record_tests, arguments.filter,
                           [&](const authoring::TestFailure& one) { failures.push_back(one); });
  if (summary.tests == 0) return nothing_to_run(arguments, *place);
  const ExitCode code = summary.failures > 0 ? kFindings : kClean;
  if (arguments.json) return print_data(authoring::tests_as_json(summary, failures), code);
  std::string lines;
  for (const authoring::TestFailure& one : failures) lines += authoring::failure_lines(one);
  return print_data(lines + summary_line(summary), code);
}

}  // namespace

Command add_test(CLI::App& program) {
  CLI::App* app =
      program.add_subcommand("test", "Runs the tests that stand in the rules (运行规则里的测试)");
  const auto arguments = std::make_shared<TestArguments>();
  app->add_option("PACK", arguments->pack, "Folder with the rules; else as --rules says");
  add_rules_option(*app, arguments->rules);
  app->add_option("--filter", arguments->filter,
                  "Only rules whose id, and *.test.yaml whose name contains this")
      ->type_name("TEXT");
  app->add_flag("--json", arguments->json, "The failures as JSON on standard output");
  app->add_flag(
      "--mutate", arguments->mutate,
      "Takes out each rule, alternative, guard and slot in turn and lists those that no test "
      "notices (逐个去掉，列出没有测试发现的)");
  return {app, [arguments] { return run_test(*arguments); }};
}

}  // namespace zhailu::cli
