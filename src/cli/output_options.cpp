#include "cli/output_options.hpp"

#include <fmt/format.h>

#include <string_view>

#include "cli/messages.hpp"

namespace zhailu::cli {
namespace {

// Several values: one for each use of the option, or separated by commas.
CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                      const std::string& help) {
  return app.add_option(name, values, help)->allow_extra_args(false)->delimiter(',');
}

// One line in both languages: what came of it, and where the rest is told.
std::string summary_line(const ArchiveSummary& summary, const std::string& output) {
  const bool folder = output != "-";
  std::string english =
      counted(summary.documents, "document") + ", " + counted(summary.records, "record");
  std::string chinese = fmt::format("{} 篇文档，{} 条记录", summary.documents, summary.records);
  if (folder) {
    english += " in " + output;
    chinese += "，在 " + output;
  }
  const auto add = [&](std::size_t count, std::string_view what, std::string_view label,
                       std::string_view file) {
    if (count == 0) return;
    english += "; " + counted(count, what);
    chinese += fmt::format("；{} {}", label, count);
    if (folder) english += fmt::format(" ({}/{})", output, file);
  };
  add(summary.failures, "unreadable document", "读不了的文档", "errors.jsonl");
  add(summary.rejects, "rejected record", "不合格的记录", "rejects.jsonl");
  add(summary.skipped, "skipped file", "略过的文件", "run.json");
  return english + " / " + chinese + "\n";
}

}  // namespace

void add_output_options(CLI::App& app, OutputArguments& arguments) {
  app.add_option("-o,--output", arguments.output,
                 "Folder for the records (输出文件夹); default - is standard output")
      ->type_name("DIR");
  add_list(app, "--format", arguments.formats,
           "Of jsonl, json, csv, xlsx, sqlite, ics, doccano, label-studio; default jsonl,csv, on "
           "standard output jsonl")
      ->type_name("LIST");
  add_list(app, "--type,--types", arguments.types,
           "Only these record types, as meetings,activities")
      ->type_name("LIST");
  app.add_option("--header", arguments.header,
                 "First row of tables: en, or zh for Chinese (中文表头)")
      ->type_name("zh|en");
  app.add_option("--profile", arguments.profile,
                 "CSV for a spreadsheet (default), or data: no byte order mark, LF, no guards")
      ->type_name("spreadsheet|data");
  app.add_option("--since", arguments.since,
                 "First day of flat.csv and calendar.ics (起始日期), as 2020-07-01")
      ->type_name("DAY");
  app.add_option("--until", arguments.until, "Their last day (截止日期)")->type_name("DAY");
  app.add_option("--offsets", arguments.offsets,
                 "What spans count in: code-point (default), byte or utf16")
      ->type_name("UNIT");
  app.add_flag("--no-evidence", arguments.no_evidence, "Leave out the place of every value");
  app.add_flag("--quiet", arguments.quiet, "Errors only, no summary");
}

Result<void> read_table_form(const OutputArguments& arguments, bool& header_zh,
                             bool& data_profile) {
  if (arguments.header != "en" && arguments.header != "zh") {
    return failure("options.header", "unknown header '" + arguments.header + "'",
                   "there are en and zh");
  }
  if (arguments.profile != "spreadsheet" && arguments.profile != "data") {
    return failure("options.profile", "unknown profile '" + arguments.profile + "'",
                   "there are spreadsheet and data");
  }
  data_profile = arguments.profile == "data";
  header_zh = arguments.header == "zh";
  return {};
}

ExitCode report_summary(const ArchiveSummary& summary, const OutputArguments& arguments) {
  if (!arguments.quiet) print_note(summary_line(summary, arguments.output));
  return summary.failures + summary.rejects > 0 ? kFindings : kClean;
}

}  // namespace zhailu::cli
