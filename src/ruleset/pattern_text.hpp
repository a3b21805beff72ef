#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "zhailu/diagnostic.hpp"

namespace zhailu::ruleset {

// A pattern as it stands in a file.
struct PatternText {
  // How YAML has it: as it is, in '…', or so that its characters stand elsewhere ("…", several lines).
  enum class Form { kPlain, kSingleQuoted, kOther };

  std::string text;
  Place place;  // where its value begins
  Form form = Form::kOther;

  // Where the first `part` stands in the file; `place` when that cannot be told.
  [[nodiscard]] Place place_of(std::string_view part) const;
};
using Alternatives = std::vector<PatternText>;  // any of them may match

}  // namespace zhailu::ruleset
