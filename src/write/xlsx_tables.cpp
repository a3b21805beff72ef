#include "write/xlsx_tables.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <utility>

#include "write/book_text.hpp"
#include "write/cell_text.hpp"

namespace zhailu::write {
namespace {

constexpr std::size_t kMaxRows = 1'048'576;              // of a sheet, by Excel's limits
constexpr std::size_t kMaxSheetName = 31;                // characters
constexpr std::int64_t kMaxExact = 999'999'999'999'999;  // a sheet keeps 15 digits
constexpr std::size_t kMinWidth = 6;
constexpr std::size_t kMaxWidth = 40;
constexpr std::size_t kMaxIdWidth = 16;  // ids are there for joining, not for reading
constexpr std::size_t kFilterArrow = 3;
constexpr std::uint8_t kPaperA3 = 8;  // numbers of ECMA-376
constexpr std::uint8_t kPaperA4 = 9;
// Every book says that it was made then: the same rows give the same bytes.
constexpr std::time_t kCreated = 1'577'836'800;  // 2020-01-01

std::optional<int> number_in(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

// A day that a sheet can count: before March 1900 its count is wrong.
std::optional<lxw_datetime> day_in(const Value& cell) {
  if (!cell.is_text() || cell.text().size() != 10) return std::nullopt;
  const std::string_view text = cell.text();
  const auto year = number_in(text.substr(0, 4));
  const auto month = number_in(text.substr(5, 2));
  const auto day = number_in(text.substr(8, 2));
  if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (*year < 1901) return std::nullopt;
  return lxw_datetime{*year, *month, *day, 0, 0, 0.0};
}

// As wide as the paper, as long as it takes.
void print_on(lxw_worksheet* sheet, std::uint8_t paper) {
  worksheet_set_paper(sheet, paper);
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
}

bool is_id(const TableColumn& column) {
  return column.name == "id" || column.name == "rule" || column.name.ends_with("_id");
}

std::string text_in(const Value& object, std::string_view name) {
  const Value* member = object.find(name);
  return member && member->is_text() ? member->text() : std::string();
}

}  // namespace

void XlsxTables::Free::operator()(lxw_workbook* book) const { lxw_workbook_free(book); }

XlsxTables::XlsxTables(lxw_workbook* book, std::string path, std::string shown)
    : book_(book), path_(std::move(path)), shown_(std::move(shown)) {
  lxw_doc_properties properties{};
  properties.created = kCreated;
  workbook_set_properties(book, &properties);
  head_ = workbook_add_format(book);
  format_set_bold(head_);
  format_set_bg_color(head_, 0xDCE6F1);
  format_set_bottom(head_, LXW_BORDER_THIN);
  day_ = workbook_add_format(book);
  format_set_num_format(day_, "yyyy-mm-dd");
  front_ = workbook_add_worksheet(book, "说明");
  print_on(front_, kPaperA4);
}

Result<std::unique_ptr<TableSink>> XlsxTables::create(const std::string& path,
                                                      const std::string& scratch, std::string shown,
                                                      const std::vector<Table>& tables) {
  std::string folder = scratch;  // the library takes no constant
  lxw_workbook_options options{LXW_TRUE, folder.data(), LXW_TRUE};
  std::unique_ptr<XlsxTables> made(
      new XlsxTables(workbook_new_opt(path.c_str(), &options), path, std::move(shown)));
  for (const Table& table : tables) {
    made->tables_.push_back({table, made->sheet_name(table), {}, {}, 0});
    made->tables_.back().widths.resize(table.columns.size(), kMinWidth);
    if (auto added = made->add_sheet(made->tables_.back()); !added) {
      return tl::unexpected(added.error());
    }
  }
  return made;
}

tl::unexpected<Error> XlsxTables::failed(std::string_view reason) const {
  return failure("output.xlsx", say("cannot write the workbook: {}", reason),
                 "free some space, or leave xlsx out of --format", Place{shown_, 0, 0});
}

// ---- Sheets ------------------------------------------------------------------------------------

bool XlsxTables::is_taken(std::string_view name) const {
  return std::any_of(tables_.begin(), tables_.end(),
                     [&](const TableSheets& one) { return one.name == name; });
}

std::string XlsxTables::sheet_name(const Table& table) const {
  const bool fits = !table.title.empty() && table.title.size() <= kMaxSheetName &&
                    table.title.find_first_of("[]:*?/\\'") == std::string::npos;
  if (fits && !is_taken(table.title)) return table.title;
  return table.name.substr(0, kMaxSheetName - 4);  // room for a number behind it
}

Result<void> XlsxTables::add_sheet(TableSheets& to) {
  std::string name = to.name;
  if (!to.sheets.empty()) name += " " + std::to_string(to.sheets.size() + 1);
  lxw_worksheet* sheet = workbook_add_worksheet(book_.get(), name.c_str());
  if (!sheet) return failed("no further sheet can be made");
  worksheet_freeze_panes(sheet, 1, 0);
  print_on(sheet, kPaperA3);
  worksheet_repeat_rows(sheet, 0, 0);
  worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  to.sheets.push_back({std::move(name), sheet, 0});
  return write_heading(to);
}

Result<void> XlsxTables::write_heading(TableSheets& to) {
  for (std::size_t i = 0; i < to.table.columns.size(); ++i) {
    const TableColumn& column = to.table.columns[i];
    const std::string& title = column.title.empty() ? column.name : column.title;
    worksheet_write_string(to.sheets.back().sheet, 0, static_cast<lxw_col_t>(i), title.c_str(),
                           head_);
    to.widths[i] = std::max(to.widths[i], shown_width(title) + kFilterArrow);
  }
  to.sheets.back().rows = 1;
  return {};
}

// ---- Cells -------------------------------------------------------------------------------------

void XlsxTables::write_text(TableSheets& to, std::size_t column, const std::string& text) {
  bool cut = false;
  const std::string shown = book_text(text, cut);
  if (cut) ++cut_;
  if (shown.empty()) return;
  const Sheet& sheet = to.sheets.back();
  worksheet_write_string(sheet.sheet, static_cast<lxw_row_t>(sheet.rows),
                         static_cast<lxw_col_t>(column), shown.c_str(), nullptr);
  to.widths[column] = std::max(to.widths[column], std::min(shown_width(shown), kMaxWidth));
}

void XlsxTables::write_cell(TableSheets& to, std::size_t column, const Value& cell) {
  lxw_worksheet* sheet = to.sheets.back().sheet;
  const auto row = static_cast<lxw_row_t>(to.sheets.back().rows);
  const auto col = static_cast<lxw_col_t>(column);
  if (cell.is_boolean()) {
    worksheet_write_boolean(sheet, row, col, cell.boolean() ? 1 : 0, nullptr);
  } else if (cell.is_double() || (cell.is_integer() && std::abs(cell.integer()) <= kMaxExact)) {
    worksheet_write_number(sheet, row, col, cell.number(), nullptr);
  } else if (to.table.columns[column].kind == ValueKind::kDay && day_in(cell)) {
    lxw_datetime day = *day_in(cell);
    worksheet_write_datetime(sheet, row, col, &day, day_);
    to.widths[column] = std::max<std::size_t>(to.widths[column], 11);
  } else {
    write_text(to, column, cell_text(cell));
  }
}

Result<void> XlsxTables::row(std::size_t table, const Row& row) {
  TableSheets& to = tables_[table];
  if (to.sheets.back().rows == kMaxRows) {
    if (auto added = add_sheet(to); !added) return added;
  }
  for (std::size_t i = 0; i < row.size(); ++i) write_cell(to, i, row[i]);
  ++to.sheets.back().rows;
  ++to.rows;
  return {};
}

// ---- The end -----------------------------------------------------------------------------------

void XlsxTables::finish_sheet(const TableSheets& of, const Sheet& sheet) const {
  const auto columns = static_cast<lxw_col_t>(of.table.columns.size());
  for (lxw_col_t i = 0; i < columns; ++i) {
    const std::size_t most = is_id(of.table.columns[i]) ? kMaxIdWidth : kMaxWidth;
    const std::size_t width = std::min(of.widths[i], most) + 1;
    worksheet_set_column(sheet.sheet, i, i, static_cast<double>(width), nullptr);
  }
  if (columns == 0) return;
  const auto last = static_cast<lxw_row_t>(std::max<std::size_t>(sheet.rows, 2) - 1);
  worksheet_autofilter(sheet.sheet, 0, 0, last, static_cast<lxw_col_t>(columns - 1));
}

void XlsxTables::write_front(const RunReport& report) {
  lxw_row_t at = 0;
  const auto line = [&](const std::string& what, const std::string& is, lxw_format* format) {
    worksheet_write_string(front_, at, 0, what.c_str(), format);
    bool cut = false;
    worksheet_write_string(front_, at, 1, book_text(is, cut).c_str(), format);
  };
  const auto counted = [&](const std::string& sheet, const std::string& table, std::size_t rows) {
    line(sheet, table, nullptr);
    worksheet_write_number(front_, at++, 2, static_cast<double>(rows), nullptr);
  };
  line("zhailu 摘录", report.version, head_);
  worksheet_write_blank(front_, at++, 2, head_);
  line("规则包 (pack)", text_in(report.pack, "name") + " " + text_in(report.pack, "version"),
       nullptr);
  ++at;
  line("规则散列值 (hash)", text_in(report.pack, "hash"), nullptr);
  at += 2;
  line("工作表", "内容 (table)", head_);
  worksheet_write_string(front_, at++, 2, "行数", head_);
  for (const TableSheets& one : tables_) counted(one.sheets.front().name, one.table.name, one.rows);
  ++at;
  if (cut_ > 0) counted("截短的单元格 (cut cells)", "超过 32767 字，末尾为 …", cut_);
  line("说明", "每条记录旁有原文句子，可逐条核对；列表以；分隔；位置按字符计，从 0 开始", nullptr);
  worksheet_set_column(front_, 0, 0, 24, nullptr);
  worksheet_set_column(front_, 1, 1, 72, nullptr);
  worksheet_set_column(front_, 2, 2, 10, nullptr);
}

// The library does not look whether its rows reached the disk.
Result<void> XlsxTables::check_scratch() const {
  for (const TableSheets& table : tables_) {
    for (const Sheet& one : table.sheets) {
      std::FILE* rows = one.sheet->optimize_tmpfile;
      if (rows && (std::fflush(rows) != 0 || std::ferror(rows) != 0)) {
        return failed("the disk is full or broken");
      }
    }
  }
  return {};
}

Result<void> XlsxTables::finish(const RunReport& report) {
  write_front(report);
  for (const TableSheets& table : tables_) {
    for (const Sheet& one : table.sheets) finish_sheet(table, one);
  }
  if (auto checked = check_scratch(); !checked) return checked;
  const lxw_error error = workbook_close(book_.release());  // frees it, too
  if (error != LXW_NO_ERROR) return failed(lxw_strerror(error));
  return {};
}

}  // namespace zhailu::write
