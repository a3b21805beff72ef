#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "zhailu/extractor.hpp"

namespace zhailu {

// What to read and where the records go: the options of `zhailu extract`.
struct ArchiveRequest {
  std::vector<std::string> paths;         // files, folders, "-"
  std::optional<std::string> files_from;  // a list of paths, one a line
  std::vector<std::string> include;       // globs that replace the suffixes
  std::optional<std::size_t> max_file_bytes;
  bool follow_links = false;

  std::string output = "-";               // a folder, or "-" for standard output
  std::vector<std::string> formats;       // of jsonl json csv xlsx sqlite doccano label-studio; empty: jsonl and csv, on "-" jsonl
  std::vector<std::string> types;         // empty: all
  bool header_zh = false;
  bool data_profile = false;              // CSV for programs: no mark, LF, no guard
  std::string since, until;               // ISO days for flat and ics; empty: open
  std::string offsets = "code-point";     // what spans are counted in: code-point byte utf16
  std::size_t jobs = 0;                   // documents worked on at a time; 0: one for each core

  ExtractOptions extract;
};

// What came of it.
struct ArchiveSummary {
  std::size_t documents = 0;  // written
  std::size_t records = 0;
  std::size_t rejects = 0;    // records that fail their schema
  std::size_t failures = 0;   // documents that could not be read or finished
  std::size_t skipped = 0;    // files that are no texts
};

// Reads, extracts and writes document by document, in the order of paths. `take` gets what the user should
// see on the way (unreadable documents, rejected records), never a document's own warnings.
// Errors: codes source.*, options.*, decode.* are the caller's (exit code 2, nothing written); output.* the environment's
// (exit code 3, a former output stays as it was).
Result<ArchiveSummary> run_archive(const Extractor& extractor, const ArchiveRequest& request,
                                   const std::function<void(const Diagnostic&)>& take);

// What `zhailu convert` reads and where it goes.
struct ConvertRequest {
  std::string records;                    // records.jsonl, a folder that holds one, or "-"
  std::string output = "-";
  std::vector<std::string> formats;       // as in ArchiveRequest
  std::vector<std::string> types;
  bool header_zh = false;
  bool data_profile = false;
  std::string since, until;
  bool evidence = true;
  std::string offsets;                    // empty: as the records count
};

// Writes the records of a former run anew, without rules: what comes out is byte for byte what run_archive
// writes in that format. Tables then show sentences, spans are re-counted and places marked only when the
// records hold their text (ExtractOptions::with_text). Memory: one line.
//
// `take` gets, with file and line: lines that are no document (they are failures, the others go on), records
// that fail their schema (rejects), and once each what tables cannot show.
// Errors: "convert.cannot_read", "options.needs_text" and those of run_archive.
Result<ArchiveSummary> convert_records(const Extractor& extractor, const ConvertRequest& request,
                                       const std::function<void(const Diagnostic&)>& take);

// Holds a records.jsonl (or a file of json/, or a folder with records.jsonl) against the schemas of the pack.
// Error "validate.cannot_read" when there is nothing to read.
struct ValidationSummary {
  std::size_t documents = 0;
  std::size_t records = 0;
  std::size_t findings = 0;
};
Result<ValidationSummary> validate_output(const Extractor& extractor, const std::string& path,
                                          const std::function<void(const Diagnostic&)>& take);

// "0.1.0"
std::string version();

}  // namespace zhailu
