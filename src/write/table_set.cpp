#include "write/table_set.hpp"

#include "write/record_tables.hpp"

namespace zhailu::write {
namespace {

template <class Call>
Result<void> for_each_sink(const TableSet::Sinks& sinks, const Call& call) {
  for (const auto& sink : sinks) {
    if (auto done = call(*sink); !done) return done;
  }
  return {};
}

TakeRow into(const TableSet::Sinks& sinks, std::size_t table) {
  return [&sinks, table](const Row& row) {
    return for_each_sink(sinks, [&](TableSink& sink) { return sink.row(table, row); });
  };
}

}  // namespace

TableSet::TableSet(const std::vector<CollectionInfo>& collections) {
  sources_.push_back(std::make_unique<DocumentTable>(collections));
  for (const CollectionInfo& one : collections) {
    sources_.push_back(std::make_unique<RecordTable>(one));
  }
  for (const auto& source : sources_) tables_.push_back(source->table());
}

void TableSet::keep_only(std::string_view name) {
  for (std::size_t i = tables_.size(); i-- > 0;) {
    if (tables_[i].name == name) continue;
    tables_.erase(tables_.begin() + static_cast<std::ptrdiff_t>(i));
    sources_.erase(sources_.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

Result<void> TableSet::document(const DocumentRecords& records, const Sinks& sinks) {
  const DocumentView view(records);
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (auto done = sources_[i]->rows(view, into(sinks, i)); !done) return done;
  }
  return for_each_sink(sinks, [](TableSink& sink) { return sink.end_document(); });
}

Result<void> TableSet::finish(const Sinks& sinks) {
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (auto done = sources_[i]->last_rows(into(sinks, i)); !done) return done;
  }
  return for_each_sink(sinks, [](TableSink& sink) { return sink.finish(); });
}

}  // namespace zhailu::write
