#pragma once

#include <optional>
#include <string>
#include <vector>

#include "zhailu/diagnostic.hpp"
#include "zhailu/value.hpp"

namespace zhailu::authoring {

// A test of a whole text, from a file `*.test.yaml`: which records it gives, of whatever rules.
struct RecordTest {
  std::string text;
  std::optional<std::string> reference_date;
  Value
      expect;  // {collection: [{field: value}, …], document: {…}}: what is not named is not looked at
  std::string todo;  // why it fails still; empty: it must pass
  Place place;
};

// The tests of the files `*.test.yaml` that stand beside the rule files of the pack and of those below it,
// by path. What is wrong in them goes to `findings`. A manifest that cannot be read has no tests: load_pack says why.
std::vector<RecordTest> read_record_tests(const std::string& folder, const std::string& shipped,
                                          Diagnostics& findings);

}  // namespace zhailu::authoring
