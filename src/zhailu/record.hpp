#pragma once

#include <string>
#include <vector>

#include "zhailu/span.hpp"
#include "zhailu/value.hpp"

namespace zhailu {

// All that one document gave.
//
//   value: {schema_version, pack, document, dates: […], people: […], …, warnings: […]} with every
//          member of the record definitions in their fixed order
//   decoded: the text that spans count in (code points)
//   sentences: ascending, for the evidence sentence that tables show
struct DocumentRecords {
  Value value;
  std::string decoded;
  std::vector<CodePointSpan> sentences;
  // Records that fail their schema: {document, path, collection, record, reasons: [{pointer, message}]}.
  std::vector<Value> rejects;
};

// A document that could not be read or finished: {path, stage, code, message, byte_offset}.
struct DocumentFailure {
  std::string path;
  std::string stage;
  std::string code;
  std::string message;
  std::size_t byte_offset = 0;
};

// What a value of a column is, from its schema. Days are ISO 8601 texts (2020-07-01), times HH:MM.
enum class ValueKind { kText, kInteger, kNumber, kBoolean, kDay, kTime, kObject };

// A kind of record, in the order of output: the JSON key and table name, and its columns.
struct CollectionInfo {
  std::string collection;  // "meetings"
  std::string type;        // "meeting"
  struct Column {
    std::string name;   // "start"
    std::string title;  // Chinese, from the schema
    bool list = false;
    ValueKind kind = ValueKind::kText;  // of the items when it is a list
    // The shared definition that the schema refers to ("person_name"); empty: none.
    std::string definition = {};
  };
  std::vector<Column> columns;  // property order of the schema; id, span, rule, evidence, warnings left out
  std::string title;            // Chinese name of the type, from the schema (会议); may be empty
  bool mentions = false;  // its records list every place where they are named
};

}  // namespace zhailu
