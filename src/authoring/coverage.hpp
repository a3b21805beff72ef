#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "authoring/document_run.hpp"
#include "zhailu/extractor.hpp"

// What the rules leave lying: where the next rule is needed most.
namespace zhailu::authoring {

struct CoverageExample {
  std::string path;
  CodePointSpan span;
  std::string sentence;
};

// Things left lying that look alike.
struct CoverageGroup {
  std::string pattern;       // 座谈会; ⟨person⟩指出
  std::size_t count = 0;     // sentences, or mentions
  std::size_t recorded = 0;  // others with the same pattern that a record tells of
  std::vector<std::pair<std::string, std::size_t>>
      contexts;                           // of a trigger word, most frequent first
  std::vector<CoverageExample> examples;  // the first three
};

struct CoverageReport {
  std::size_t documents = 0;
  std::size_t failures = 0;
  std::size_t sentences = 0;    // without noise
  std::size_t with_record = 0;  // that tell of an event record
  std::vector<CoverageGroup>
      triggers;  // sentences with a trigger word and no record of an event, by word
  struct Unattached {
    std::string type;  // "date"
    std::size_t mentions = 0;
    std::size_t attached = 0;
    std::vector<CoverageGroup> groups;  // by what stands behind it
  };
  std::vector<Unattached> unattached;
};

// Trigger words: see trigger_words.hpp; one that lies in a body's or a person's name does not count. A date, name or post is attached when
// it is evidence of a record of another type. Groups: the most frequent first, then by pattern. The same for any number of jobs.
// Errors: those of source::list_sources.
Result<CoverageReport> measure_coverage(const Extractor& extractor,
                                        const DocumentRunRequest& request,
                                        const ExtractOptions& options,
                                        const std::function<void(const DocumentFailure&)>& fail);

// `top`: groups shown of each kind.
std::string as_text(const CoverageReport& report, std::size_t top);
std::string as_json(const CoverageReport& report);

}  // namespace zhailu::authoring
