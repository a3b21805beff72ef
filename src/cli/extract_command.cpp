#include <fmt/format.h>

#include <charconv>
#include <memory>
#include <optional>
#include <string_view>

#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "cli/output_options.hpp"
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
  OutputArguments output;
  ArchiveRequest request;
};

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

void add_run_options(CLI::App& app, ExtractArguments& arguments) {
  app.add_flag("--with-text", arguments.request.extract.with_text,
               "Add the decoded text that spans count in");
  app.add_option(
         "--jobs", arguments.jobs,
         "Documents worked on at a time, default one for each core; the records are the same")
      ->type_name("N");
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
  OutputArguments& output = arguments.output;
  request.output = output.output;
  request.formats = output.formats;
  request.types = output.types;
  request.offsets = output.offsets.empty() ? "code-point" : output.offsets;
  request.extract.evidence = !output.no_evidence;
  request.since = output.since;
  request.until = output.until;
  return read_table_form(output, request.header_zh, request.data_profile);
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
  return report_summary(*summary, arguments.output);
}

}  // namespace

Command add_extract(CLI::App& program) {
  CLI::App* app =
      program.add_subcommand("extract", "Records of documents as JSON and CSV (从文档中提取记录)");
  const auto arguments = std::make_shared<ExtractArguments>();
  add_input_options(*app, arguments->request, arguments->max_file_bytes);
  add_output_options(*app, arguments->output);
  add_run_options(*app, *arguments);
  add_rules_option(*app, arguments->rules);
  return {app, [arguments] { return run_extract(*arguments); }};
}

}  // namespace zhailu::cli
