#pragma once

#include <string_view>

#include "decode/document_text.hpp"

// Documents that programs of their own make text of: `pdftotext` of poppler-utils, `antiword`. They are optional;
// without them such a document is the failure "reader_missing", all others are read.
namespace zhailu::decode {

// Failure codes: "reader_missing", "encrypted", "no_text" (a scan), "corrupt_pdf", "budget_exceeded" (time, memory or
// output of the program). Lines as they stand on the page; U+000C between pages.
DocumentTextOutcome pdf_text(std::string_view bytes);

// Word 97–2003 (.doc, .wps). Failure codes: "reader_missing", "encrypted", "no_text", "corrupt_doc",
// "budget_exceeded". One line a paragraph.
DocumentTextOutcome word97_text(std::string_view bytes);

}  // namespace zhailu::decode
