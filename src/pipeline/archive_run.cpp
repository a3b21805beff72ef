#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "decode/decode.hpp"
#include "pipeline/loaded_pack.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/run_clock.hpp"
#include "resolve/calendar.hpp"
#include "source/listing.hpp"
#include "source/reading.hpp"
#include "validate/line_validator.hpp"
#include "write/offsets.hpp"
#include "write/output_folder.hpp"
#include "write/writer.hpp"
#include "zhailu/archive.hpp"

namespace zhailu {
namespace {

constexpr std::size_t kOpenPerJob = 4;

Diagnostic as_diagnostic(const DocumentFailure& failure) {
  return {Severity::kError, failure.stage + "." + failure.code, failure.message, "", {failure.path, 0, 0}};
}

std::size_t count_records(const DocumentRecords& records, const std::vector<CollectionInfo>& collections) {
  std::size_t count = 0;
  for (const CollectionInfo& one : collections) {
    const Value* list = records.value.find(one.collection);
    if (list != nullptr && list->is_array()) count += list->array().size();
  }
  return count;
}

// One run over an archive.
class ArchiveRun {
 public:
  ArchiveRun(const Extractor& extractor, const pipeline::Run& run, const ArchiveRequest& request,
             write::OffsetUnit offsets, const std::function<void(const Diagnostic&)>& take)
      : extractor_(extractor), run_(run), request_(request), offsets_(offsets), take_(take) {}

  Result<ArchiveSummary> go() {
    const std::string started = pipeline::clock_time();
    auto listing = source::list_sources(sources());
    if (!listing) return tl::unexpected(listing.error());
    if (auto safe = check_output(); !safe) return tl::unexpected(safe.error());
    auto writer = write::create_writer(writer_options(), extractor_.collections());
    if (!writer) return tl::unexpected(writer.error());
    for (const DocumentFailure& failure : listing->failures) {
      if (auto done = fail(**writer, failure); !done) return tl::unexpected(done.error());
    }
    if (auto done = all_documents(**writer, listing->documents); !done) return tl::unexpected(done.error());
    summary_.skipped = listing->skipped.size();
    auto finished = (*writer)->finish(report(*listing, started));
    if (!finished) return tl::unexpected(finished.error());
    return summary_;
  }

 private:
  source::SourceRequest sources() const {
    source::SourceRequest sources;
    sources.paths = request_.paths;
    sources.files_from = request_.files_from;
    sources.include_globs = request_.include;
    sources.max_file_bytes = max_file_bytes();
    sources.follow_links = request_.follow_links;
    return sources;
  }

  write::WriterOptions writer_options() const {
    write::WriterOptions options{request_.output, request_.formats, request_.types, request_.header_zh, request_.extract.evidence};
    options.data_profile = request_.data_profile;
    options.since = request_.since;
    options.until = request_.until;
    return options;
  }

  [[nodiscard]] std::size_t max_file_bytes() const {
    return request_.max_file_bytes.value_or(source::kDefaultMaxFileBytes);
  }

  Result<void> check_output() const {
    if (request_.output == "-") return {};
    std::vector<std::string> folders;
    for (const std::string& path : request_.paths) {
      if (path != "-") folders.push_back(path);
    }
    return write::check_output_place(request_.output, folders);
  }

  using Outcome = tl::expected<DocumentRecords, DocumentFailure>;
  struct Work {
    const source::Entry* entry = nullptr;
    std::shared_ptr<Outcome> outcome;
  };

  // Documents are worked on by all workers and come out in their order; at most kOpenPerJob of them for each
  // worker are open at a time, so memory does not grow with their number.
  Result<void> all_documents(write::Writer& writer, const std::vector<source::Entry>& entries) {
    const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
    const std::size_t jobs = request_.jobs > 0 ? request_.jobs : cores;
    Result<void> written;
    auto next = entries.begin();
    const auto take_next = [&](tbb::flow_control& control) {
      if (!written || next == entries.end()) {
        control.stop();
        return Work{};
      }
      return Work{&*next++, nullptr};
    };
    const auto work = [this](Work one) {
      one.outcome = std::make_shared<Outcome>(outcome_of(*one.entry));
      return one;
    };
    const auto put = [&](const Work& one) {
      if (written) written = write_one(writer, *one.entry, *one.outcome);
    };
    const tbb::global_control workers(tbb::global_control::max_allowed_parallelism, jobs);
    tbb::parallel_pipeline(jobs * kOpenPerJob,
                           tbb::make_filter<void, Work>(tbb::filter_mode::serial_in_order, take_next) &
                               tbb::make_filter<Work, Work>(tbb::filter_mode::parallel, work) &
                               tbb::make_filter<Work, void>(tbb::filter_mode::serial_in_order, put));
    return written;
  }

  Outcome outcome_of(const source::Entry& entry) const {
    const auto bytes = source::read_source(entry, max_file_bytes());
    if (!bytes) return tl::unexpected(bytes.error());
    Outcome outcome = pipeline::process(*bytes, run_);
    if (outcome) write::recount(*outcome, offsets_);
    return outcome;
  }

  Result<void> write_one(write::Writer& writer, const source::Entry& entry, const Outcome& outcome) {
    if (!outcome) return fail(writer, outcome.error());
    ++summary_.documents;
    summary_.records += count_records(*outcome, extractor_.collections());
    summary_.rejects += outcome->rejects.size();
    for (const Value& reject : outcome->rejects) report_reject(reject, entry.path);
    return writer.document(*outcome);
  }

  // The first reason, too: without a folder there is no rejects.jsonl to look it up.
  void report_reject(const Value& reject, const std::string& path) const {
    const auto text = [](const Value& object, std::string_view name) {
      const Value* found = object.find(name);
      return found != nullptr && found->is_text() ? found->text() : std::string("?");
    };
    std::string message = "a record of " + text(reject, "collection") + " does not fit its schema";
    if (const Value* reasons = reject.find("reasons"); reasons != nullptr && reasons->is_array() && !reasons->array().empty()) {
      message += ": " + text(reasons->array().front(), "pointer") + " " + text(reasons->array().front(), "message");
    }
    take_({Severity::kError, "validate.reject", std::move(message), request_.output == "-" ? "" : "see rejects.jsonl", {path, 0, 0}});
  }

  Result<void> fail(write::Writer& writer, const DocumentFailure& failure) {
    ++summary_.failures;
    take_(as_diagnostic(failure));
    return writer.failure(failure);
  }

  write::RunReport report(const source::Listing& listing, const std::string& started) const {
    write::RunReport report;
    report.version = version();
    const Extractor::PackInfo pack = extractor_.info();
    report.pack = Value::Object{{"name", pack.name}, {"version", pack.version}, {"hash", pack.hash}};
    report.started = started;
    report.finished = pipeline::clock_time();
    for (const source::Skipped& one : listing.skipped) report.skipped.push_back({one.path, one.reason});
    return report;
  }

  const Extractor& extractor_;
  const pipeline::Run& run_;
  const ArchiveRequest& request_;
  const write::OffsetUnit offsets_;
  const std::function<void(const Diagnostic&)>& take_;
  ArchiveSummary summary_;
};

}  // namespace

Result<ArchiveSummary> run_archive(const Extractor& extractor, const ArchiveRequest& request,
                                   const std::function<void(const Diagnostic&)>& take) {
  ExtractOptions options = request.extract;
  if (options.encoding) {
    if (auto name = decode::check_encoding_name(*options.encoding); !name) return tl::unexpected(name.error());
  }
  if (options.reference_date && !resolve::parse_iso(*options.reference_date)) {
    return failure("options.reference_date", "'" + *options.reference_date + "' is no day", "write it as 2020-07-16");
  }
  for (const std::string& day : {request.since, request.until}) {
    if (day.empty() || resolve::parse_iso(day)) continue;
    return failure("options.since_until", "'" + day + "' is no day", "write --since and --until as 2020-07-16");
  }
  const auto offsets = write::offset_unit(request.offsets);
  if (!offsets) return tl::unexpected(offsets.error());
  const auto& loaded = extractor.loaded();
  const pipeline::Run run{loaded.pack, loaded.schemas, options};
  return ArchiveRun(extractor, run, request, *offsets, take).go();
}

Result<ValidationSummary> validate_output(const Extractor& extractor, const std::string& path,
                                          const std::function<void(const Diagnostic&)>& take) {
  auto counts = validate::validate_file(path, extractor.loaded().schemas, take);
  if (!counts) return tl::unexpected(counts.error());
  return ValidationSummary{counts->documents, counts->records, counts->findings};
}

std::string version() { return ZHAILU_VERSION; }

}  // namespace zhailu
