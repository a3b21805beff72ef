#include <fmt/format.h>

#include <charconv>
#include <memory>
#include <optional>
#include <string_view>

#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "cli/pack_option.hpp"
#include "zhailu/archive.hpp"

namespace zhailu::cli {
namespace {

constexpr std::size_t kMaxJobs = 1024;

// The options as they were written; what has no meaning is found when they are read.
struct ExtractArguments {
  std::string rules;
  std::string jobs;
  std::string max_file_bytes;
  std::string header = "en";
  std::string profile = "spreadsheet";
  bool no_evidence = false;
  bool quiet = false;
  ArchiveRequest request;
};

// Several values: one for each use of the option, or separated by commas.
CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                      const std::string& help) {
  return app.add_option(name, values, help)->allow_extra_args(false)->delimiter(',');
}

void add_input_options(CLI::App& app, ArchiveRequest& request, std::string& max_file_bytes) {
  app.add_option("PATH", request.paths, "Files and folders (文件、文件夹); - is standard input");
  app.add_option("--files-from", request.files_from,
                 "A list of files, one a line; - is standard input")
      ->type_name("FILE");
  app.add_option("--include", request.include,
                 "Names to read in folders instead of *.txt, *.html … (may be repeated)")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  app.add_option("--encoding", request.extract.encoding,
                 "Charset of all files (utf-8, gb18030, big5 …); else it is found out")
      ->type_name("NAME");
  app.add_option("--reference-date", request.extract.reference_date,
                 "Day that years are inferred from (参照日期), as 2020-07-16")
      ->type_name("DAY");
  app.add_option("--max-file-bytes", max_file_bytes,
                 "Larger files are not read (default 268435456)")
      ->type_name("BYTES");
}

void add_output_options(CLI::App& app, ExtractArguments& arguments) {
  app.add_option("-o,--output", arguments.request.output,
                 "Folder for the records (输出文件夹); default - is standard output")
      ->type_name("DIR");
  add_list(app, "--format", arguments.request.formats,
           "Of jsonl, json, csv, ics; default jsonl,csv, on standard output jsonl")
      ->type_name("LIST");
  add_list(app, "--type", arguments.request.types,
           "Only these record types, as meetings,activities")
      ->type_name("LIST");
  app.add_option("--header", arguments.header,
                 "First row of tables: en, or zh for Chinese (中文表头)")
      ->type_name("zh|en");
  app.add_option("--profile", arguments.profile,
                 "CSV for a spreadsheet (default), or data: no byte order mark, LF, no guards")
      ->type_name("spreadsheet|data");
  app.add_option("--since", arguments.request.since,
                 "First day of flat.csv and calendar.ics (起始日期), as 2020-07-01")
      ->type_name("DAY");
  app.add_option("--until", arguments.request.until, "Their last day (截止日期)")->type_name("DAY");
  app.add_flag("--no-evidence", arguments.no_evidence, "Leave out the place of every value");
  app.add_flag("--with-text", arguments.request.extract.with_text,
               "Add the decoded text that spans count in");
  app.add_option(
         "--jobs", arguments.jobs,
         "Documents worked on at a time, default one for each core; the records are the same")
      ->type_name("N");
  app.add_flag("--quiet", arguments.quiet, "Errors only, no summary");
}

std::optional<std::size_t> number_in(const std::string& text, std::size_t most) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && number >= 1 && number <= most ? std::optional(number) : std::nullopt;
}

// Fills the request from what was written.
Result<void> read_arguments(ExtractArguments& arguments) {
  ArchiveRequest& request = arguments.request;
  if (!arguments.jobs.empty()) {
    const auto jobs = number_in(arguments.jobs, kMaxJobs);
    if (!jobs)
      return failure("options.jobs", "'" + arguments.jobs + "' is no number of jobs",
                     fmt::format("write 1 to {}", kMaxJobs));
    request.jobs = *jobs;
  }
  if (!arguments.max_file_bytes.empty()) {
    request.max_file_bytes = number_in(arguments.max_file_bytes, SIZE_MAX);
    if (!request.max_file_bytes)
      return failure("options.max_file_bytes",
                     "'" + arguments.max_file_bytes + "' is no number of bytes",
                     "write it as 1000000");
  }
  if (arguments.header != "en" && arguments.header != "zh") {
    return failure("options.header", "unknown header '" + arguments.header + "'",
                   "there are en and zh");
  }
  if (arguments.profile != "spreadsheet" && arguments.profile != "data") {
    return failure("options.profile", "unknown profile '" + arguments.profile + "'",
                   "there are spreadsheet and data");
  }
  request.header_zh = arguments.header == "zh";
  request.data_profile = arguments.profile == "data";
  request.extract.evidence = !arguments.no_evidence;
  return {};
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

ExitCode run_extract(ExtractArguments& arguments) {
  if (const auto read = read_arguments(arguments); !read) return report_failure(read.error());
  const auto place = find_pack(arguments.rules);
  if (!place) return report_failure(place.error());
  Diagnostics findings;
  const auto extractor = Extractor::load(place->folder, place->shipped, findings);
  if (!extractor) return report_failure(extractor.error());
  const auto summary = run_archive(*extractor, arguments.request, report);
  if (!summary) return report_failure(summary.error());
  if (!arguments.quiet) print_note(summary_line(*summary, arguments.request.output));
  return summary->failures + summary->rejects > 0 ? kFindings : kClean;
}

}  // namespace

Command add_extract(CLI::App& program) {
  CLI::App* app =
      program.add_subcommand("extract", "Records of documents as JSON and CSV (从文档中提取记录)");
  const auto arguments = std::make_shared<ExtractArguments>();
  add_input_options(*app, arguments->request, arguments->max_file_bytes);
  add_output_options(*app, *arguments);
  add_rules_option(*app, arguments->rules);
  return {app, [arguments] { return run_extract(*arguments); }};
}

}  // namespace zhailu::cli
