#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhailu::decode {

// What makes text of a file.
enum class Reader : std::uint8_t {
  kNone,     // it holds no text
  kMissing,  // it holds text, but this version has no reader for it
  kLocked,   // by a password
  kDocx,
  kPdf,
  kWord97,
  kMembers,  // an archive: its members are documents of their own (source/listing.hpp)
};

// A file that is no plain text, told by its content and never by its name.
struct FileKind {
  std::string name;  // "PNG image", "Word document (.docx)", …
  Reader reader = Reader::kNone;
};

// The kind that the first bytes prove; none for what may be text.
std::optional<FileKind> file_kind(std::string_view bytes);

// Text behind a seven-bit charset that this version does not read: "ISO-2022" (ESC $) or "HZ"
// (~{…~}). Empty for all else; only pure ASCII can be one.
std::string_view seven_bit_charset(std::string_view bytes);

}  // namespace zhailu::decode
