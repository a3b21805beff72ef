#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "zhailu/record.hpp"
#include "zhailu/result.hpp"

namespace zhailu::write {

// A file that was found and not read: {path, reason}.
struct SkippedFile {
  std::string path;
  std::string reason;
};

// What run.json says of a run beside the counts, which the writer keeps itself.
struct RunReport {
  std::string version;  // of the program
  Value pack;           // {name, version, hash}
  std::string started;  // ISO 8601, from the caller's clock
  std::string finished;
  std::vector<SkippedFile> skipped;
};

// Where the records of a run go. Calls come from one thread, documents in the order of output.
// After an error nothing more is called; destroying the writer then leaves the former output as it
// was. All errors are of the environment (exit code 3): see output_folder.hpp and file_sink.hpp.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual Result<void> document(const DocumentRecords& document) = 0;
  virtual Result<void> failure(const DocumentFailure& failure) = 0;
  virtual Result<void> finish(const RunReport& report) = 0;
};

struct WriterOptions {
  std::string output;  // a folder, or "-" for standard output
  std::vector<std::string>
      formats;  // of kFormats in writer.cpp; empty: jsonl and csv, on "-" jsonl
  std::vector<std::string>
      types;                  // record types ("meeting") or collections ("meetings"); empty: all
  bool header_zh = false;     // titles instead of names in the first row of tables
  bool evidence = true;       // JSON shows `evidence`
  int output_descriptor = 1;  // what "-" means; stays open
  bool data_profile = false;  // CSV for programs: see csv_emitter.hpp
  std::string since = {};     // ISO days, inclusive, for the tables and calendars of events that
  std::string until = {};     // have them: what lies outside or has no date is left out
};

// Opens the place of output and everything that will stand there, before a document is read.
//
//   folder: records.jsonl, json/<path>.json, a .csv for each table of table_set.hpp with
//           datapackage.json, records.xlsx, records.sqlite, calendar.ics, doccano.jsonl and
//           label-studio.json, as the formats ask; rejects.jsonl, errors.jsonl and run.json always,
//           so that scripts can rely on them. When only a workbook or database cannot be written,
//           the rest is, and finish() returns its error
//   "-":    JSON lines, a calendar, marked texts, or with csv the one table that `types` names
//
// Errors for the caller's options (exit code 2): options.unknown_format, options.unknown_type,
// options.one_format and options.one_table (standard output takes one of each).
Result<std::unique_ptr<Writer>> create_writer(const WriterOptions& options,
                                              const std::vector<CollectionInfo>& collections);

}  // namespace zhailu::write
