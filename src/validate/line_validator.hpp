#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <string>

#include "validate/validator.hpp"
#include "zhailu/diagnostic.hpp"
#include "zhailu/result.hpp"

namespace zhailu::validate {

// What was looked at.
struct LineCounts {
  std::size_t documents = 0;  // lines
  std::size_t records = 0;    // in the lists of the pack's record types
  std::size_t findings = 0;
};

// Holds lines of records.jsonl against the pack's schemas; each line is one document. Everything
// that is wrong goes to `take`, in the order of lines, with `path` and line:
//
//   validate.schema        /meetings/0/start: does not match …
//   validate.unknown_list  a list of records that the pack does not know
//   json.…                 the line is no JSON (schema/json_reader.hpp)
//
// Memory: one line. Lists that a line leaves out (--type) are no finding.
LineCounts validate_lines(std::istream& lines, const std::string& path,
                          const RecordSchemas& schemas,
                          const std::function<void(const Diagnostic&)>& take);

// The same for a file: one whole document when its name ends in .json (a file of json/), else lines;
// of a folder its records.jsonl. Error "validate.cannot_read" when there is nothing to read.
Result<LineCounts> validate_file(const std::string& path, const RecordSchemas& schemas,
                                 const std::function<void(const Diagnostic&)>& take);

}  // namespace zhailu::validate
