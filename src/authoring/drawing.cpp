#include "authoring/drawing.hpp"

#include <algorithm>

#include "authoring/display_width.hpp"
#include "authoring/stretch.hpp"
#include "base/utf8.hpp"

namespace zhailu::authoring {
namespace {

constexpr std::string_view kIndent = "    ";
constexpr const char* kBold = "\x1B[1m";
constexpr const char* kMark = "\x1B[36m";
constexpr const char* kPlain = "\x1B[0m";

// A character of a drawn line: where it stands in the normalized text, and its columns.
struct Cell {
  std::size_t normalized = 0;
  std::string text;
  std::size_t columns = 0;
};
using Row = std::vector<Cell>;

// The sentence as it was written, without what normalisation removed, broken at the width.
std::vector<Row> rows_of(const ExaminedDocument& document, Span<Normalized> sentence,
                         std::size_t width) {
  std::vector<Row> rows(1);
  std::size_t column = 0;
  const std::string_view text = document.analysis.normalized.text;
  for (std::size_t at = sentence.begin; at < sentence.end;) {
    const std::size_t begin = at;
    base::next_code_point(text, at);
    Cell cell{begin, document.text({begin, at}), 0};
    cell.columns = columns_of(cell.text);
    if (column + cell.columns > width) {
      rows.emplace_back();
      column = 0;
    }
    column += cell.columns;
    rows.back().push_back(std::move(cell));
  }
  return rows;
}

// The columns [begin, end) of a span in a row; empty: not in it.
std::pair<std::size_t, std::size_t> columns_in(const Row& row, Span<Normalized> span) {
  std::size_t column = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  for (const Cell& cell : row) {
    if (cell.normalized >= span.begin && cell.normalized < span.end) {
      if (end == 0) begin = column;
      end = column + cell.columns;
    }
    column += cell.columns;
  }
  return {begin, end};
}

// Lines of marks: each mark in the first line that has room for it and its label.
class MarkLines {
 public:
  explicit MarkLines(const DrawingStyle& style) : style_(style) {}

  void add(std::size_t begin, std::size_t end, const std::string& label) {
    auto line = std::find_if(lines_.begin(), lines_.end(), [&](const Line& one) {
      return one.columns == 0 || one.columns + 2 <= begin;
    });
    if (line == lines_.end()) line = lines_.insert(line, Line{});
    line->text.append(begin - line->columns, ' ');
    const std::string mark(std::max<std::size_t>(end - begin, 1), '^');
    line->text += style_.color ? kMark + mark + kPlain : mark;
    line->text += " " + label;
    line->columns = begin + mark.size() + 1 + columns_of(label);
  }

  [[nodiscard]] std::string text() const {
    std::string all;
    for (const Line& line : lines_) all += std::string(kIndent) + line.text + "\n";
    return all;
  }

 private:
  struct Line {
    std::string text;
    std::size_t columns = 0;
  };
  const DrawingStyle& style_;
  std::vector<Line> lines_;
};

// The sentences that the marks touch; of one without end what stands around them. In text order, none
// overlapping another.
std::vector<Span<Normalized>> stretches_of(const ExaminedDocument& document,
                                           const std::vector<Mark>& marks) {
  const auto& sentences = document.analysis.segments.sentences;
  std::vector<Span<Normalized>> all;
  for (const Mark& mark : marks) {
    const std::int32_t first = document.sentence_at(mark.span.begin);
    for (auto i = static_cast<std::size_t>(std::max(first, 0)); first >= 0 && i < sentences.size();
         ++i) {
      if (sentences[i].span.begin >= std::max(mark.span.end, mark.span.begin + 1)) break;
      all.push_back(
          stretch_around(document.analysis.normalized.text, sentences[i].span, mark.span));
    }
  }
  std::sort(all.begin(), all.end(), [](auto a, auto b) { return a.begin < b.begin; });
  std::vector<Span<Normalized>> joined;
  for (const Span<Normalized> one : all) {
    if (joined.empty() || one.begin >= joined.back().end) {
      joined.push_back(one);
    } else {
      joined.back().end = std::max(joined.back().end, one.end);
    }
  }
  return joined;
}

}  // namespace

std::string bold(const std::string& text, const DrawingStyle& style) {
  return style.color ? kBold + text + kPlain : text;
}

std::string draw(const ExaminedDocument& document, std::vector<Mark> marks,
                 const DrawingStyle& style) {
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  const std::size_t width =
      std::max<std::size_t>(style.width, 20 + kIndent.size()) - kIndent.size();
  std::string drawing;
  for (const Span<Normalized> stretch : stretches_of(document, marks)) {
    for (const Row& row : rows_of(document, stretch, width)) {
      MarkLines lines(style);
      for (const Mark& mark : marks) {
        const auto [begin, end] = columns_in(row, mark.span);
        if (end > begin && !mark.label.empty()) lines.add(begin, end, mark.label);
      }
      drawing += kIndent;
      for (const Cell& cell : row) drawing += cell.text;
      drawing += "\n" + lines.text();
    }
  }
  return drawing;
}

}  // namespace zhailu::authoring
