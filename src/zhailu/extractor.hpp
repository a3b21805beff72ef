#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "zhailu/diagnostic.hpp"
#include "zhailu/record.hpp"
#include "zhailu/result.hpp"

namespace zhailu {

// What applies to every document of a run.
struct ExtractOptions {
  std::optional<std::string> reference_date;  // ISO day: the date that years are inferred from
  std::optional<std::string> encoding;        // forces the charset
  bool with_text = false;                     // document.text and document.removed
  bool evidence = true;                       // evidence of every slot
};

// A document to read: its bytes and the name that records show.
struct DocumentInput {
  std::string path;
  std::string bytes;
};

// A found mention of a rule, for `zhailu test` and tools: type, text, fields as the rule captured them.
struct RuleFind {
  std::string rule;
  std::string text;
  Value fields;  // object: captures and attributes; of a record all its fields
};

// A compiled pack, ready to extract. Immutable; one extractor serves many threads.
class Extractor {
 public:
  // Where the rules came from and what `check` says of them.
  struct PackInfo {
    std::string name;
    std::string version;
    std::string hash;
    std::size_t rules = 0;
  };

  // Loads the pack in `folder`. Fails (every finding is listed) when the pack has an error.
  // `findings` receives errors and warnings also on success. `shipped`: what `extends: shipped` means.
  static Result<Extractor> load(const std::string& folder, const std::string& shipped, Diagnostics& findings);

  // The whole way of one document, from bytes to validated records.
  [[nodiscard]] tl::expected<DocumentRecords, DocumentFailure> extract(const DocumentInput& input,
                                                                      const ExtractOptions& options) const;

  // A test of a rule file.
  struct RuleTestCase {
    std::string rule;
    std::string text;
    std::optional<std::string> reference_date;
    std::optional<std::string> block;  // block kind to pretend
    std::vector<Value> expect;         // empty: the rule finds nothing
    Place place;
    std::string todo;                  // why it fails still; empty: it must pass
  };
  [[nodiscard]] std::vector<RuleTestCase> rule_tests() const;
  // What that rule makes of a short text, in text order.
  [[nodiscard]] std::vector<RuleFind> finds_of(const RuleTestCase& test) const;

  [[nodiscard]] const std::vector<CollectionInfo>& collections() const;
  [[nodiscard]] const std::vector<CollectionInfo::Column>& document_columns() const;
  [[nodiscard]] PackInfo info() const;

  // What the pipeline shares; complete in src/pipeline only.
  struct Loaded;
  [[nodiscard]] const Loaded& loaded() const { return *loaded_; }

 private:
  std::shared_ptr<const Loaded> loaded_;
};

}  // namespace zhailu
