#pragma once

#include <cstddef>
#include <string>

#include "zhailu/diagnostic.hpp"
#include "zhailu/extractor.hpp"

namespace zhailu::authoring {

// All that `zhailu check` says of a pack.
struct PackReport {
  Extractor::PackInfo pack;  // empty names and no rules when the pack has an error
  Diagnostics findings;      // by file, line and column; none of them is left out
  std::size_t errors = 0;
  std::size_t warnings = 0;
};

// Loads the pack in `folder` as `extract` would: rules compile, fields stand in their schemas, tests
// exist, and no rule loses all of them to another. `shipped`: what `extends: shipped` means. Whether the tests pass
// says test_pack.
PackReport check_pack(const std::string& folder, const std::string& shipped);

// {pack: {name, version, hash, rules}, errors, warnings, findings: [{severity, code, rule, message,
// hint, path, line, column}]}, readable, with a newline at the end.
std::string report_as_json(const PackReport& report);

}  // namespace zhailu::authoring
