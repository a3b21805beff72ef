#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "write/json_emitter.hpp"
#include "zhailu/record.hpp"

namespace zhailu::write {

// Which part of a document's records is written.
struct Selection {
  std::vector<CollectionInfo> chosen;  // in the order of output
  std::vector<std::string> left_out;   // collections
  bool evidence = true;
};

// Writes all of `value` (DocumentRecords::value) but the collections left out and, unless asked
// for, the member `evidence` of the document and of every record.
void emit_records(JsonEmitter& emitter, const Value& value, const Selection& selection);

}  // namespace zhailu::write
