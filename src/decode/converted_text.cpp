#include "decode/converted_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "decode/child_process.hpp"
#include "decode/page_text.hpp"
#include "decode/table_row.hpp"

namespace zhailu::decode {
namespace {

using Failed = tl::unexpected<ReaderFailure>;
using End = ChildOutcome::End;

struct Program {
  std::string_view name;
  std::string_view package;
  std::string_view kind;  // of document, for messages
  std::string_view corrupt_code;
};

constexpr Program kPdfToText = {"pdftotext", "poppler-utils", "PDF document (.pdf)", "corrupt_pdf"};
constexpr Program kAntiword = {"antiword", "antiword", "Word document (.doc)", "corrupt_doc"};

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')).substr(0, 120));
}

// What became of a program that did not come to its own end.
Failed stopped(const Program& program, const ChildOutcome& outcome) {
  const auto over = [&](std::string_view what) {
    return Failed({"budget_exceeded", fmt::format("{} was stopped: {}", program.name, what)});
  };
  switch (outcome.end) {
    case End::kNotThere:
      return Failed(
          {"reader_missing",
           fmt::format("a {} is read by {}, which is not installed; install the package {}",
                       program.kind, program.name, program.package)});
    case End::kTooSlow:
      return over("it took over 60 seconds");
    case End::kTooMuch:
      return over("its text is over 64 MiB");
    case End::kKilled:
      return over("it failed or its memory was used up");
    default:
      return Failed({"reader_missing",
                     fmt::format("{} cannot be started: {}", program.name, outcome.errors)});
  }
}

bool says(const ChildOutcome& outcome, std::string_view words) {
  return outcome.errors.find(words) != std::string::npos;
}

DocumentTextOutcome text_of(const Program& program, const std::string& text) {
  if (text.find_first_not_of(" \t\r\n\f") == std::string::npos) {
    return Failed(
        {"no_text", fmt::format("the {} holds no text, perhaps a scan; have it read by OCR first",
                                program.kind)});
  }
  return DocumentText{text, {}};
}

Failed locked(const Program& program, std::string_view why) {
  return Failed({"encrypted", fmt::format("the {} {}", program.kind, why)});
}

Failed corrupt(const Program& program, const ChildOutcome& outcome) {
  return Failed({std::string(program.corrupt_code),
                 fmt::format("{} cannot read it: {}", program.name, first_line(outcome.errors))});
}

// antiword draws the rows of tables: |姓名   |职务   | becomes 姓名　职务.
std::string row_text(std::string_view row) {
  std::vector<std::string_view> cells;
  row.remove_prefix(1);
  while (!row.empty()) {
    const std::size_t end = std::min(row.find('|'), row.size());
    std::string_view cell = row.substr(0, end);
    cell.remove_prefix(std::min(cell.find_first_not_of(' '), cell.size()));
    cells.push_back(cell.substr(0, cell.find_last_not_of(' ') + 1));
    row.remove_prefix(std::min(end + 1, row.size()));
  }
  return row_line(cells).value_or(std::string{});
}

std::string with_rows(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const bool row = line.size() > 2 && line.starts_with('|') && line.ends_with('|');
    const std::string shown = row ? row_text(line) : std::string{};
    result += shown.empty() ? line : shown;
    if (end < text.size()) result += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

}  // namespace

DocumentTextOutcome pdf_text(std::string_view bytes) {
  constexpr int kNotAllowed = 3;
  const ChildOutcome outcome =
      run_child({std::string(kPdfToText.name), "-bbox-layout", "-enc", "UTF-8", "-", "-"}, bytes);
  if (outcome.end != End::kExited) return stopped(kPdfToText, outcome);
  if (outcome.code == kNotAllowed)
    return locked(kPdfToText, "does not allow its text to be taken out");
  if (outcome.code != 0) {
    if (says(outcome, "password")) return locked(kPdfToText, "is locked by a password");
    return corrupt(kPdfToText, outcome);
  }
  const std::optional<std::string> text = page_text(outcome.output);
  if (!text) return corrupt(kPdfToText, outcome);
  return text_of(kPdfToText, *text);
}

DocumentTextOutcome word97_text(std::string_view bytes) {
  const ChildOutcome outcome =
      run_child({std::string(kAntiword.name), "-m", "UTF-8.txt", "-w", "0", "-"}, bytes);
  if (outcome.end != End::kExited) return stopped(kAntiword, outcome);
  if (says(outcome, "ncrypted")) return locked(kAntiword, "is locked by a password");
  if (outcome.code != 0) return corrupt(kAntiword, outcome);
  DocumentTextOutcome read = text_of(kAntiword, outcome.output);
  if (read) read->text = with_rows(read->text);
  return read;
}

}  // namespace zhailu::decode
