#pragma once

#include <string_view>

namespace zhailu::write::sample {

// Calls of the system that a test lets fail. This binary's own definitions (failing_calls.cpp) stand
// before those of the C library.
inline constexpr std::string_view kCalls[] = {"openat",   "write",  "fsync",   "syncfs",  "close",
                                              "renameat", "linkat", "mkdirat", "unlinkat"};

// From now on the `n`-th use (from 1) of `call` fails: write with ENOSPC, all others with EIO.
void fail_nth(std::string_view call, int n);
// Ends that; true when the call came to be used n times.
bool end_failing();

}  // namespace zhailu::write::sample
