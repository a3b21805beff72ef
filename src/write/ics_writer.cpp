#include "write/ics_writer.hpp"

#include <algorithm>
#include <iterator>

#include "write/date_parts.hpp"
#include "write/ics_emitter.hpp"

namespace zhailu::write {

IcsWriter::IcsWriter(FileSink sink, const std::vector<CollectionInfo>& collections,
                     std::string since, std::string until)
    : sink_(std::move(sink)), since_(std::move(since)), until_(std::move(until)) {
  std::copy_if(collections.begin(), collections.end(), std::back_inserter(events_), is_event);
  append_ics_head(text_);
}

Result<void> IcsWriter::document(const DocumentRecords& document) {
  const DocumentView view(document);
  for (const CollectionInfo& event : events_) {
    for (const Value& record : view.records(event.collection)) {
      if (is_within(record, since_, until_)) append_ics_event(text_, event, view, record);
    }
  }
  auto written = sink_.write(text_);
  text_.clear();
  return written;
}

Result<void> IcsWriter::finish(const RunReport& /*report*/) {
  append_ics_tail(text_);
  return sink_.write(text_).and_then([&] { return sink_.finish(); });
}

}  // namespace zhailu::write
