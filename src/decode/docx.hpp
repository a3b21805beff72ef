#pragma once

#include <string_view>

#include "decode/document_text.hpp"

// A Word document in its zip form (.docx, .docm): the body, then footnotes and endnotes behind an empty line.
// Headers and footers are no part of the text; the warning "page_matter_left_out" quotes them.
namespace zhailu::decode {

// Failure codes: "corrupt_docx", "encrypted", "zip_bomb", "xml_entity_refused". Memory: the largest part (at most
// 64 MiB) and the text.
DocumentTextOutcome docx_text(std::string_view bytes);

}  // namespace zhailu::decode
