#pragma once

#include <string>
#include <utility>
#include <vector>

#include "schema/schema.hpp"
#include "zhailu/record.hpp"

namespace zhailu::validate {

// Which schema of the pack each part of a document's records has to fit.
struct RecordSchemas {
  schema::SchemaSet schemas;
  std::string document;  // name of a schema in the set
  struct Collection {
    std::string collection;  // "meetings"
    std::string schema;
  };
  std::vector<Collection> collections;  // in the order of output
};

// Holds every record against its schema. Nothing is dropped and nothing passed off as good:
//
//   - a record that fails moves to `records.rejects` as
//     {document, path, collection, record, reasons: [{pointer, message}]}
//   - a record that names the id of one that failed stays as it is and gets the warning
//     {code: "reference_to_reject", slot, span: null, text: <id>}
//   - a document whose own fields fail is kept; every reason is a warning of the document:
//     {code: "document_schema", slot: <field>, span: null, text: "<pointer>: <message>"}
//
// Thread-safe: `schemas` is only read.
void validate_records(const RecordSchemas& schemas, DocumentRecords& records);

}  // namespace zhailu::validate
