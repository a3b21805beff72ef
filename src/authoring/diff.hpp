#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "authoring/document_run.hpp"
#include "zhailu/extractor.hpp"

// What an edit of the rules changes across an archive.
namespace zhailu::authoring {

struct FieldChange {
  std::string field;
  Value before;
  Value after;
};

// A record that only one of two packs makes, or that they make differently.
struct RecordChange {
  enum class Kind { kAdded, kLost, kChanged };
  Kind kind = Kind::kChanged;
  std::string path;
  std::string collection;  // "document" for what the document says of itself
  std::string rule;        // of a lost or changed record the old pack's
  CodePointSpan span;
  std::string name;  // its name, title or text; may be empty
  std::string sentence;
  std::vector<FieldChange> fields;  // of a changed record
};

struct DiffCounts {
  std::size_t added = 0;
  std::size_t lost = 0;
  std::size_t changed = 0;
  [[nodiscard]] std::size_t all() const { return added + lost + changed; }
};

struct DiffSummary {
  std::size_t documents = 0;
  std::size_t failures = 0;  // documents that could not be read or finished by one of the packs
  DiffCounts counts;
  std::map<std::string, DiffCounts> by_rule;
};

// Runs both packs over the documents. `take` gets the changes in the order of paths, collections and places; `fail` what could
// not be read. Records are the same when match_records says so; ids, evidence and hashes are not compared, ids that a
// record names are compared as what they name. The same for any number of jobs.
Result<DiffSummary> diff_packs(const Extractor& before, const Extractor& after,
                               const DocumentRunRequest& request, const ExtractOptions& options,
                               const std::function<void(const RecordChange&)>& take,
                               const std::function<void(const DocumentFailure&)>& fail);

// The changes of one document.
std::vector<RecordChange> changes_between(const DocumentRecords& before,
                                          const DocumentRecords& after,
                                          const std::vector<std::string>& collections);

// One change in a few lines, or as one line of JSON; ended by a newline.
std::string as_text(const RecordChange& change);
std::string as_json(const RecordChange& change);
// The table of rules and the counts.
std::string as_text(const DiffSummary& summary);
// {summary: {documents, failures, added, lost, changed, rules: [{rule, added, lost, changed}]}}, one line.
std::string as_json(const DiffSummary& summary);

}  // namespace zhailu::authoring
