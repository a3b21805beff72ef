#include "decode/html.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "decode/html_cleaning.hpp"
#include "decode/table_row.hpp"

namespace zhailu::decode {
namespace {

// libxml2 searches its stack of open tags for every end tag, which is quadratic on
// <div><div>…</b></b>… Browsers keep 512 levels too and make siblings of what lies deeper.
constexpr int kMaxDepth = 512;
constexpr std::size_t kMaxMeta = 1000;
constexpr std::size_t kChunkBytes = 256 * 1024;

// What an element does to the text around and inside it.
enum class Role : std::uint8_t {
  kInline,
  kLine,
  kParagraph,
  kBreak,
  kRow,
  kCell,
  kTable,
  kPreformatted,
  kInvisible,
  kTitle,
  kMeta,
};

struct ElementRole {
  std::string_view name;
  Role role;
};

// HTML 4.01 and HTML Living Standard, section Rendering; elements that are not here are inline.
constexpr ElementRole kRoles[] = {
    {"address", Role::kLine},
    {"article", Role::kLine},
    {"aside", Role::kLine},
    {"blockquote", Role::kLine},
    {"body", Role::kLine},
    {"br", Role::kBreak},
    {"caption", Role::kLine},
    {"center", Role::kLine},
    {"dd", Role::kLine},
    {"details", Role::kLine},
    {"dir", Role::kLine},
    {"div", Role::kLine},
    {"dl", Role::kLine},
    {"dt", Role::kLine},
    {"fieldset", Role::kLine},
    {"figcaption", Role::kLine},
    {"figure", Role::kLine},
    {"footer", Role::kLine},
    {"form", Role::kLine},
    {"h1", Role::kParagraph},
    {"h2", Role::kParagraph},
    {"h3", Role::kParagraph},
    {"h4", Role::kParagraph},
    {"h5", Role::kParagraph},
    {"h6", Role::kParagraph},
    {"header", Role::kLine},
    {"hr", Role::kParagraph},
    {"iframe", Role::kInvisible},
    {"legend", Role::kLine},
    {"li", Role::kLine},
    {"main", Role::kLine},
    {"menu", Role::kLine},
    {"meta", Role::kMeta},
    {"nav", Role::kLine},
    {"noframes", Role::kInvisible},
    {"noscript", Role::kInvisible},
    {"ol", Role::kLine},
    {"option", Role::kLine},
    {"p", Role::kParagraph},
    {"pre", Role::kPreformatted},
    {"script", Role::kInvisible},
    {"section", Role::kLine},
    {"select", Role::kLine},
    {"style", Role::kInvisible},
    {"summary", Role::kLine},
    {"svg", Role::kInvisible},
    {"table", Role::kTable},
    {"tbody", Role::kLine},
    {"td", Role::kCell},
    {"template", Role::kInvisible},
    {"textarea", Role::kLine},
    {"tfoot", Role::kLine},
    {"th", Role::kCell},
    {"thead", Role::kLine},
    {"title", Role::kTitle},
    {"tr", Role::kRow},
    {"ul", Role::kLine},
};

Role role_of(std::string_view name) {
  const auto* found =
      std::lower_bound(std::begin(kRoles), std::end(kRoles), name,
                       [](const ElementRole& a, std::string_view b) { return a.name < b; });
  return found != std::end(kRoles) && found->name == name ? found->role : Role::kInline;
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// Attributes as libxml2 hands them over: name, value, name, value, …, nullptr.
std::string_view attribute(const xmlChar** attributes, std::string_view name) {
  for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
    if (view(attributes[0]) == name) return view(attributes[1]);
  }
  return {};
}

bool has_attribute(const xmlChar** attributes, std::string_view name) {
  for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
    if (view(attributes[0]) == name) return true;
  }
  return false;
}

bool is_hidden(const xmlChar** attributes) {
  if (has_attribute(attributes, "hidden")) return true;
  std::string style = lower_case(attribute(attributes, "style"));
  style.erase(std::remove_if(style.begin(), style.end(), is_blank), style.end());
  return style.find("display:none") != std::string::npos;
}

// A row of a table as it stands in the text so far.
struct Row {
  std::size_t begin = 0;           // byte offsets in the text
  std::vector<std::size_t> cells;  // where each begins
  bool stands_apart = false;       // an empty line belongs before it
  bool layout = false;             // it holds a table of its own
};

// The text under construction. Breaks are remembered and written only when text follows.
class TextBuilder {
 public:
  enum class Gap : std::uint8_t { kNone, kBlank, kLine, kParagraph };

  void gap(Gap wanted) { gap_ = std::max(gap_, wanted); }

  // A second <br> makes an empty line.
  void line_break() { gap_ = gap_ >= Gap::kLine ? Gap::kParagraph : Gap::kLine; }

  void add(std::string_view text) {
    for (const char c : text) {
      if (is_blank(c)) {
        gap(Gap::kBlank);
      } else {
        put(c);
      }
    }
  }

  void add_preformatted(std::string_view text) {
    for (const char c : text) {
      if (c == '\n') {
        line_break();
      } else {
        put(c);
      }
    }
  }

  void open_row() {
    gap(Gap::kLine);
    if (!rows_.empty()) rows_.back().layout = true;
    rows_.push_back({text_.size(), {}, gap_ == Gap::kParagraph, false});
  }

  void open_cell() {
    gap(Gap::kLine);
    if (!rows_.empty()) rows_.back().cells.push_back(text_.size());
  }

  void close_row() {
    gap(Gap::kLine);
    if (rows_.empty()) return;
    const Row row = std::move(rows_.back());
    rows_.pop_back();
    if (!row.layout && row.cells.size() > 1) join_cells(row);
  }

  std::string take() { return std::move(text_); }

 private:
  void put(char c) {
    if (gap_ != Gap::kNone) write_gap();
    text_ += c;
  }

  void write_gap() {
    if (!text_.empty()) {
      text_ += gap_ == Gap::kBlank ? " " : gap_ == Gap::kLine ? "\n" : "\n\n";
    }
    gap_ = Gap::kNone;
  }

  void join_cells(const Row& row) {
    std::vector<std::string_view> cells;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::size_t end = i + 1 < row.cells.size() ? row.cells[i + 1] : text_.size();
      cells.push_back(std::string_view(text_).substr(row.cells[i], end - row.cells[i]));
    }
    const std::optional<std::string> joined = row_line(cells);
    if (!joined || joined->empty()) return;
    text_.resize(row.cells.front());
    const bool first = row.cells.front() == row.begin;
    if (!text_.empty()) text_ += first && row.stands_apart ? "\n\n" : "\n";
    text_ += *joined;
  }

  std::string text_;
  Gap gap_ = Gap::kNone;
  std::vector<Row> rows_;
};

using Gap = TextBuilder::Gap;

// An open element, in step with libxml2's own stack.
struct OpenElement {
  Role role = Role::kInline;
  bool hidden = false;
};

class PageReader {
 public:
  explicit PageReader(VisibleText& result) : result_(result) {}

  void set_parser(htmlParserCtxtPtr parser) { parser_ = parser; }

  void start(const xmlChar* name, const xmlChar** attributes) {
    limit_depth();
    // libxml2 drops a broken tag from its stack without telling: what lies above is over.
    close_down_to(depth() - 1);
    const Role role = role_of(view(name));
    const bool hidden = role == Role::kInvisible || is_hidden(attributes);
    open_.push_back({role, hidden});
    if (role == Role::kMeta) add_meta(attributes);
    if (hidden) ++hidden_;
    if (hidden_ == 0) enter(role);
  }

  void end() { close_down_to(depth() - 1); }

  void text(std::string_view characters) {
    if (hidden_ > 0) return;
    if (in_title_) {
      if (!title_done_) title_.add(characters);
    } else if (preformatted_ > 0) {
      text_.add_preformatted(characters);
    } else {
      text_.add(characters);
    }
  }

  void finish() {
    close_down_to(0);
    result_.text = text_.take();
    result_.page.title = title_.take();
  }

 private:
  [[nodiscard]] std::size_t depth() const {
    return static_cast<std::size_t>(std::max(parser_->nameNr, 1));
  }

  // The newest element takes the place of the one above the limit, as a sibling.
  void limit_depth() {
    if (parser_->nameNr <= kMaxDepth) return;
    parser_->nameTab[kMaxDepth - 1] = parser_->name;
    parser_->nameNr = kMaxDepth;
  }

  void close_down_to(std::size_t count) {
    while (open_.size() > count) {
      const OpenElement element = open_.back();
      open_.pop_back();
      if (hidden_ == 0) leave(element.role);
      if (element.hidden) --hidden_;
    }
    open_.resize(count);
  }

  void enter(Role role) {
    switch (role) {
      case Role::kBreak:
        return text_.line_break();
      case Role::kRow:
        return text_.open_row();
      case Role::kCell:
        return text_.open_cell();
      case Role::kTitle:
        in_title_ = true;
        return;
      case Role::kPreformatted:
        ++preformatted_;
        return text_.gap(Gap::kParagraph);
      case Role::kParagraph:
        return text_.gap(Gap::kParagraph);
      case Role::kLine:
      case Role::kTable:
        return text_.gap(Gap::kLine);
      default:
        return;
    }
  }

  void leave(Role role) {
    switch (role) {
      case Role::kRow:
        return text_.close_row();
      case Role::kTitle:
        in_title_ = false;
        title_done_ = true;
        return;
      case Role::kPreformatted:
        --preformatted_;
        return text_.gap(Gap::kParagraph);
      case Role::kParagraph:
        return text_.gap(Gap::kParagraph);
      case Role::kLine:
      case Role::kCell:
      case Role::kTable:
        return text_.gap(Gap::kLine);
      default:
        return;
    }
  }

  void add_meta(const xmlChar** attributes) {
    if (!has_attribute(attributes, "content") || result_.page.meta.size() >= kMaxMeta) return;
    for (const std::string_view key : {"name", "property", "http-equiv", "itemprop"}) {
      const std::string_view name = attribute(attributes, key);
      if (name.empty()) continue;
      result_.page.meta.emplace_back(lower_case(name), attribute(attributes, "content"));
      return;
    }
  }

  VisibleText& result_;
  htmlParserCtxtPtr parser_ = nullptr;
  TextBuilder text_;
  TextBuilder title_;
  std::vector<OpenElement> open_;
  int hidden_ = 0;
  int preformatted_ = 0;
  bool in_title_ = false;
  bool title_done_ = false;
};

PageReader& reader_of(void* user_data) { return *static_cast<PageReader*>(user_data); }

void on_start(void* user_data, const xmlChar* name, const xmlChar** attributes) {
  reader_of(user_data).start(name, attributes);
}
void on_end(void* user_data, const xmlChar* /*name*/) { reader_of(user_data).end(); }
void on_text(void* user_data, const xmlChar* text, int size) {
  reader_of(user_data).text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}

htmlSAXHandler handler() {
  htmlSAXHandler sax{};
  sax.startElement = on_start;
  sax.endElement = on_end;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  return sax;
}

// Chunks end before a `<`: libxml2 takes half a character or half a reference for a fault.
std::size_t chunk_end(std::string_view source, std::size_t begin) {
  if (source.size() - begin <= kChunkBytes) return source.size();
  return std::min(source.find('<', begin + kChunkBytes), source.size());
}

void parse(htmlParserCtxtPtr parser, std::string_view source) {
  for (std::size_t begin = 0; begin < source.size();) {
    const std::size_t end = chunk_end(source, begin);
    htmlParseChunk(parser, source.data() + begin, static_cast<int>(end - begin), 0);
    begin = end;
  }
  htmlParseChunk(parser, nullptr, 0, 1);
}

}  // namespace

VisibleText visible_text(std::string_view source) {
  VisibleText result;
  const CleanPage clean = clean_page(source);
  result.replaced = clean.replaced;
  result.entities_refused = clean.entities_refused;
  PageReader reader(result);
  htmlSAXHandler sax = handler();
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
      htmlCreatePushParserCtxt(&sax, &reader, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8),
      &htmlFreeParserCtxt);
  if (parser == nullptr) return result;
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                       HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  reader.set_parser(parser.get());
  parse(parser.get(), clean.source);
  reader.finish();
  return result;
}

}  // namespace zhailu::decode
