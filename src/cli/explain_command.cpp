#include <memory>

#include "authoring/explain.hpp"
#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "cli/pack_option.hpp"
#include "cli/terminal.hpp"

namespace zhailu::cli {
namespace {

struct ExplainArguments {
  std::string file;
  std::string rules;
  ExtractOptions extract;
  authoring::ExplainRequest request;
};

ExitCode run_explain(ExplainArguments& arguments) {
  const auto place = find_pack(arguments.rules);
  if (!place) return report_failure(place.error());
  Diagnostics findings;
  const auto extractor = Extractor::load(place->folder, place->shipped, findings);
  if (!extractor) return report_failure(extractor.error());
  auto input = authoring::read_document(arguments.file);
  if (!input) return report_failure(input.error());
  const auto document = authoring::examine(*extractor, std::move(*input), arguments.extract);
  if (!document) return report_failure(document.error());
  arguments.request.style = drawing_style();
  const auto text = authoring::explain(**document, arguments.request);
  if (!text) return report_failure(text.error());
  return print_data(*text, kClean);
}

}  // namespace

Command add_explain(CLI::App& program) {
  CLI::App* app = program.add_subcommand(
      "explain", "Why a record is there, or is not (解释记录的来历，或为什么没有)");
  const auto arguments = std::make_shared<ExplainArguments>();
  app->add_option("FILE", arguments->file, "The document (文件); - is standard input")->required();
  app->add_option(
         "--at", arguments->request.at,
         "What stands there, by every phase: an offset in characters, or a text (位置或文字)")
      ->type_name("OFFSET|TEXT");
  app->add_option("--rule", arguments->request.rule,
                  "How far that rule came, and what stopped it (规则编号)")
      ->type_name("ID");
  app->add_option("--type", arguments->request.types,
                  "Only these record types, as meetings,activities")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->type_name("LIST");
  app->add_flag("--view", arguments->request.view,
                "The text as rules read it, and each change to it");
  app->add_flag("--json", arguments->request.json, "The same as JSON");
  app->add_option("--encoding", arguments->extract.encoding,
                  "Charset of the file; else it is found out")
      ->type_name("NAME");
  app->add_option("--reference-date", arguments->extract.reference_date,
                  "Day that years are inferred from, as 2020-07-16")
      ->type_name("DAY");
  add_rules_option(*app, arguments->rules);
  return {app, [arguments] { return run_explain(*arguments); }};
}

}  // namespace zhailu::cli
