#include "decode/file_kind.hpp"

#include <algorithm>

namespace zhailu::decode {
namespace {

using std::string_view_literals::operator""sv;

struct Signature {
  std::string_view start;
  std::string_view name;
  Reader reader = Reader::kNone;
};

// Signatures as in file(1)'s magic data, kinds that occur in office archives.
constexpr Signature kSignatures[] = {
    {"\x89PNG\r\n\x1A\n"sv, "PNG image"},
    {"\xFF\xD8\xFF"sv, "JPEG image"},
    {"GIF87a"sv, "GIF image"},
    {"GIF89a"sv, "GIF image"},
    {"II*\0"sv, "TIFF image"},
    {"MM\0*"sv, "TIFF image"},
    {"\x7F"
     "ELF"sv,
     "ELF program"},
    {"\x1F\x8B\x08"sv, "gzip archive"},
    {"BZh91AY&SY"sv, "bzip2 archive"},
    {"\xFD"
     "7zXZ\0"sv,
     "xz archive"},
    {"7z\xBC\xAF\x27\x1C"sv, "7-Zip archive"},
    {"Rar!\x1A\x07"sv, "RAR archive"},
    {"SQLite format 3\0"sv, "SQLite database"},
    {"%PDF-"sv, "PDF document (.pdf)", Reader::kPdf},
    {"{\\rtf1"sv, "RTF document (.rtf)", Reader::kMissing},
};

bool holds(std::string_view bytes, std::string_view part) {
  return std::search(bytes.begin(), bytes.end(), part.begin(), part.end()) != bytes.end();
}

FileKind zip_kind(std::string_view bytes) {
  if (holds(bytes, "word/document")) return {"Word document (.docx)", Reader::kDocx};
  if (holds(bytes, "xl/workbook.xml")) return {"Excel workbook (.xlsx)", Reader::kMissing};
  if (holds(bytes, "ppt/presentation.xml")) {
    return {"PowerPoint presentation (.pptx)", Reader::kMissing};
  }
  if (holds(bytes, "application/vnd.oasis.opendocument")) {
    return {"OpenDocument file", Reader::kMissing};
  }
  return {"zip archive", Reader::kMembers};
}

// Streams of a compound file are named in UTF-16LE.
bool holds_stream(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) (wide += c) += '\0';
  return holds(bytes, wide);
}

FileKind compound_kind(std::string_view bytes) {
  if (holds_stream(bytes, "EncryptedPackage")) return {"Office document", Reader::kLocked};
  if (holds_stream(bytes, "WordDocument")) return {"Word document (.doc)", Reader::kWord97};
  if (holds_stream(bytes, "Workbook")) return {"Excel workbook (.xls)", Reader::kMissing};
  return {"OLE compound file", Reader::kMissing};
}

// `~{`, pairs of seven-bit bytes, `~}` on one line (RFC 1843).
bool has_hz_run(std::string_view bytes) {
  for (std::size_t open = bytes.find("~{"); open != std::string_view::npos;
       open = bytes.find("~{", open + 2)) {
    std::size_t at = open + 2;
    while (at + 1 < bytes.size() && bytes[at] >= 0x21 && bytes[at] <= 0x77 &&
           bytes[at + 1] >= 0x21 && bytes[at + 1] <= 0x7E) {
      at += 2;
    }
    if (at > open + 2 && bytes.substr(at, 2) == "~}") return true;
  }
  return false;
}

}  // namespace

std::optional<FileKind> file_kind(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return zip_kind(bytes);
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return compound_kind(bytes);
  for (const Signature& signature : kSignatures) {
    if (bytes.starts_with(signature.start)) {
      return FileKind{std::string(signature.name), signature.reader};
    }
  }
  return std::nullopt;
}

std::string_view seven_bit_charset(std::string_view bytes) {
  const bool ascii = std::all_of(bytes.begin(), bytes.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!ascii) return {};
  if (holds(bytes, "\x1B$")) return "ISO-2022";
  return has_hz_run(bytes) ? "HZ" : std::string_view{};
}

}  // namespace zhailu::decode
