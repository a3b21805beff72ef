#include "pipeline/pipeline.hpp"

#include "assemble/assembler.hpp"
#include "base/hash.hpp"
#include "decode/decode.hpp"
#include "link/linker.hpp"
#include "match/matcher.hpp"
#include "normalize/normalize.hpp"
#include "resolve/calendar.hpp"
#include "resolve/date_resolver.hpp"
#include "resolve/numerals.hpp"
#include "segment/segment.hpp"

namespace zhailu::pipeline {
namespace {

std::optional<model::Day> day_of(const std::optional<std::string>& iso) {
  return iso ? resolve::parse_iso(*iso) : std::nullopt;
}

// Stable: the same path and bytes give the same id, wherever the archive lies.
std::string document_id(const model::SourceDocument& source) {
  const std::string separator(1, '\0');
  return "d" + base::sha256_hex(source.path + separator + source.bytes).substr(0, 16);
}

// From decoded text to blocks, in the text that rules read.
void segment_text(model::Analysis& analysis, const ruleset::Pack& pack) {
  analysis.normalized = normalize::normalize(analysis.decoded.text, pack.layout);
  analysis.segments = segment::segment(analysis.normalized, pack.layout);
}

// From blocks to linked mentions.
void find_mentions(model::Analysis& analysis, const ruleset::Pack& pack, std::optional<model::Day> reference_date,
                   match::Trace* trace = nullptr) {
  match::MatchOptions options;
  options.trace = trace;
  match::match(analysis, pack, options);
  link::link(analysis, pack, {resolve::resolve_date, count_of}, reference_date);
}

}  // namespace

tl::expected<DocumentRecords, DocumentFailure> process(const model::SourceDocument& source, const Run& run) {
  auto decoded = decode::decode(source, {run.options.encoding});
  if (!decoded) return tl::unexpected(decoded.error());

  model::Analysis analysis = analyze(source.path, std::move(*decoded), run.pack, day_of(run.options.reference_date));
  analysis.sha256 = base::sha256_hex(source.bytes);

  DocumentRecords records = assemble::assemble(
      analysis, run.pack, {document_id(source), run.options.with_text, run.options.evidence, count_of});
  records.decoded = std::move(analysis.decoded.text);
  validate::validate_records(run.schemas, records);
  return records;
}

model::Analysis analyze(std::string path, model::DecodedText decoded, const ruleset::Pack& pack,
                        std::optional<model::Day> reference_date, match::Trace* trace) {
  model::Analysis analysis;
  analysis.path = std::move(path);
  analysis.decoded = std::move(decoded);
  segment_text(analysis, pack);
  find_mentions(analysis, pack, reference_date, trace);
  return analysis;
}

model::Analysis analyze_block(std::string_view text, model::BlockKind kind, const ruleset::Pack& pack,
                              std::optional<model::Day> reference_date, match::Trace* trace) {
  model::Analysis analysis;
  analysis.decoded.text = text;
  segment_text(analysis, pack);
  for (model::Block& block : analysis.segments.blocks) block.kind = kind;
  find_mentions(analysis, pack, reference_date, trace);
  return analysis;
}

std::optional<std::int64_t> count_of(std::string_view text) { return resolve::resolve_count(text).number; }

}  // namespace zhailu::pipeline
