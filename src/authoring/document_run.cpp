#include "authoring/document_run.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>

#include <algorithm>
#include <thread>

#include "source/listing.hpp"
#include "source/reading.hpp"

namespace zhailu::authoring {
namespace {

constexpr std::size_t kOpenPerJob = 4;

using Step = std::function<void()>;

}  // namespace

Result<void> for_each_document(const DocumentRunRequest& request,
                               const std::function<Step(const DocumentInput&)>& work,
                               const std::function<void(const DocumentFailure&)>& fail) {
  source::SourceRequest sources;
  sources.paths = request.paths;
  const auto listing = source::list_sources(sources);
  if (!listing) return tl::unexpected(listing.error());
  for (const DocumentFailure& failure : listing->failures) fail(failure);
  std::size_t next = 0;
  const auto take_next = [&](tbb::flow_control& control) -> std::size_t {
    if (next < listing->documents.size()) return next++;
    control.stop();
    return 0;
  };
  const auto read_and_work = [&](std::size_t index) -> Step {
    auto read = source::read_source(listing->documents[index], sources.max_file_bytes);
    if (!read) return [&fail, failure = read.error()] { fail(failure); };
    return work({read->path, std::move(read->bytes)});
  };
  const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
  const std::size_t jobs = request.jobs > 0 ? request.jobs : cores;
  const tbb::global_control workers(tbb::global_control::max_allowed_parallelism, jobs);
  using Mode = tbb::filter_mode;
  tbb::parallel_pipeline(
      jobs * kOpenPerJob,
      tbb::make_filter<void, std::size_t>(Mode::serial_in_order, take_next) &
          tbb::make_filter<std::size_t, Step>(Mode::parallel, read_and_work) &
          tbb::make_filter<Step, void>(Mode::serial_in_order, [](const Step& step) { step(); }));
  return {};
}

}  // namespace zhailu::authoring
