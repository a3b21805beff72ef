#pragma once

#include <string>
#include <vector>

#include "zhailu/result.hpp"

namespace zhailu::authoring {

// Makes the folder, which must not be there yet or be empty, with a pack that extends the shipped one: manifest, a rule
// with tests, a test of a whole text, a page to read and the settings of VS Code with the schemas of rule files. All of
// it or nothing. Gives the names of the files. Errors "options.folder_taken", "output.write".
Result<std::vector<std::string>> make_pack(const std::string& folder);

}  // namespace zhailu::authoring
