#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zhailu::authoring {

// The kinds of files that there is a schema for: rules, manifest, tests.
std::vector<std::string> pack_file_kinds();

// A JSON Schema (draft 7) of that kind of file, for editors: the keys that the loader takes, with descriptions in
// English and Chinese. Readable, with a newline at the end; empty for an unknown kind.
std::string pack_file_schema(std::string_view kind);

}  // namespace zhailu::authoring
