#include <memory>

#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "cli/output_options.hpp"
#include "cli/pack_option.hpp"
#include "zhailu/archive.hpp"

namespace zhailu::cli {
namespace {

struct ConvertArguments {
  std::string records;
  std::string rules;
  std::string to;
  OutputArguments output;
};

Result<ConvertRequest> read_arguments(const ConvertArguments& arguments) {
  const OutputArguments& output = arguments.output;
  ConvertRequest request;
  request.records = arguments.records;
  request.output = output.output;
  request.formats = output.formats;
  if (!arguments.to.empty()) request.formats.push_back(arguments.to);
  request.types = output.types;
  request.since = output.since;
  request.until = output.until;
  request.offsets = output.offsets;
  request.evidence = !output.no_evidence;
  if (auto read = read_table_form(output, request.header_zh, request.data_profile); !read) {
    return tl::unexpected(read.error());
  }
  return request;
}

ExitCode run_convert(const ConvertArguments& arguments) {
  const auto request = read_arguments(arguments);
  if (!request) return report_failure(request.error());
  const auto place = find_pack(arguments.rules);
  if (!place) return report_failure(place.error());
  Diagnostics findings;
  const auto extractor = Extractor::load(place->folder, place->shipped, findings);
  if (!extractor) return report_failure(extractor.error());
  const auto summary = convert_records(*extractor, *request, report);
  if (!summary) return report_failure(summary.error());
  return report_summary(*summary, arguments.output);
}

}  // namespace

Command add_convert(CLI::App& program) {
  CLI::App* app = program.add_subcommand(
      "convert", "Records of a former run in another format (把已有记录转成别的格式)");
  const auto arguments = std::make_shared<ConvertArguments>();
  app->add_option("RECORDS", arguments->records,
                  "records.jsonl, an output folder, or - for standard input")
      ->required();
  app->add_option("--to", arguments->to, "doccano or label-studio: the same as that --format")
      ->type_name("TOOL");
  add_output_options(*app, arguments->output);
  add_rules_option(*app, arguments->rules);
  return {app, [arguments] { return run_convert(*arguments); }};
}

}  // namespace zhailu::cli
