#pragma once

#include <memory>
#include <utility>

#include "write/table_set.hpp"
#include "write/writer.hpp"

namespace zhailu::write {

// The tables of a run in all formats that were asked for: rows are made once.
class TablesWriter : public Writer {
 public:
  explicit TablesWriter(TableSet tables) : tables_(std::move(tables)) {}

  [[nodiscard]] const std::vector<Table>& tables() const { return tables_.tables(); }
  [[nodiscard]] bool has_sinks() const { return !sinks_.empty(); }
  void add(std::unique_ptr<TableSink> sink) { sinks_.push_back(std::move(sink)); }

  Result<void> document(const DocumentRecords& document) override {
    return tables_.document(document, sinks_);
  }
  Result<void> failure(const DocumentFailure& /*failure*/) override { return {}; }
  Result<void> finish(const RunReport& report) override {
    return tables_.finish(sinks_, report);
  }

 private:
  TableSet tables_;
  TableSet::Sinks sinks_;
};

}  // namespace zhailu::write
