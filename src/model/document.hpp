#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "zhailu/diagnostic.hpp"
#include "zhailu/span.hpp"

namespace zhailu::model {

// A file as it was read: bytes plus the name that records show.
struct SourceDocument {
  std::string path;       // relative to the folder argument; bytes that are no UTF-8 as %XX
  std::string file_path;  // what was opened; "-" for standard input. Never in the output
  std::string bytes;
};


// A finding about a document that goes into its records (`warnings` of the document).
struct DocumentWarning {
  std::string code;  // "empty", "mixed_encoding", "mojibake_suspected", "charset_contradiction", …
  std::string text;
};

// What an HTML page says of itself outside its visible text. Names are lower-cased.
struct PageData {
  std::string title;                                       // <title>
  std::vector<std::pair<std::string, std::string>> meta;  // <meta name/property> → content
};

// A document's text: the frame that every offset refers to.
struct DecodedText {
  std::string text;            // valid UTF-8, no BOM, line ends as they were
  std::string encoding;        // "UTF-8", "GB18030", "Big5-HKSCS", "UTF-16LE", "UTF-16BE"
  std::string encoding_basis;  // "user" "bom" "valid" "declared" "guessed" "docx" "pdf" "doc"
  std::size_t replaced = 0;    // bad sequences replaced by U+FFFD
  bool html = false;
  PageData page;
  std::vector<DocumentWarning> warnings;
};

}  // namespace zhailu::model
