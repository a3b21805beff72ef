#include "write/table_set.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "write/archive_tables.hpp"
#include "write/date_parts.hpp"
#include "write/flat_table.hpp"
#include "write/link_tables.hpp"
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

template <class Which>
std::vector<CollectionInfo> those(const std::vector<CollectionInfo>& all, const Which& which) {
  std::vector<CollectionInfo> chosen;
  std::copy_if(all.begin(), all.end(), std::back_inserter(chosen), which);
  return chosen;
}

const CollectionInfo* find_type(const std::vector<CollectionInfo>& all, std::string_view type) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.type == type; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

TableSet::TableSet(const std::vector<CollectionInfo>& collections, const std::string& since,
                   const std::string& until) {
  add(std::make_unique<DocumentTable>(collections));
  for (const CollectionInfo& one : collections) add(std::make_unique<RecordTable>(one));
  add_links(collections);
  if (auto named = those(collections, [](const auto& one) { return one.mentions; });
      !named.empty()) {
    add(std::make_unique<MentionTable>(std::move(named)));
  }
  if (auto events = those(collections, is_event); !events.empty()) {
    add(std::make_unique<FlatTable>(std::move(events), since, until));
  }
  add_archive(collections);
}

void TableSet::add(std::unique_ptr<TableSource> source) {
  Table table = source->table();
  const bool taken = std::any_of(tables_.begin(), tables_.end(),
                                 [&](const Table& one) { return one.name == table.name; });
  if (taken) return;
  tables_.push_back(std::move(table));
  sources_.push_back(std::move(source));
}

// A table for each pair of types that are both written, and one for each list of ids.
void TableSet::add_links(const std::vector<CollectionInfo>& collections) {
  for (const CollectionInfo& owner : collections) {
    for (const CollectionInfo& target : collections) {
      bool linked = false;
      for (const Reference& one : references_of(owner)) {
        if (one.type != target.type) continue;
        if (one.by == Reference::By::kId) {
          add(std::make_unique<OrderTable>(owner, target, one.slot->name));
        } else if (!std::exchange(linked, true)) {
          add(std::make_unique<LinkTable>(owner, target));
        }
      }
    }
  }
}

void TableSet::add_archive(const std::vector<CollectionInfo>& collections) {
  const CollectionInfo* people = find_type(collections, "person");
  const CollectionInfo* organizations = find_type(collections, "organization");
  for (const CollectionInfo* one : {people, organizations}) {
    if (one == nullptr) continue;
    for (auto& table : archive_tables(std::make_shared<ArchiveRecords>(*one, organizations))) {
      add(std::move(table));
    }
  }
}

bool TableSet::keep_only(std::string_view name) {
  const auto found = std::find_if(tables_.begin(), tables_.end(),
                                  [&](const Table& table) { return table.name == name; });
  if (found == tables_.end()) return false;
  auto source = std::move(sources_[static_cast<std::size_t>(found - tables_.begin())]);
  tables_ = {std::move(*found)};
  sources_.clear();
  sources_.push_back(std::move(source));
  return true;
}

Result<void> TableSet::document(const DocumentRecords& records, const Sinks& sinks) {
  const DocumentView view(records);
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (auto done = sources_[i]->rows(view, into(sinks, i)); !done) return done;
  }
  return for_each_sink(sinks, [](TableSink& sink) { return sink.end_document(); });
}

Result<void> TableSet::finish(const Sinks& sinks, const RunReport& report) {
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (auto done = sources_[i]->last_rows(into(sinks, i)); !done) return done;
  }
  return for_each_sink(sinks, [&](TableSink& sink) { return sink.finish(report); });
}

}  // namespace zhailu::write
