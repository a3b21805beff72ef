#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "write/table.hpp"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace zhailu::write {

// Tables as one workbook: a first sheet that says what is what, then a sheet a table with Chinese
// headings, the head row frozen and filtered. Days are days, numbers are numbers, everything else is
// text and nothing a formula. A table of more than 1,048,575 rows goes on in a further sheet, a text
// too long for a cell is cut (book_text.hpp) and counted on the first sheet.
//
// Memory does not grow with the rows: they wait in files of `scratch`. Same rows, same bytes.
//
// Errors: "output.xlsx".
class XlsxTables : public TableSink {
 public:
  // `path`: a file that is there and may be overwritten; `shown`: what messages call it.
  static Result<std::unique_ptr<TableSink>> create(const std::string& path,
                                                   const std::string& scratch, std::string shown,
                                                   const std::vector<Table>& tables);

  Result<void> row(std::size_t table, const Row& row) override;
  Result<void> finish(const RunReport& report) override;

 private:
  struct Sheet {
    std::string name;
    lxw_worksheet* sheet = nullptr;
    std::size_t rows = 0;  // the heading, too
  };
  struct TableSheets {
    Table table;
    std::string name;           // of its first sheet
    std::vector<Sheet> sheets;  // the last is written to
    std::vector<std::size_t> widths;
    std::size_t rows = 0;
  };
  struct Free {
    void operator()(lxw_workbook* book) const;
  };

  XlsxTables(lxw_workbook* book, std::string path, std::string shown);

  Result<void> add_sheet(TableSheets& to);
  Result<void> write_heading(TableSheets& to);
  void write_cell(TableSheets& to, std::size_t column, const Value& cell);
  void write_text(TableSheets& to, std::size_t column, const std::string& text);
  void finish_sheet(const TableSheets& of, const Sheet& sheet) const;
  void write_front(const RunReport& report);
  [[nodiscard]] std::string sheet_name(const Table& table) const;
  [[nodiscard]] bool is_taken(std::string_view name) const;
  [[nodiscard]] Result<void> check_scratch() const;
  [[nodiscard]] tl::unexpected<Error> failed(std::string_view reason) const;

  std::unique_ptr<lxw_workbook, Free> book_;
  std::string path_;
  std::string shown_;
  lxw_worksheet* front_ = nullptr;
  lxw_format* head_ = nullptr;
  lxw_format* day_ = nullptr;
  std::vector<TableSheets> tables_;
  std::size_t cut_ = 0;  // cells
};

}  // namespace zhailu::write
