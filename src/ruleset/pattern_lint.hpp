#pragma once

#include <string_view>

#include "zhailu/diagnostic.hpp"

namespace zhailu::ruleset {

// Adds warnings about what a pattern says but no text can have, or what does not mean what it seems to:
// "ruleset.double_quoted", "ruleset.lost_literal", "ruleset.ascii_class".
// `text`: as written, macros not expanded. `double_quoted`: it stood in "…", where YAML reads backslashes.
void lint_pattern(std::string_view text, bool double_quoted, const Place& place,
                  Diagnostics& findings);

}  // namespace zhailu::ruleset
