// The program: reads the command line, carries out one subcommand, says how it went by the exit code.

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <new>

#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "cli/usage.hpp"

namespace zhailu::cli {
namespace {

constexpr const char* kAbout =
    "zhailu 摘录: records of meetings, activities, people and dates from Chinese official texts\n"
    "从简报、新闻、纪要、通知等中文公文里提取会议、活动、人物、机构和日期，写成 JSON 和 CSV\n\n"
    "  zhailu extract 文件夹 -o out     then open out/meetings.csv (提取后打开 out/meetings.csv)\n";

// A descriptor that the caller closed would be given to the first file we open. It is opened
// the wrong way round instead, so that using it fails as it did.
void occupy_standard_descriptors() {
  for (const auto& [descriptor, flags] : {std::pair{STDIN_FILENO, O_WRONLY}, {STDOUT_FILENO, O_RDONLY}, {STDERR_FILENO, O_WRONLY}}) {
    if (::fcntl(descriptor, F_GETFD) == -1) ::open("/dev/null", flags);
  }
}

ExitCode run_program(const std::vector<std::string>& arguments) {
  CLI::App program(kAbout, "zhailu");
  program.require_subcommand(1);
  const std::vector<Command> commands = {add_extract(program), add_check(program), add_test(program),
                                         add_validate(program), add_version(program)};
  try {
    program.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    return print_data(program.help(), kClean);
  } catch (const CLI::ParseError& error) {
    report(explain_usage(program, arguments, error));
    return kRefused;
  }
  for (const Command& command : commands) {
    if (command.app->parsed()) return command.run();
  }
  return kRefused;
}

// What the libraries throw that no stage could do anything about.
ExitCode run_guarded(const std::vector<std::string>& arguments) {
  try {
    return run_program(arguments);
  } catch (const std::bad_alloc&) {
    report({Severity::kError, "program.memory", "out of memory", "lower --jobs or --max-file-bytes", {}});
  } catch (const std::exception& error) {
    report({Severity::kError, "program.unexpected", error.what(), "please report this", {}});
  }
  return kEnvironment;
}

}  // namespace
}  // namespace zhailu::cli

int main(int count, char** values) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of writing like others
  zhailu::cli::occupy_standard_descriptors();
  return zhailu::cli::run_guarded(std::vector<std::string>(values + 1, values + count));
}
