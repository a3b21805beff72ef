#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/analysis.hpp"
#include "model/document.hpp"
#include "ruleset/pack.hpp"
#include "validate/validator.hpp"
#include "zhailu/extractor.hpp"

// The order of the stages; no other file knows it.
namespace zhailu::match {
class Trace;
}

namespace zhailu::pipeline {

// Everything that a run shares between its documents.
struct Run {
  const ruleset::Pack& pack;
  const validate::RecordSchemas& schemas;
  const ExtractOptions& options;
};

// source → decode → normalize → segment → match → resolve → link → assemble → validate (→ write): all that one
// document gives. Failures name their stage; nothing is thrown. Thread-safe.
tl::expected<DocumentRecords, DocumentFailure> process(const model::SourceDocument& source, const Run& run);

// The stages up to `link` over decoded text, for tools that look at mentions; `trace` looks on while rules run.
model::Analysis analyze(std::string path, model::DecodedText decoded, const ruleset::Pack& pack,
                        std::optional<model::Day> reference_date, match::Trace* trace = nullptr);

// The same for a text that is taken as one block of that kind.
model::Analysis analyze_block(std::string_view text, model::BlockKind kind, const ruleset::Pack& pack,
                              std::optional<model::Day> reference_date, match::Trace* trace = nullptr);

// The resolver of counts in the form that link and assemble are handed it: 120余人 → 120, 近百人 → none.
std::optional<std::int64_t> count_of(std::string_view text);

}  // namespace zhailu::pipeline
