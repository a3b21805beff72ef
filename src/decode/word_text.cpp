#include "decode/word_text.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "decode/table_row.hpp"

namespace zhailu::decode {
namespace {

// What an element does to the text; those that are not here are seen through (w:ins, w:hyperlink, w:sdt …).
enum class Role : std::uint8_t {
  kThrough,
  kParagraph,
  kParagraphProperties,
  kRun,
  kText,
  kTab,
  kBreak,
  kHyphen,
  kSymbol,
  kHidden,
  kDeleted,
  kRow,
  kCell,
  kTextBox,
  kLeftOut,
};

struct ElementRole {
  std::string_view name;
  Role role;
};

// ECMA-376, part 1, section 17; sorted by bytes.
constexpr ElementRole kRoles[] = {
    {"Fallback", Role::kLeftOut},  // of mc:AlternateContent: the same text box once more
    {"br", Role::kBreak},
    {"cr", Role::kBreak},
    {"del", Role::kDeleted},
    {"footnotePr", Role::kLeftOut},
    {"moveFrom", Role::kLeftOut},
    {"noBreakHyphen", Role::kHyphen},
    {"p", Role::kParagraph},
    {"pPr", Role::kParagraphProperties},
    {"pPrChange", Role::kLeftOut},
    {"ptab", Role::kTab},
    {"r", Role::kRun},
    {"rPrChange", Role::kLeftOut},
    {"rt", Role::kLeftOut},
    {"sectPr", Role::kLeftOut},
    {"sym", Role::kSymbol},
    {"t", Role::kText},
    {"tab", Role::kTab},
    {"tc", Role::kCell},
    {"tr", Role::kRow},
    {"txbxContent", Role::kTextBox},
    {"vanish", Role::kHidden},
};

Role role_of(std::string_view name) {
  const auto* found =
      std::lower_bound(std::begin(kRoles), std::end(kRoles), name,
                       [](const ElementRole& a, std::string_view b) { return a.name < b; });
  return found != std::end(kRoles) && found->name == name ? found->role : Role::kThrough;
}

// Word's own elements, those of its formulas (m:r, m:t) and mc:Fallback; a chart's or a picture's `p` is another.
bool is_of_word(const XmlElement& element) {
  const std::string_view space = element.space();
  return space.find("wordprocessingml") != std::string_view::npos || space.ends_with("/math") ||
         space.ends_with("markup-compatibility/2006");
}

bool is_on(const std::string& value) { return value != "0" && value != "false" && value != "off"; }

struct Paragraph {
  std::string text;
  std::string boxes;          // of the text boxes anchored in it
  bool mark_deleted = false;  // it runs on into the next one
};

struct Row {
  std::vector<std::string> cells;
  bool deleted = false;
};

class Reader {
 public:
  WordText read(std::string_view part) {
    XmlEvents events;
    events.start = [this](const XmlElement& element) { start(element); };
    events.end = [this](std::string_view) { end(); };
    events.text = [this](std::string_view text) { add(text); };
    const XmlVerdict verdict = read_xml(part, events);
    return {verdict, std::move(outputs_.front())};
  }

 private:
  void start(const XmlElement& element) {
    if (left_out_ > 0) {
      ++left_out_;
      return;
    }
    const Role role = is_of_word(element) ? role_of(element.name()) : Role::kThrough;
    open_.push_back(role);
    switch (role) {
      case Role::kLeftOut:
        left_out_ = 1;
        break;
      case Role::kDeleted:
        start_deleted();
        break;
      case Role::kParagraph:
        paragraphs_.emplace_back();
        break;
      case Role::kRun:
        hidden_ = false;
        break;
      case Role::kText:
        trims_ = element.attribute("space") != "preserve";
        taken_.clear();
        break;
      case Role::kHidden:
        if (is_in(Role::kRun) && is_on(element.attribute("val"))) hidden_ = true;
        break;
      case Role::kRow:
        rows_.emplace_back();
        break;
      case Role::kCell:
      case Role::kTextBox:
        outputs_.emplace_back();
        break;
      default:
        put_sign(role, element);
    }
  }

  void end() {
    if (left_out_ > 1) {
      --left_out_;
      return;
    }
    left_out_ = 0;
    const Role role = open_.back();
    open_.pop_back();
    if (role == Role::kParagraph) end_paragraph();
    if (role == Role::kText) end_text();
    if (role == Role::kRow) end_row();
    if (role == Role::kCell) end_cell();
    if (role == Role::kTextBox) end_text_box();
  }

  // <w:del> around runs, as the mark of a paragraph's end or as the mark of a row.
  void start_deleted() {
    if (is_in(Role::kParagraphProperties)) {
      if (!paragraphs_.empty()) paragraphs_.back().mark_deleted = true;
    } else if (!rows_.empty() && (open_.size() < 2 || !is_in(Role::kCell))) {
      rows_.back().deleted = true;
    } else {
      left_out_ = 1;
    }
  }

  // True when the newest of the open paragraphs, rows and boxes holds an open element of that role.
  [[nodiscard]] bool is_in(Role role) const {
    for (auto one = open_.rbegin(); one != open_.rend(); ++one) {
      if (*one == role) return true;
      if (*one == Role::kParagraph || *one == Role::kRow || *one == Role::kTextBox) return false;
    }
    return false;
  }

  // Signs stand in runs; <w:tab> in a paragraph's properties is a tab stop.
  void put_sign(Role role, const XmlElement& element) {
    if (!is_in(Role::kRun)) return;
    if (role == Role::kTab) put("\t");
    if (role == Role::kBreak) put("\n");
    if (role == Role::kHyphen) put("-");
    if (role == Role::kSymbol) put(symbol(element.attribute("char")));
  }

  static std::string symbol(const std::string& hex) {
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
    const bool valid = error == std::errc() && code >= 0x20 && code < 0xD800;
    std::string text;
    if (valid || (code >= 0xE000 && code < 0xFFFE)) base::append_code_point(text, code);
    return text;
  }

  void add(std::string_view text) {
    if (left_out_ == 0 && !open_.empty() && open_.back() == Role::kText) taken_ += text;
  }

  // Blanks around a text count only when it says so.
  void end_text() {
    std::string_view text = taken_;
    if (trims_) {
      constexpr std::string_view kBlanks = " \t\r\n";
      text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
      text = text.substr(0, text.find_last_not_of(kBlanks) + 1);
    }
    put(text);
  }

  void put(std::string_view text) {
    if (!hidden_ && !paragraphs_.empty()) paragraphs_.back().text += text;
  }

  void end_paragraph() {
    const Paragraph paragraph = std::move(paragraphs_.back());
    paragraphs_.pop_back();
    std::string& output = outputs_.back();
    output += paragraph.text;
    if (!paragraph.mark_deleted || !paragraph.boxes.empty()) output += '\n';
    output += paragraph.boxes;
  }

  void end_cell() {
    std::string cell = std::move(outputs_.back());
    outputs_.pop_back();
    if (cell.ends_with('\n')) cell.pop_back();
    if (!rows_.empty()) rows_.back().cells.push_back(std::move(cell));
  }

  void end_row() {
    const Row row = std::move(rows_.back());
    rows_.pop_back();
    if (row.deleted) return;
    const std::vector<std::string_view> cells(row.cells.begin(), row.cells.end());
    if (const auto line = row_line(cells)) {
      outputs_.back() += *line + '\n';
      return;
    }
    for (const std::string_view cell : cells) outputs_.back().append(cell) += '\n';
  }

  // After its paragraph, so that it does not cut a sentence.
  void end_text_box() {
    const std::string box = std::move(outputs_.back());
    outputs_.pop_back();
    (paragraphs_.empty() ? outputs_.back() : paragraphs_.back().boxes) += box;
  }

  std::vector<Role> open_;                   // of the elements that are not left out
  std::vector<std::string> outputs_ = {{}};  // of the part, then of each open cell and text box
  std::vector<Paragraph> paragraphs_;        // several where a text box stands in one
  std::vector<Row> rows_;
  std::string taken_;  // of the open <w:t>
  bool trims_ = true;
  bool hidden_ = false;
  std::size_t left_out_ = 0;  // open elements from the one on that is left out
};

}  // namespace

WordText word_text(std::string_view part) { return Reader().read(part); }

}  // namespace zhailu::decode
