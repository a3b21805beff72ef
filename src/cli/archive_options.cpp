#include "cli/archive_options.hpp"

#include "cli/messages.hpp"

namespace zhailu::cli {
namespace {

constexpr std::size_t kMaxJobs = 1024;

// The day as the run will read it.
std::string check_day(const std::string& day) {
  const bool good = day.size() == 10 && day[4] == '-' && day[7] == '-' &&
                    day.find_first_not_of("0123456789-") == std::string::npos;
  return good ? std::string() : "'" + day + "' is no day; write it as 2020-07-16";
}

}  // namespace

void add_archive_options(CLI::App& app, ArchiveOptions& options) {
  app.add_option("PATH", options.run.paths, "Files and folders (文件、文件夹); - is standard input")
      ->required();
  app.add_option("--jobs", options.run.jobs,
                 "Documents worked on at a time, default one for each core; the output is the same")
      ->check(CLI::Range(std::size_t{1}, kMaxJobs))
      ->type_name("N");
  app.add_option("--reference-date", options.extract.reference_date,
                 "Day that years are inferred from, as 2020-07-16")
      ->check(check_day)
      ->type_name("DAY");
}

void report_document(const DocumentFailure& failure) {
  report({Severity::kError,
          failure.stage + "." + failure.code,
          failure.message,
          "",
          {failure.path, 0, 0}});
}

}  // namespace zhailu::cli
