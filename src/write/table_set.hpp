#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "write/table_source.hpp"

namespace zhailu::write {

// The tables of a run: documents, one for each kind of record that is written, the tables that link
// them (link_tables.hpp), flat (flat_table.hpp) and who is who across the archive
// (archive_tables.hpp). Every format that shows tables shows these. A table whose name a collection
// has, too, is left out.
class TableSet {
 public:
  // `since`, `until`: ISO days for flat, empty: open.
  TableSet(const std::vector<CollectionInfo>& collections, const std::string& since,
           const std::string& until);

  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; }

  // Leaves out all tables but the one of that name; false, and nothing done, when it is not there.
  bool keep_only(std::string_view name);

  // Hands the rows of one document to `sinks`, table by table.
  using Sinks = std::vector<std::unique_ptr<TableSink>>;
  Result<void> document(const DocumentRecords& records, const Sinks& sinks);
  // Hands over the rows that are known after the last document, and finishes the sinks.
  Result<void> finish(const Sinks& sinks, const RunReport& report);

 private:
  void add(std::unique_ptr<TableSource> source);
  void add_links(const std::vector<CollectionInfo>& collections);
  void add_archive(const std::vector<CollectionInfo>& collections);

  std::vector<std::unique_ptr<TableSource>> sources_;
  std::vector<Table> tables_;  // of the source with the same number
};

}  // namespace zhailu::write
