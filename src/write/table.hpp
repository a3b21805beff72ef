#pragma once

#include <functional>
#include <string>
#include <vector>

#include "write/writer.hpp"
#include "zhailu/record.hpp"
#include "zhailu/result.hpp"

namespace zhailu::write {

// Tables as every format shows them: what they are called, what their columns hold and how they
// hang together. Rows come from a TableSet and go into TableSinks (CSV, workbooks, databases).

struct TableColumn {
  std::string name;   // "start"
  std::string title;  // Chinese: 开始日期
  ValueKind kind = ValueKind::kText;
  bool list = false;  // the cell is an array; cell_text() shows it in one cell
  // The column of another table whose values it takes (a null takes part in nothing); empty: none.
  std::string target_table = {};
  std::string target_column = {};
};

struct Table {
  std::string name;   // "meetings"; the file's name without suffix
  std::string title;  // Chinese: 会议; may be empty
  std::vector<TableColumn> columns;
  std::vector<std::string> key;  // columns that together tell rows apart; empty: none do
};

// One cell for each column, in their order; null where there is nothing. A cell is of the column's
// kind (days and times are texts), or an array or object, which cell_text() turns into text.
using Row = std::vector<Value>;
using TakeRow = std::function<Result<void>(const Row& row)>;

// Where rows go. Tables are numbered as TableSet::tables() lists them; rows of several tables
// come mixed, those of one table in the order of output.
class TableSink {
 public:
  virtual ~TableSink() = default;
  virtual Result<void> row(std::size_t table, const Row& row) = 0;
  virtual Result<void> end_document() { return {}; }
  // No row comes after it. What was not finished is lost.
  virtual Result<void> finish(const RunReport& report) = 0;
};

}  // namespace zhailu::write
