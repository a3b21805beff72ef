#include "decode/page_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "decode/xml_events.hpp"

namespace zhailu::decode {
namespace {

// In widths of a Han character of the page. A line may end earlier than its column by a mark that must not begin
// the next one, and by one that must not end it.
constexpr double kLineSlack = 2.1;
constexpr double kIndent = 0.6;
constexpr double kCellGap = 3.0;       // between cells of a table, not between words
constexpr double kGutter = 0.4;        // free between two columns; marks may hang into the rest
constexpr double kEmptyLine = 1.5;     // of the usual distance of lines
constexpr double kOtherSize = 0.15;    // of a heading's characters
constexpr std::size_t kMaxBlanks = 8;  // columns of a gap; a Han character has two

struct Word {
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
  std::string text;
};

struct Row {
  std::vector<Word> words;  // from left to right
  [[nodiscard]] double left() const { return words.front().left; }
  [[nodiscard]] double right() const { return words.back().right; }
  [[nodiscard]] double top() const { return words.front().top; }
  [[nodiscard]] double height() const { return words.front().bottom - words.front().top; }
};

// Where the lines of a column begin and end.
struct Edges {
  double left = 0;
  double right = 0;
};

double number(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr double kFarthest = 1e6;  // points; a page has at most 14,400
  return std::isfinite(value) ? std::clamp(value, -kFarthest, kFarthest) : 0;
}

double median(std::vector<double> values, double without) {
  if (values.empty()) return without;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// The width of a Han character: of words that hold nothing else.
double han_width(const std::vector<Word>& words) {
  std::vector<double> widths;
  std::vector<double> heights;
  for (const Word& word : words) {
    const std::size_t characters = base::count_code_points(word.text);
    heights.push_back(word.bottom - word.top);
    if (characters >= 2 && word.text.size() == 3 * characters) {
      widths.push_back((word.right - word.left) / static_cast<double>(characters));
    }
  }
  return std::max(median(std::move(widths), median(std::move(heights), 1)), 0.1);
}

// Words whose middle lies within the first one's height stand in one row.
std::vector<Row> rows_of(std::vector<Word> words) {
  const auto middle = [](const Word& word) { return (word.top + word.bottom) / 2; };
  std::stable_sort(words.begin(), words.end(),
                   [&](const Word& a, const Word& b) { return middle(a) < middle(b); });
  std::vector<Row> rows;
  double row_bottom = 0;
  for (Word& word : words) {
    if (rows.empty() || middle(word) > row_bottom) {
      row_bottom = middle(word) + (word.bottom - word.top) / 2;
      rows.emplace_back();
    }
    rows.back().words.push_back(std::move(word));
  }
  for (Row& row : rows) {
    std::stable_sort(row.words.begin(), row.words.end(),
                     [](const Word& a, const Word& b) { return a.left < b.left; });
  }
  return rows;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class PageWriter {
 public:
  PageWriter(std::vector<Word> words, std::string& text)
      : han_(han_width(words)), rows_(rows_of(std::move(words))), text_(text) {}

  // Returns the middle between two columns. `former`: that of the page before, for a last page that shows no two full
  // columns.
  std::optional<double> write(std::optional<double> former) {
    pitch_ = usual_pitch();
    std::optional<double> gutter = find_gutter();
    if (!gutter && former && keeps_free(*former)) gutter = former;
    std::vector<Row> whole;
    std::vector<Row> divided;
    for (const Row& row : rows_)
      (gutter && is_divided(row, *gutter) ? divided : whole).push_back(row);
    const Edges page = edges_of(whole);
    const Edges left = gutter ? edges_of(side(divided, *gutter, true)) : page;
    const Edges right = gutter ? edges_of(side(divided, *gutter, false)) : page;
    for (std::size_t begin = 0; begin < rows_.size();) {
      const bool two = gutter && is_divided(rows_[begin], *gutter);
      std::vector<Row> part;
      for (; begin < rows_.size() && (gutter && is_divided(rows_[begin], *gutter)) == two;
           ++begin) {
        part.push_back(rows_[begin]);
      }
      if (two) {
        write_column(side(part, *gutter, true), left, false);
        write_column(side(part, *gutter, false), right, open_);
      } else {
        write_column(part, page, false);
      }
    }
    if (!text_.empty()) text_ += '\n';
    return gutter;
  }

 private:
  // --- columns

  [[nodiscard]] double usual_pitch() const {
    std::vector<double> distances;
    for (std::size_t i = 1; i < rows_.size(); ++i)
      distances.push_back(rows_[i].top() - rows_[i - 1].top());
    return median(std::move(distances), han_ * 2);
  }

  // A row that leaves the gutter free; a short row on one side of it belongs to its column.
  [[nodiscard]] bool is_divided(const Row& row, double gutter) const {
    return std::none_of(row.words.begin(), row.words.end(), [&](const Word& word) {
      return word.left < gutter + kGutter * han_ / 2 && word.right > gutter - kGutter * han_ / 2;
    });
  }

  [[nodiscard]] bool keeps_free(double gutter) const {
    const auto divided = std::count_if(rows_.begin(), rows_.end(),
                                       [&](const Row& row) { return is_divided(row, gutter); });
    return static_cast<std::size_t>(divided) * 10 >= rows_.size() * 7;
  }

  // The middle of a strip in the page's middle that the rows leave free while text ends right before it and begins
  // right behind it, as lines do and cells of a table do not.
  [[nodiscard]] std::optional<double> find_gutter() const {
    constexpr int kTries = 64;
    double left = rows_.front().left();
    double right = rows_.front().right();
    for (const Row& row : rows_) {
      left = std::min(left, row.left());
      right = std::max(right, row.right());
    }
    std::optional<double> first;
    double last = 0;
    std::size_t most = 0;
    for (int i = 0; i < kTries; ++i) {
      const double at = left + (right - left) * (0.4 + 0.2 * i / kTries);
      const std::size_t lines = lines_on_both_sides(at);
      if (lines == 0 || lines < most) continue;
      if (lines > most) first = at;
      last = at;
      most = lines;
    }
    return first ? std::optional((*first + last) / 2) : std::nullopt;
  }

  // Rows in which one line ends before `at` and another begins behind it; none when that is no gutter: few such rows,
  // many others with text on both sides, many that cross it.
  [[nodiscard]] std::size_t lines_on_both_sides(double at) const {
    constexpr std::size_t kFewLines = 8;
    std::size_t both = 0;
    std::size_t lines = 0;
    for (const Row& row : rows_) {
      if (!is_divided(row, at) || row.left() > at || row.right() < at) continue;
      const auto behind = std::find_if(row.words.begin(), row.words.end(),
                                       [&](const Word& word) { return word.left > at; });
      ++both;
      if (std::prev(behind)->right > at - (1 + kLineSlack) * han_ &&
          behind->left < at + (1 + kLineSlack) * han_)
        ++lines;
    }
    return lines >= kFewLines && lines * 10 >= both * 6 && keeps_free(at) ? lines : 0;
  }

  static std::vector<Row> side(const std::vector<Row>& rows, double gutter, bool left) {
    std::vector<Row> half;
    for (const Row& row : rows) {
      Row part;
      for (const Word& word : row.words) {
        if ((word.left < gutter) == left) part.words.push_back(word);
      }
      if (!part.words.empty()) half.push_back(std::move(part));
    }
    return half;
  }

  // --- lines

  // `goes_on`: the column before it ended in mid-line.
  void write_column(const std::vector<Row>& rows, const Edges& edges, bool goes_on) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Row& row = rows[i];
      const bool apart = i > 0 && row.top() - rows[i - 1].top() > kEmptyLine * pitch_;
      if (i > 0)
        goes_on = !apart && is_open(rows[i - 1], edges) && is_of_one_size(rows[i - 1], row);
      if (goes_on && starts_at_edge(row, edges)) {
        if (is_letter(text_.back()) && is_letter(row.words.front().text.front())) text_ += ' ';
      } else {
        if (starts_ < text_.size()) text_ += apart ? "\n\n" : "\n";
        put_blanks(row.left() - edges.left, false);
      }
      put_words(row);
    }
    if (!rows.empty()) open_ = is_open(rows.back(), edges);
  }

  // Of the lines of text: what is shorter may be a page number in the margin.
  [[nodiscard]] Edges edges_of(const std::vector<Row>& rows) const {
    constexpr double kLine = 10;
    Edges edges;
    for (const bool all : {false, true}) {
      bool found = false;
      for (const Row& row : rows) {
        if (!all && row.right() - row.left() < kLine * han_) continue;
        edges.left = found ? std::min(edges.left, row.left()) : row.left();
        edges.right = found ? std::max(edges.right, row.right()) : row.right();
        found = true;
      }
      if (!found) continue;
      if (all) edges.right = std::numeric_limits<double>::infinity();  // no line is full
      break;
    }
    return edges;
  }

  [[nodiscard]] bool is_open(const Row& row, const Edges& edges) const {
    return row.right() >= edges.right - kLineSlack * han_ && !has_cells(row);
  }

  [[nodiscard]] bool starts_at_edge(const Row& row, const Edges& edges) const {
    return row.left() <= edges.left + kIndent * han_ && !has_cells(row);
  }

  static bool is_of_one_size(const Row& row, const Row& next) {
    return std::abs(row.height() - next.height()) <= kOtherSize * row.height();
  }

  [[nodiscard]] bool has_cells(const Row& row) const {
    for (std::size_t i = 1; i < row.words.size(); ++i) {
      if (row.words[i].left - row.words[i - 1].right > kCellGap * han_) return true;
    }
    return false;
  }

  void put_words(const Row& row) {
    for (std::size_t i = 0; i < row.words.size(); ++i) {
      const std::string& word = row.words[i].text;
      if (i > 0) {
        const bool letters = is_letter(text_.back()) && is_letter(word.front());
        put_blanks(row.words[i].left - row.words[i - 1].right, letters);
      }
      text_ += word;
    }
  }

  // A full-width blank for the width of a Han character, a narrow one for half of it.
  void put_blanks(double width, bool at_least_one) {
    const double halves = std::clamp(std::round(width / (han_ / 2)), at_least_one ? 1.0 : 0.0,
                                     static_cast<double>(kMaxBlanks));
    const auto count = static_cast<std::size_t>(halves);
    for (std::size_t i = 0; i < count / 2; ++i) text_ += "\u3000";
    if (count % 2 == 1) text_ += ' ';
  }

  double han_;
  std::vector<Row> rows_;
  std::string& text_;
  double pitch_ = 0;
  std::size_t starts_ = text_.size();  // of the page in the text
  bool open_ = false;                  // the newest column ended in mid-line
};

// XML allows no control characters, PDF does.
std::string without_controls(std::string_view layout) {
  std::string clean(layout);
  for (char& c : clean) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') c = ' ';
  }
  return clean;
}

}  // namespace

std::optional<std::string> page_text(std::string_view layout) {
  const std::size_t begin = layout.find("<doc>");
  const std::size_t end = layout.rfind("</doc>");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin)
    return std::nullopt;
  std::string text;
  std::vector<Word> words;
  bool in_word = false;
  std::optional<double> gutter;
  XmlEvents events;
  events.start = [&](const XmlElement& element) {
    in_word = element.name() == "word";
    if (!in_word) return;
    words.push_back({number(element.attribute("xMin")),
                     number(element.attribute("xMax")),
                     number(element.attribute("yMin")),
                     number(element.attribute("yMax")),
                     {}});
  };
  events.text = [&](std::string_view part) {
    if (in_word) words.back().text += part;
  };
  events.end = [&](std::string_view name) {
    in_word = false;
    if (name != "page") return;
    std::erase_if(words, [](const Word& word) { return word.text.empty(); });
    if (!words.empty()) gutter = PageWriter(std::exchange(words, {}), text).write(gutter);
    text += '\f';
  };
  const std::string clean = without_controls(layout.substr(begin, end + 6 - begin));
  if (read_xml(clean, events) != XmlVerdict::kWhole) return std::nullopt;
  return text;
}

}  // namespace zhailu::decode
