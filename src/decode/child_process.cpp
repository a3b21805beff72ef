#include "decode/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace zhailu::decode {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kMaxErrorBytes = 4096;

class File {
 public:
  explicit File(int number = -1) : number_(number) {}
  File(File&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~File() { close(); }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

struct Pipe {
  File reading;
  File writing;
};

bool open_pipe(Pipe& pipe) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return false;
  pipe = {File(ends[0]), File(ends[1])};
  return true;
}

// The input as a file in memory, its position at the beginning.
File memory_file(std::string_view bytes) {
  File file(::memfd_create("document", MFD_CLOEXEC));
  std::size_t written = 0;
  while (file.number() >= 0 && written < bytes.size()) {
    const ssize_t got = ::write(file.number(), bytes.data() + written, bytes.size() - written);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return File();
    written += static_cast<std::size_t>(got);
  }
  if (file.number() >= 0) ::lseek(file.number(), 0, SEEK_SET);
  return file;
}

// What the child sees of the surroundings: enough to find itself, and messages in English.
std::vector<std::string> surroundings() {
  const char* path = ::getenv("PATH");
  return {std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path), "LC_ALL=C", "HOME=/"};
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

// posix_spawnp with the three files in the places of the standard ones; 0 or the cause.
int spawn(pid_t& child, std::vector<std::string> command, const File& input, const Pipe& output,
          const Pipe& errors) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  if (const int cause = ::posix_spawn_file_actions_init(&actions); cause != 0) return cause;
  if (const int cause = ::posix_spawnattr_init(&attributes); cause != 0) return cause;
  ::posix_spawn_file_actions_adddup2(&actions, input.number(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, output.writing.number(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, errors.writing.number(), STDERR_FILENO);
  sigset_t none;
  ::sigemptyset(&none);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  std::vector<std::string> variables = surroundings();
  const int cause = ::posix_spawnp(&child, command.front().c_str(), &actions, &attributes,
                                   pointers(command).data(), pointers(variables).data());
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  return cause;
}

// posix_spawn has no place for them, so they come a moment after the start: before any of the work.
void limit(pid_t child, const ChildLimits& limits, std::size_t input_bytes) {
  const auto seconds = static_cast<rlim_t>(limits.time.count() / 1000 + 1);
  const auto set = [child](auto resource, rlim_t value) {
    const rlimit both{value, value};
    ::prlimit(child, resource, &both, nullptr);
  };
  set(RLIMIT_AS, limits.memory_bytes);
  set(RLIMIT_CPU, seconds);
  set(RLIMIT_FSIZE, limits.output_bytes + input_bytes);
  set(RLIMIT_CORE, 0);
}

// Appends what there is to read; closes the file at its end. False once `most` bytes are exceeded.
bool take(File& file, std::string& text, std::size_t most) {
  std::array<char, 64 * 1024> buffer;
  const ssize_t got = ::read(file.number(), buffer.data(), buffer.size());
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return true;
  if (got <= 0) {
    file.close();
    return true;
  }
  text.append(buffer.data(), static_cast<std::size_t>(got));
  return text.size() <= most;
}

// Reads until both ends are closed, or says why not.
ChildOutcome::End read_all_output(Pipe& output, Pipe& errors, ChildOutcome& outcome,
                                  std::size_t output_bytes, Clock::time_point deadline) {
  while (output.reading.number() >= 0 || errors.reading.number() >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return ChildOutcome::End::kTooSlow;
    std::array<pollfd, 2> files = {pollfd{output.reading.number(), POLLIN, 0},
                                   pollfd{errors.reading.number(), POLLIN, 0}};
    if (::poll(files.data(), files.size(), static_cast<int>(left.count())) < 0 && errno != EINTR) {
      return ChildOutcome::End::kNotStarted;
    }
    if (files[0].revents != 0 && !take(output.reading, outcome.output, output_bytes)) {
      return ChildOutcome::End::kTooMuch;
    }
    if (files[1].revents != 0) {
      take(errors.reading, outcome.errors, kMaxErrorBytes);
      outcome.errors.resize(std::min(outcome.errors.size(), kMaxErrorBytes));
    }
  }
  return ChildOutcome::End::kExited;
}

// True when the child ended before the deadline. Its files are closed, so it ends at once or never.
bool ended(pid_t child, int& status, Clock::time_point deadline) {
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() >= deadline) return false;
    ::poll(nullptr, 0, 1);
  }
  return true;
}

void wait_for(pid_t child, ChildOutcome& outcome, Clock::time_point deadline) {
  int status = 0;
  if (outcome.end == ChildOutcome::End::kExited && !ended(child, status, deadline)) {
    outcome.end = ChildOutcome::End::kTooSlow;
  }
  if (outcome.end != ChildOutcome::End::kExited) {
    ::kill(child, SIGKILL);
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  }
  if (outcome.end != ChildOutcome::End::kExited) return;
  if (!WIFEXITED(status)) {
    outcome.end = ChildOutcome::End::kKilled;
  } else {
    outcome.code = WEXITSTATUS(status);
  }
}

ChildOutcome not_started(int cause) {
  ChildOutcome outcome;
  if (cause == ENOENT || cause == EACCES) outcome.end = ChildOutcome::End::kNotThere;
  outcome.errors = std::generic_category().message(cause);
  return outcome;
}

}  // namespace

ChildOutcome run_child(const std::vector<std::string>& command, std::string_view input,
                       const ChildLimits& limits) {
  const File in = memory_file(input);
  Pipe output;
  Pipe errors;
  if (in.number() < 0 || !open_pipe(output) || !open_pipe(errors)) return not_started(errno);
  pid_t child = 0;
  if (const int cause = spawn(child, command, in, output, errors); cause != 0)
    return not_started(cause);
  limit(child, limits, input.size());
  output.writing.close();
  errors.writing.close();
  const Clock::time_point deadline = Clock::now() + limits.time;
  ChildOutcome outcome;
  outcome.end = read_all_output(output, errors, outcome, limits.output_bytes, deadline);
  wait_for(child, outcome, deadline);
  return outcome;
}

}  // namespace zhailu::decode
