#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "write/table.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace zhailu::write {

// Tables as one SQLite database: primary and foreign keys, indexes, views and a full-text search.
// Lists and objects are JSON texts (json_each reads them), truth is 1 or 0, days are ISO texts.
//
//   meeting_flat      a meeting a row, its document and its people in words
//   person_positions  a post of a person a row
//   timeline          meetings and activities with a day, in order
//   search            FTS5 over names, sentences and titles, split in pairs of characters:
//                     WHERE search MATCH '"党课"' finds the word, '"座谈 谈会"' 座谈会
//
// Views stand where their tables and columns do. Rows are written in batches; memory does not grow
// with them. The file is written where it may be lost as a whole, so without a journal.
//
// Errors: "output.sqlite".
class SqliteTables : public TableSink {
 public:
  // `path`: an empty file; `shown`: what messages call it.
  static Result<std::unique_ptr<TableSink>> create(const std::string& path, std::string shown,
                                                   const std::vector<Table>& tables);

  Result<void> row(std::size_t table, const Row& row) override;
  Result<void> finish(const RunReport& report) override;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
    void operator()(sqlite3_stmt* statement) const;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Close>;

  SqliteTables(sqlite3* database, std::string shown, std::vector<Table> tables);

  Result<void> run(const std::string& sql);
  Result<Statement> prepare(const std::string& sql);
  Result<void> prepare_tables();
  Result<void> insert(Statement& into, const Row& cells);
  Result<void> index_words(std::size_t table, const Row& row);
  Result<void> next_batch();
  Result<void> add_indexes();
  Result<void> add_views();
  Result<void> add_run(const RunReport& report);
  [[nodiscard]] bool has(std::string_view table,
                         const std::vector<std::string_view>& columns) const;
  [[nodiscard]] tl::unexpected<Error> failed() const;

  std::unique_ptr<sqlite3, Close> database_;
  std::string shown_;
  std::vector<Table> tables_;
  std::vector<Statement> inserts_;
  Statement words_;
  std::size_t waiting_ = 0;  // rows of the batch
};

// The text in pairs of characters, as `search` holds it; a run of letters or digits stays whole:
//
//   上党课，2021年   →   上党 党课 2021 年
std::string word_pairs(std::string_view text);

}  // namespace zhailu::write
