// The program: reads the command line, carries out one subcommand, says how it went by the exit code.

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>

#include "cli/command.hpp"
#include "cli/messages.hpp"
#include "cli/usage.hpp"
#include "zhailu/archive.hpp"

namespace zhailu::cli {
namespace {

constexpr const char* kAbout =
    "zhailu 摘录: records of meetings, activities, people and dates from Chinese official texts\n"
    "从简报、新闻、纪要、通知等中文公文里提取会议、活动、人物、机构和日期，写成 JSON 和 CSV\n\n"
    "  zhailu extract 文件夹 -o out     then open out/meetings.csv (提取后打开 out/meetings.csv)\n";

// A descriptor that the caller closed would be given to the first file we open. It is opened
// the wrong way round instead, so that using it fails as it did.
void occupy_standard_descriptors() {
  for (const auto& [descriptor, flags] :
       {std::pair{STDIN_FILENO, O_WRONLY}, {STDOUT_FILENO, O_RDONLY}, {STDERR_FILENO, O_WRONLY}}) {
    if (::fcntl(descriptor, F_GETFD) == -1) ::open("/dev/null", flags);
  }
}

// CLI11 takes [a,b] for a list; a path that looks like one is handed over as ./[a,b].
std::vector<std::string> without_lists(std::vector<std::string> arguments) {
  for (std::string& one : arguments) {
    std::error_code ignored;
    const bool list = one.size() > 1 && one.front() == '[' && one.back() == ']';
    if (list && std::filesystem::exists(one, ignored)) one.insert(0, "./");
  }
  return arguments;
}

// The messages of the command line itself are in that language, too, so it is looked for before all else; the
// variable of our own is where every message finds it.
void choose_language(const std::vector<std::string>& arguments) {
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const std::string& one = arguments[at];
    if (one.starts_with("--lang=")) ::setenv("ZHAILU_LANG", one.c_str() + 7, 1);
    if (one == "--lang" && at + 1 < arguments.size())
      ::setenv("ZHAILU_LANG", arguments[at + 1].c_str(), 1);
  }
}

ExitCode run_program(const std::vector<std::string>& arguments) {
  choose_language(arguments);
  CLI::App program(kAbout, "zhailu");
  program.require_subcommand(1);
  program.set_version_flag("--version", "zhailu " + version(), "Same as the command version");
  std::string language;  // choose_language() has read it
  program
      .add_option("--lang", language,
                  "Messages in English or Chinese (消息的语言); else as $LANG says")
      ->check(CLI::IsMember({"en", "zh"}))
      ->type_name("en|zh");
  const std::vector<Command> commands = {
      add_extract(program),  add_convert(program), add_check(program),    add_test(program),
      add_explain(program),  add_diff(program),    add_coverage(program), add_profile(program),
      add_init(program),     add_schema(program),  add_validate(program), add_version(program)};
  for (const Command& command : commands) command.app->fallthrough();
  try {
    program.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    return print_data(program.help(), kClean);
  } catch (const CLI::CallForVersion& version_line) {
    return print_data(std::string(version_line.what()) + "\n", kClean);
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
    report({Severity::kError,
            "program.memory",
            "out of memory",
            "lower --jobs or --max-file-bytes",
            {}});
  } catch (const std::exception& error) {
    report({Severity::kError, "program.unexpected", error.what(), "please report this", {}});
  }
  return kEnvironment;
}

}  // namespace
}  // namespace zhailu::cli

int main(int count, char** values) {
  // A reader that is gone and a file that grew too large are errors of writing like others.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  zhailu::cli::occupy_standard_descriptors();
  std::vector<std::string> arguments(values + std::min(count, 1), values + count);
  return zhailu::cli::run_guarded(zhailu::cli::without_lists(std::move(arguments)));
}
