#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assemble/document_view.hpp"
#include "model/analysis.hpp"
#include "zhailu/extractor.hpp"

namespace zhailu::match {
class Trace;
}

namespace zhailu::authoring {

// The bytes of the one file (or `-`) that the path names. Errors: those of source::list_sources and
// read_source, "source.no_file" for a folder.
Result<DocumentInput> read_document(const std::string& path);

// A document with its records, as an ordinary run makes them, and what the stages before them found.
class ExaminedDocument {
 public:
  ExaminedDocument(const Extractor& extractor_in, DocumentInput input_in, ExtractOptions options_in)
      : extractor(extractor_in), input(std::move(input_in)), options(std::move(options_in)) {}
  ExaminedDocument(const ExaminedDocument&) = delete;  // `view` looks at `analysis`
  ExaminedDocument& operator=(const ExaminedDocument&) = delete;

  Extractor extractor;
  DocumentInput input;
  ExtractOptions options;
  model::Analysis analysis;
  DocumentRecords records;
  std::unique_ptr<assemble::DocumentView> view;  // of the analysis

  [[nodiscard]] const ruleset::Pack& pack() const { return view->pack; }
  // The characters under a span, safe to print, on one line.
  [[nodiscard]] std::string text(Span<Normalized> span) const;
  // Where decoded characters went: the hull of what is left of them, empty when all were removed.
  [[nodiscard]] Span<Normalized> to_normalized(CodePointSpan span) const;
  // The sentence (its index) that holds the place, or -1.
  [[nodiscard]] std::int32_t sentence_at(std::size_t normalized) const;

 private:
  friend Result<std::unique_ptr<ExaminedDocument>> examine(const Extractor&, DocumentInput,
                                                           const ExtractOptions&);
  [[nodiscard]] std::size_t byte_of(std::size_t code_point) const;

  std::vector<std::size_t> strides_;  // bytes of every so many characters of the decoded text
};

// Runs the document through all stages. Error codes "<stage>.<code>" of a document that fails.
Result<std::unique_ptr<ExaminedDocument>> examine(const Extractor& extractor, DocumentInput input,
                                                  const ExtractOptions& options);

// Runs its rules once more, with `trace` looking on.
void run_again(const ExaminedDocument& document, match::Trace& trace);

}  // namespace zhailu::authoring
