#include "cli/messages.hpp"

#include "authoring/chinese_messages.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace zhailu::cli {
namespace {

constexpr std::size_t kShownFindings = 20;  // FAULTS.md, 52

// 0, or the errno that stopped the writing.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count).append(" ").append(what).append(count == 1 ? "" : "s");
}

void print_note(std::string_view text) {
  // A standard error that takes nothing leaves nobody to tell.
  write_all(STDERR_FILENO, text);
}

void report(const Diagnostic& diagnostic) {
  const Language language = authoring::message_language();
  print_note(format_diagnostic(authoring::translated(diagnostic, language), language) + "\n");
}

void report_first(const Diagnostics& diagnostics) {
  for (std::size_t at = 0; at < diagnostics.size() && at < kShownFindings; ++at)
    report(diagnostics[at]);
  if (diagnostics.size() <= kShownFindings) return;
  print_note("… and " + std::to_string(diagnostics.size() - kShownFindings) +
             " more; `zhailu check` lists all\n");
}

ExitCode report_failure(const Error& error) {
  const std::string& code = error.diagnostics.front().code;
  if (code != "output.pipe_closed") report_first(error.diagnostics);
  return code.rfind("output.", 0) == 0 ? kEnvironment : kRefused;
}

ExitCode print_data(std::string_view text, ExitCode code) {
  const int cause = write_all(STDOUT_FILENO, text);
  if (cause == 0) return code;
  if (cause != EPIPE) {
    report({Severity::kError,
            "output.write",
            std::string("cannot write: ") + std::strerror(cause),
            "send the output elsewhere",
            {"standard output", 0, 0}});
  }
  return kEnvironment;
}

}  // namespace zhailu::cli
