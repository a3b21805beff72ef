#pragma once

#include <string>

#include "write/evidence_sentence.hpp"
#include "zhailu/record.hpp"

namespace zhailu::write {

// The tables of a run: one for each kind of record, and documents.csv. A schema's property order is
// the order of columns.
//
//   <collection>.csv: document_id, path, id, <properties>, evidence_sentence, span_start, span_end,
//                     rule, warnings (codes)
//   documents.csv:    the document's fields, parts of issue, contact and distribution in columns of
//                     their own, <collection>_count for every kind written, warnings (codes)
enum class Header { kNames, kTitles };

// Each appends whole rows of RFC 4180 to `out`. The headers do not write the byte order mark.
void append_record_header(std::string& out, const CollectionInfo& collection, Header header);
void append_record_rows(std::string& out, const CollectionInfo& collection,
                        const DocumentRecords& document, const EvidenceSentences& sentences);
void append_document_header(std::string& out, const std::vector<CollectionInfo>& collections,
                            Header header);
void append_document_row(std::string& out, const std::vector<CollectionInfo>& collections,
                         const DocumentRecords& document);

}  // namespace zhailu::write
