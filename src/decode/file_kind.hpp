#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zhailu::decode {

// A file that is no text, told by its content and never by its name.
struct FileKind {
  std::string name;          // "PNG image", "Word document (.docx)", …
  bool is_document = false;  // holds text, but this version has no reader for it
};

// The kind that the first bytes prove; none for what may be text.
std::optional<FileKind> file_kind(std::string_view bytes);

// Text behind a seven-bit charset that this version does not read: "ISO-2022" (ESC $) or "HZ"
// (~{…~}). Empty for all else; only pure ASCII can be one.
std::string_view seven_bit_charset(std::string_view bytes);

}  // namespace zhailu::decode
