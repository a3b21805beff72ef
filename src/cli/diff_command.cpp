#include <memory>
#include <optional>

#include "authoring/diff.hpp"
#include "cli/archive_options.hpp"
#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "cli/pack_option.hpp"

namespace zhailu::cli {
namespace {

struct DiffArguments {
  std::string before;
  std::string after;
  ArchiveOptions archive;
  std::optional<std::size_t> fail_above;
  bool summary = false;
  bool json = false;
};

Result<Extractor> load(const std::string& folder) {
  const auto place = find_pack(folder);
  if (!place) return tl::unexpected(place.error());
  Diagnostics findings;
  return Extractor::load(place->folder, place->shipped, findings);
}

ExitCode run_diff(const DiffArguments& arguments) {
  const auto before = load(arguments.before);
  if (!before) return report_failure(before.error());
  const auto after = load(arguments.after);
  if (!after) return report_failure(after.error());
  ExitCode written = kClean;
  const auto print = [&](const std::string& text) {
    if (written == kClean) written = print_data(text, kClean);
  };
  const auto take = [&](const authoring::RecordChange& change) {
    if (!arguments.summary) print(arguments.json ? as_json(change) : as_text(change));
  };
  const auto summary = authoring::diff_packs(*before, *after, arguments.archive.run,
                                             arguments.archive.extract, take, report_document);
  if (!summary) return report_failure(summary.error());
  print(arguments.json ? as_json(*summary) : as_text(*summary));
  if (written != kClean) return written;
  const bool too_many = arguments.fail_above && summary->counts.all() > *arguments.fail_above;
  return summary->failures > 0 || too_many ? kFindings : kClean;
}

}  // namespace

Command add_diff(CLI::App& program) {
  CLI::App* app = program.add_subcommand(
      "diff", "What one pack of rules finds that another does not (比较两套规则的结果)");
  const auto arguments = std::make_shared<DiffArguments>();
  app->add_option("OLD_PACK", arguments->before,
                  "Rules before the edit; `shipped` are the shipped ones")
      ->required();
  app->add_option("NEW_PACK", arguments->after, "Rules after it")->required();
  add_archive_options(*app, arguments->archive);
  app->add_flag("--summary", arguments->summary, "Counts by rule only (只看统计)");
  app->add_flag("--json", arguments->json, "One line of JSON for each change, the summary last");
  app->add_option("--fail-above", arguments->fail_above,
                  "Exit code 1 when there are more changes than that")
      ->type_name("N");
  return {app, [arguments] { return run_diff(*arguments); }};
}

}  // namespace zhailu::cli
