#pragma once

#include <string>

#include "assemble/value_reader.hpp"
#include "model/analysis.hpp"
#include "ruleset/pack.hpp"
#include "zhailu/record.hpp"

// Mentions to records.
namespace zhailu::assemble {

struct AssembleOptions {
  std::string document_id;  // "d" and 16 hex digits
  bool with_text = false;   // document.text and document.removed
  bool evidence = true;
  CountResolver count;  // of the stage `resolve`
};

inline constexpr int kSchemaVersion = 1;  // of the form of records

// Everything that the linked analysis of one document gives, in the form of records.schema.json;
// `decoded` and `rejects` stay empty: the caller has the text, and validation comes after. The same
// input gives the same value. Linear in text and mentions.
DocumentRecords assemble(const model::Analysis& analysis, const ruleset::Pack& pack,
                         const AssembleOptions& options);

}  // namespace zhailu::assemble
