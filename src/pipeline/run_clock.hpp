#pragma once

#include <fmt/chrono.h>

#include <chrono>
#include <string>

namespace zhailu::pipeline {

// The time in UTC, ISO 8601. Only run.json shows it.
inline std::string clock_time() {
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

}  // namespace zhailu::pipeline
