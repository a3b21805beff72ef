#include "authoring/examined_document.hpp"

#include <algorithm>

#include "authoring/display_width.hpp"
#include "base/utf8.hpp"
#include "decode/decode.hpp"
#include "pipeline/loaded_pack.hpp"
#include "pipeline/pipeline.hpp"
#include "resolve/calendar.hpp"
#include "source/listing.hpp"
#include "source/reading.hpp"

namespace zhailu::authoring {
namespace {

tl::unexpected<Error> refused(const DocumentFailure& failure) {
  return zhailu::failure(failure.stage + "." + failure.code, failure.message, "",
                         {failure.path, 0, 0});
}

std::optional<model::Day> reference_of(const ExtractOptions& options) {
  return options.reference_date ? resolve::parse_iso(*options.reference_date) : std::nullopt;
}

Result<void> check_options(const ExtractOptions& options) {
  if (options.encoding) {
    if (auto name = decode::check_encoding_name(*options.encoding); !name)
      return tl::unexpected(name.error());
  }
  if (options.reference_date && !reference_of(options)) {
    return failure("options.reference_date", "'" + *options.reference_date + "' is no day",
                   "write it as 2020-07-16");
  }
  return {};
}

// Every so many characters their place is kept.
constexpr std::size_t kStride = 256;

// The byte where the character behind so many begins; the size beyond the last.
std::size_t skip_characters(std::string_view text, std::size_t at, std::size_t count) {
  while (count-- > 0 && at < text.size()) at += base::character_bytes(text[at]);
  return at;
}

std::vector<std::size_t> strides_of(std::string_view text) {
  std::vector<std::size_t> strides = {0};
  while (strides.back() < text.size())
    strides.push_back(skip_characters(text, strides.back(), kStride));
  return strides;
}

}  // namespace

Result<DocumentInput> read_document(const std::string& path) {
  source::SourceRequest request;
  request.paths = {path};
  const auto listing = source::list_sources(request);
  if (!listing) return tl::unexpected(listing.error());
  if (!listing->failures.empty()) return refused(listing->failures.front());
  if (listing->documents.size() != 1 || !listing->documents.front().named) {
    return failure("source.no_file", "one file is explained at a time, not a folder",
                   "name a file, or - for standard input", {path, 0, 0});
  }
  auto read = source::read_source(listing->documents.front(), request.max_file_bytes);
  if (!read) return refused(read.error());
  return DocumentInput{read->path, std::move(read->bytes)};
}

std::string ExaminedDocument::text(Span<Normalized> span) const {
  std::string text = view->value_text(span);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return harmless(text);
}

std::size_t ExaminedDocument::byte_of(std::size_t code_point) const {
  const std::size_t stride = std::min(code_point / kStride, strides_.size() - 1);
  return skip_characters(analysis.decoded.text, strides_[stride], code_point - stride * kStride);
}

Span<Normalized> ExaminedDocument::to_normalized(CodePointSpan span) const {
  const Span<Decoded> bytes{byte_of(span.begin), byte_of(span.end)};
  const auto& pieces = analysis.normalized.map.pieces();
  auto piece = std::upper_bound(
      pieces.begin(), pieces.end(), bytes.begin,
      [](std::size_t at, const model::MapPiece& one) { return at < one.decoded.end; });
  std::optional<Span<Normalized>> hull;
  const std::size_t behind =
      piece == pieces.end() ? analysis.normalized.text.size() : piece->normalized.begin;
  for (; piece != pieces.end() && piece->decoded.begin < bytes.end; ++piece) {
    if (piece->kind == model::MapKind::kRemoved) continue;
    Span<Normalized> part = piece->normalized;
    if (piece->kind == model::MapKind::kKept) {
      part.begin += std::max(bytes.begin, piece->decoded.begin) - piece->decoded.begin;
      part.end -= piece->decoded.end - std::min(bytes.end, piece->decoded.end);
    }
    hull = hull ? Span<Normalized>{hull->begin, part.end} : part;
  }
  return hull.value_or(Span<Normalized>{behind, behind});
}

std::int32_t ExaminedDocument::sentence_at(std::size_t normalized) const {
  const auto& sentences = analysis.segments.sentences;
  const auto found = std::upper_bound(
      sentences.begin(), sentences.end(), normalized,
      [](std::size_t at, const model::Sentence& one) { return at < one.span.end; });
  if (found == sentences.end() || normalized < found->span.begin) return -1;
  return static_cast<std::int32_t>(found - sentences.begin());
}

Result<std::unique_ptr<ExaminedDocument>> examine(const Extractor& extractor, DocumentInput input,
                                                  const ExtractOptions& options) {
  if (const auto good = check_options(options); !good) return tl::unexpected(good.error());
  auto document = std::make_unique<ExaminedDocument>(extractor, std::move(input), options);
  auto records = extractor.extract(document->input, options);
  if (!records) return refused(records.error());
  document->records = std::move(*records);
  const auto& pack = document->extractor.loaded().pack;
  auto decoded = decode::decode({document->input.path, document->input.path, document->input.bytes},
                                {options.encoding});
  if (!decoded) return refused(decoded.error());
  document->analysis =
      pipeline::analyze(document->input.path, std::move(*decoded), pack, reference_of(options));
  document->strides_ = strides_of(document->analysis.decoded.text);
  document->view = std::make_unique<assemble::DocumentView>(document->analysis, pack);
  return document;
}

void run_again(const ExaminedDocument& document, match::Trace& trace) {
  pipeline::analyze(document.input.path, document.analysis.decoded, document.pack(),
                    reference_of(document.options), &trace);
}

}  // namespace zhailu::authoring
