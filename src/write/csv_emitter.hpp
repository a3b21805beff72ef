#pragma once

#include <string>
#include <string_view>

#include "zhailu/value.hpp"

namespace zhailu::write {

// What a table begins with: Excel takes a file for UTF-8 only with it.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The text with a blank for every line break and without NUL and other control characters; TAB stays.
std::string on_one_line(std::string_view text);

// Makes a text harmless in a spreadsheet and keeps it on one line:
//   - a line break of any kind becomes a blank; NUL and other control characters go, TAB stays
//   - a text that a spreadsheet would run (first character, blanks skipped, one of = + - @ TAB CR and
//     the full-width ＝ ＋ － ＠) or change (only digits, twelve or more or with a leading zero:
//     420106198001010011, 010020) gets a leading ' ; a plain negative number (-3.5) does not
std::string guarded(std::string_view text);

// Who reads the table.
//   kSpreadsheet: CRLF, cells guarded and on one line
//   kData:        LF, cells as they are (line breaks within quotes), only NUL goes
enum class CsvProfile { kSpreadsheet, kData };

// One row of RFC 4180: commas, quotes where needed.
class CsvRow {
 public:
  // `out` is appended to and must outlive the row.
  explicit CsvRow(std::string& out, CsvProfile profile = CsvProfile::kSpreadsheet)
      : out_(out), profile_(profile) {}

  void text(std::string_view text);  // guarded for a spreadsheet
  void value(const Value& value);    // numbers as they are, all else as text()
  void end();

 private:
  void cell(std::string_view text);

  std::string& out_;
  CsvProfile profile_;
  bool first_ = true;
};

}  // namespace zhailu::write
