#include "normalize/line_scanner.hpp"

#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "normalize/simplified.hpp"

// One pass over the source. Each line is first written without any blanks; then its gaps are settled
// and the kept ones become one blank each. What was done is kept as edits, twelve bytes a place, so
// that the lines can be put together once it is known which of them stay and which are joined.
namespace zhailu::normalize {
namespace {

using model::RemovalReason;
using ruleset::Layout;

std::size_t columns_of(char32_t c) {
  if (c == U'\t') return 9;  // wider than any gap inside a word: it divides the cells of a table
  return c < 0x1100 && c != 0xB7 ? 1 : 2;
}

// Something at one place of a line that is not simply kept.
struct Event {
  std::size_t decoded = 0;   // where it begins in the source
  std::uint32_t source = 0;  // bytes of the source
  std::uint8_t output = 0;   // bytes in the line without blanks
  RemovalReason reason = RemovalReason::kNone;
  std::int32_t gap = -1;  // it is this gap
};

class Scanner {
 public:
  Scanner(std::string_view decoded, std::string_view converted, const Layout& layout)
      : decoded_(decoded),
        converted_(converted),
        layout_(layout),
        same_(decoded.data() == converted.data()) {
    result_.text.reserve(decoded.size());
  }

  ScannedText run() {
    while (at_ < decoded_.size()) {
      if (!skip_plain_han()) step();
    }
    end_line();
    return std::move(result_);
  }

 private:
  // Ordinary text is mostly ideographs that stay as they are.
  bool skip_plain_han() {
    if (!same_) return false;
    const std::size_t begin = at_;
    while (at_ + 2 < decoded_.size()) {
      const auto lead = static_cast<unsigned char>(decoded_[at_]);
      if (lead < 0xE4 || lead > 0xE9) break;
      std::size_t next = at_;
      const char32_t c = base::next_code_point(decoded_, next);
      if (c < 0x4E00 || c > 0x9FFF || (layout_.steps.traditional && is_traditional(c))) break;
      at_ = next;
    }
    if (at_ == begin) return false;
    begin_text(begin);
    line_.append(decoded_, begin, at_ - begin);
    const std::size_t characters = (at_ - begin) / 3;
    line_characters_ += characters;
    line_columns_ += 2 * characters;
    result_.han += characters;
    last_visible_ = converted_at_ = at_;
    previous_ = U'一';
    return true;
  }

  void step() {
    const std::size_t begin = at_;
    const char32_t c = base::next_code_point(decoded_, at_);
    const char32_t simple = same_ ? c : base::next_code_point(converted_, converted_at_);
    if (same_) converted_at_ = at_;
    switch (class_of(c)) {
      case CharacterClass::kLineEnd:
        if (c == U'\n' && begin > 0 && decoded_[begin - 1] == '\r') return;  // one end, not two
        return end_line();
      case CharacterClass::kInvisible:
        if (layout_.steps.invisible) return add_invisible(begin);
        return add_character(begin, c, simple);
      case CharacterClass::kBlank:
        return add_blank(begin, c);
      case CharacterClass::kText:
        return add_character(begin, c, simple);
    }
  }

  void add_invisible(std::size_t begin) {
    if (!in_line_) return;
    if (!blanks_.empty()) {  // inside a run of blanks: it goes with them
      blanks_.push_back({begin, at_ - begin, false});
      return;
    }
    events_.push_back(
        {begin, static_cast<std::uint32_t>(at_ - begin), 0, RemovalReason::kInvisible, -1});
  }

  void add_blank(std::size_t begin, char32_t c) {
    if (!in_line_) {
      indent_ += columns_of(c);
      return;
    }
    blanks_.push_back({begin, at_ - begin, true});
    blank_columns_ += columns_of(c);
  }

  void add_character(std::size_t begin, char32_t c, char32_t simple) {
    begin_text(begin);
    const char32_t out = folded(c, simple);
    const std::size_t before = line_.size();
    if (out == c) {
      line_.append(decoded_, begin, at_ - begin);
    } else {
      base::append_code_point(line_, out);
      events_.push_back({begin, static_cast<std::uint32_t>(at_ - begin),
                         static_cast<std::uint8_t>(line_.size() - before), RemovalReason::kNone,
                         -1});
    }
    ++line_characters_;
    line_columns_ += columns_of(out);
    last_visible_ = at_;
  }

  char32_t folded(char32_t c, char32_t simple) {
    char32_t out = layout_.steps.fold ? base::fold(simple) : simple;
    if (base::is_han(out)) {
      ++result_.han;
      if (is_traditional(base::fold(c))) ++result_.traditional;
      if (layout_.steps.traditional) out = simple_form(out);
    } else if (layout_.steps.quotes) {
      out = paired_quote(out);
    }
    previous_ = out;
    return out;
  }

  // ASCII quotes open and close in turn; an apostrophe inside a Latin word stays.
  char32_t paired_quote(char32_t c) {
    if (c == U'"') {
      // 进行时"，: its opening mark stands in another line.
      if (!double_open_ && previous_ != 0 && base::is_han(previous_) && ends_before_mark()) {
        return U'”';
      }
      return (double_open_ = !double_open_) ? U'“' : U'”';
    }
    if (c != U'\'' || (previous_ < 0x80 && previous_ > U' ')) return c;
    return (single_open_ = !single_open_) ? U'‘' : U'’';
  }

  // The next character ends a clause, or there is none.
  [[nodiscard]] bool ends_before_mark() const {
    if (at_ >= decoded_.size()) return true;
    std::size_t next = at_;
    const char32_t c = base::fold(base::next_code_point(decoded_, next));
    return class_of(c) == CharacterClass::kLineEnd || layout_.marks.clause.contains(c) ||
           layout_.marks.sentence_end.contains(c);
  }

  void begin_text(std::size_t begin) {
    if (in_line_) {
      flush_blanks();
      return;
    }
    in_line_ = true;
    line_begin_ = begin;
  }

  // A run of blanks between two visible characters has ended.
  void flush_blanks() {
    if (blanks_.empty()) return;
    Gap gap{line_.size(), blank_columns_, 0, true};
    const auto index = static_cast<std::int32_t>(gaps_.size());
    for (const BlankPiece& piece : blanks_) {
      const bool first = piece.blank && gap.characters == 0;
      if (piece.blank) ++gap.characters;
      const RemovalReason reason =
          piece.blank ? RemovalReason::kLayoutBlank : RemovalReason::kInvisible;
      events_.push_back(
          {piece.begin, static_cast<std::uint32_t>(piece.size), 0, reason, first ? index : -1});
    }
    if (gap.columns >= layout_.gap_columns) ++wide_gaps_;
    line_columns_ += gap.columns;
    gaps_.push_back(gap);
    blanks_.clear();
    blank_columns_ = 0;
  }

  void end_line() {
    if (!in_line_) {
      after_blank_ = true;
      indent_ = 0;
      return;
    }
    if (layout_.steps.blanks) settle_gaps(line_, gaps_, layout_);
    SourceLine line;
    line.decoded = {line_begin_, last_visible_};
    line.text_begin = result_.text.size();
    line.edits_begin = result_.edits.size();
    write_line();
    line.text_end = result_.text.size();
    line.edits_end = result_.edits.size();
    line.columns = line_columns_;
    line.traits = {line_characters_ + kept_gaps_, indent_, wide_gaps_, ruleset::Zone::kBody, false};
    line.after_blank = after_blank_;
    result_.lines.push_back(line);
    reset_line();
  }

  // Copies the line with its kept gaps and turns the events into edits.
  void write_line() {
    std::size_t decoded = line_begin_;  // up to here the source is accounted for
    std::size_t written = 0;            // up to here the line is copied
    for (const Event& event : events_) {
      if (event.decoded >= last_visible_) break;  // invisible ones behind the last character
      const std::size_t kept = event.decoded - decoded;
      const bool is_kept_gap = event.gap >= 0 && gaps_[static_cast<std::size_t>(event.gap)].keep;
      result_.text.append(line_, written, kept + event.output);
      written += kept + event.output;
      Edit edit{static_cast<std::uint32_t>(kept), event.source, event.output, event.reason};
      if (is_kept_gap) {
        result_.text += ' ';
        ++kept_gaps_;
        edit.output = 1;
        edit.reason = RemovalReason::kNone;
      }
      result_.edits.push_back(edit);
      decoded = event.decoded + event.source;
    }
    result_.text.append(line_, written);
  }

  void reset_line() {
    in_line_ = false;
    line_.clear();
    events_.clear();
    gaps_.clear();
    blanks_.clear();
    line_characters_ = line_columns_ = wide_gaps_ = kept_gaps_ = 0;
    blank_columns_ = indent_ = 0;
    after_blank_ = double_open_ = single_open_ = false;
    previous_ = 0;
  }

  struct BlankPiece {
    std::size_t begin = 0;
    std::size_t size = 0;
    bool blank = true;  // else an invisible character among blanks
  };

  std::string_view decoded_;
  std::string_view converted_;
  const Layout& layout_;
  bool same_;
  ScannedText result_;
  std::size_t at_ = 0;
  std::size_t converted_at_ = 0;

  bool in_line_ = false;
  std::string line_;
  std::vector<Event> events_;
  std::vector<Gap> gaps_;
  std::vector<BlankPiece> blanks_;
  std::size_t blank_columns_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t last_visible_ = 0;
  std::size_t line_characters_ = 0;
  std::size_t line_columns_ = 0;
  std::size_t wide_gaps_ = 0;
  std::size_t kept_gaps_ = 0;
  std::size_t indent_ = 0;
  bool after_blank_ = true;
  bool double_open_ = false;
  bool single_open_ = false;
  char32_t previous_ = 0;
};

}  // namespace

// Line ends: LF VT FF CR NEL LS PS. Blanks: what base::fold makes a blank. Invisible: controls, soft
// hyphen, zero-width, bidirectional and joining characters, variation selectors, tags.
CharacterClass class_of(char32_t c) {
  if (c < 0x20) {
    if (c >= 0x0A && c <= 0x0D) return CharacterClass::kLineEnd;
    return c == U'\t' ? CharacterClass::kBlank : CharacterClass::kInvisible;
  }
  if (c < 0x7F) return c == U' ' ? CharacterClass::kBlank : CharacterClass::kText;
  if (c < 0xA0) return c == 0x85 ? CharacterClass::kLineEnd : CharacterClass::kInvisible;
  if (c == 0xA0 || c == 0x3000) return CharacterClass::kBlank;
  if (c == 0xAD || c == 0x180E || c == 0xFEFF) return CharacterClass::kInvisible;
  if (c >= 0x2000 && c <= 0x206F) {
    if (c == 0x2028 || c == 0x2029) return CharacterClass::kLineEnd;
    if (c <= 0x200A || c == 0x202F || c == 0x205F) return CharacterClass::kBlank;
    if (c <= 0x200F || (c >= 0x202A && c <= 0x202E) || c >= 0x2060) {
      return CharacterClass::kInvisible;
    }
    return CharacterClass::kText;
  }
  if ((c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE01EF)) {
    return CharacterClass::kInvisible;
  }
  return CharacterClass::kText;
}

ScannedText scan_lines(std::string_view decoded, std::string_view converted, const Layout& layout) {
  return Scanner(decoded, converted, layout).run();
}

}  // namespace zhailu::normalize
