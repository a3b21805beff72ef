#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhailu/record.hpp"
#include "zhailu/result.hpp"

// What there is to read: files, folders, lists of paths, standard input.
namespace zhailu::source {

inline constexpr std::size_t kDefaultMaxFileBytes = std::size_t{256} << 20;

struct SourceRequest {
  std::vector<std::string> paths;         // files, folders, `-` for standard input
  std::optional<std::string> files_from;  // a file with one path a line; `-`: standard input
  std::vector<std::string>
      include_globs;  // replace the suffixes; with a `/` they mean the relative path
  std::size_t max_file_bytes = kDefaultMaxFileBytes;  // also of the list
  bool follow_links = false;  // inside folders; never out of the folder argument
};

struct Entry {
  std::string file_path;  // what to open; `-`: standard input
  std::string path;       // what records show (record_path.hpp)
  bool named = false;     // as an argument or in a list
  bool may_be_link = false;
  std::optional<std::size_t> member = std::nullopt;  // of the zip archive `file_path`, by its place there
};

// A file that is not read, and why.
struct Skipped {
  std::string path;
  std::string reason;  // "suffix", "symbolic link", "FIFO", "dangling link", "link loop", …
};

struct Listing {
  std::vector<Entry> documents;  // by the bytes of `path`
  std::vector<Skipped> skipped;  // the same order
  std::vector<DocumentFailure>
      failures;  // folders and archives that cannot be read, list lines that are not there
};

// Names that folders are read for, besides those without a suffix.
inline constexpr std::string_view kSuffixes =
    ".txt .text .html .htm .xhtml .docx .doc .wps .pdf .zip";

// Folders are walked recursively for kSuffixes (any case) and names without a suffix, or for
// `include_globs`; names that begin with a dot need a suffix, folders that begin with one are
// skipped. A file that is named is always taken. In place of a zip archive stand its members with
// such names, `path` being 简报.zip/成员.docx; archives inside it are failures. `path` is relative to the folder
// argument, of a named file its base name, of a list line the line. Nothing is opened but folders,
// zip archives and the list. Errors: "source.no_input", "source.missing" (an argument that is not there),
// "source.nothing_to_read", "source.same_path" (two inputs that give one path),
// "source.list_unreadable", "source.list_too_large".
Result<Listing> list_sources(const SourceRequest& request);

}  // namespace zhailu::source
