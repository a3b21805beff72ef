#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// A program that turns bytes into text: bytes on its standard input, text on its standard output. No shell, no
// file name, no environment but PATH; time, memory and output are limited.
namespace zhailu::decode {

struct ChildLimits {
  std::chrono::milliseconds time{60'000};
  std::size_t memory_bytes = std::size_t{512} << 20;  // address space of the child
  std::size_t output_bytes = std::size_t{64} << 20;
};

struct ChildOutcome {
  enum class End : std::uint8_t {
    kExited,      // `code` tells how
    kNotThere,    // no such program on PATH
    kNotStarted,  // `errors` tells why
    kTooSlow,     // killed after limits.time
    kTooMuch,     // killed after limits.output_bytes
    kKilled,      // by a signal of its own, as when its memory was used up
  };
  End end = End::kNotStarted;
  int code = 0;
  std::string output;
  std::string errors;  // the first 4 KiB of its standard error
};

// `command`: the program's name, looked up on PATH, and its arguments; never empty. Thread-safe; waits until the
// child is gone. Linux only: the input is a file in memory, so that the child may seek in it.
ChildOutcome run_child(const std::vector<std::string>& command, std::string_view input,
                       const ChildLimits& limits = {});

}  // namespace zhailu::decode
