#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "write/table_source.hpp"

namespace zhailu::write {

// The tables of a run: documents, one for each kind of record that is written. Every format that
// shows tables shows these.
class TableSet {
 public:
  explicit TableSet(const std::vector<CollectionInfo>& collections);

  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; }

  // Leaves out all tables but the one of that name, which must be there.
  void keep_only(std::string_view name);

  // Hands the rows of one document to `sinks`, table by table.
  using Sinks = std::vector<std::unique_ptr<TableSink>>;
  Result<void> document(const DocumentRecords& records, const Sinks& sinks);
  // Hands over the rows that are known after the last document, and finishes the sinks.
  Result<void> finish(const Sinks& sinks);

 private:
  std::vector<std::unique_ptr<TableSource>> sources_;
  std::vector<Table> tables_;  // of the source with the same number
};

}  // namespace zhailu::write
