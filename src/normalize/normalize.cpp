#include "normalize/normalize.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "normalize/line_fates.hpp"
#include "normalize/line_scanner.hpp"
#include "normalize/look_alikes.hpp"
#include "normalize/simplified.hpp"

namespace zhailu::normalize {
namespace {

using model::MapKind;
using model::RemovalReason;
using ruleset::LineKind;

// A text is traditional when at least one Han character in so many is such as simplified text does
// not use; fewer are single signs (鄖阳), which the table converts.
constexpr std::size_t kTraditionalShare = 50;

RemovalReason reason_of(LineKind::Role role) {
  return role == LineKind::Role::kWatermark ? RemovalReason::kWatermark
                                            : RemovalReason::kPageMatter;
}

// Puts the lines that stay together and accounts for everything between them.
class Composer {
 public:
  Composer(std::string_view decoded, const ScannedText& scanned, const std::vector<LineFate>& fates)
      : decoded_(decoded), scanned_(scanned), fates_(fates) {
    result_.text.reserve(scanned.text.size() + scanned.lines.size());
  }

  model::NormalizedText run() {
    for (std::size_t i = 0; i < scanned_.lines.size(); ++i) {
      if (fates_[i].role == LineKind::Role::kBlock) add_line(i);
    }
    remove_through(decoded_.size(), scanned_.lines.size());
    if (!result_.lines.empty()) result_.lines.back().last_before_blank = true;
    return std::move(result_);
  }

 private:
  void add_line(std::size_t index) {
    const SourceLine& line = scanned_.lines[index];
    const bool starts_text = result_.lines.empty();
    const bool starts = starts_text || border_ == Border::kLine;
    const bool after_blank = starts_text || blank_before(index);
    if (!starts_text) wanted_ = border_ == Border::kLine ? '\n' : ' ';
    if (border_ == Border::kJoin) wanted_ = '\0';
    remove_through(line.decoded.begin, index);
    const std::size_t begin = result_.text.size();
    copy_line(line);
    if (starts) {
      if (!starts_text) result_.lines.back().last_before_blank = after_blank;
      result_.lines.push_back({{begin, begin},
                               fates_[index].kind,
                               static_cast<std::uint8_t>(fates_[index].zone),
                               static_cast<std::uint32_t>(line.traits.indent_columns),
                               after_blank,
                               false});
    }
    result_.lines.back().span.end = result_.text.size();
    border_ = fates_[index].border;
    next_line_ = index + 1;
  }

  [[nodiscard]] bool blank_before(std::size_t index) const {
    for (std::size_t i = next_line_; i <= index; ++i) {
      if (scanned_.lines[i].after_blank) return true;
    }
    return false;
  }

  // The source up to `end`, before line `line`: line ends, blanks and removed lines. The first line
  // end becomes the wanted character.
  void remove_through(std::size_t end, std::size_t line) {
    for (std::size_t i = next_line_; i < line; ++i) {
      remove_between(scanned_.lines[i].decoded.begin);
      remove(scanned_.lines[i].decoded.end, reason_of(fates_[i].role));
    }
    remove_between(end);
    next_line_ = line;
  }

  void remove_between(std::size_t end) {
    while (at_ < end) {
      std::size_t next = at_;
      const char32_t c = base::next_code_point(decoded_, next);
      const CharacterClass what = class_of(c);
      if (what == CharacterClass::kLineEnd && wanted_ != '\0' && !is_carriage_return(next)) {
        emit(next, std::string_view(&wanted_, 1));
        wanted_ = '\0';
        continue;
      }
      remove(next, what == CharacterClass::kInvisible ? RemovalReason::kInvisible
                   : what == CharacterClass::kLineEnd && border_ != Border::kLine
                       ? RemovalReason::kLineBreak
                       : RemovalReason::kLayoutBlank);
    }
  }

  // CR of CR LF: its LF is the line end.
  [[nodiscard]] bool is_carriage_return(std::size_t next) const {
    return decoded_[at_] == '\r' && next < decoded_.size() && decoded_[next] == '\n';
  }

  void copy_line(const SourceLine& line) {
    std::size_t text = line.text_begin;
    for (std::size_t i = line.edits_begin; i < line.edits_end; ++i) {
      const Edit& edit = scanned_.edits[i];
      keep(edit.kept, text);
      text += edit.kept;
      if (edit.output == 0) {
        remove(at_ + edit.source, edit.reason);
      } else {
        emit(at_ + edit.source, std::string_view(scanned_.text).substr(text, edit.output));
        text += edit.output;
      }
    }
    keep(line.text_end - text, text);
  }

  void keep(std::size_t size, std::size_t text) {
    if (size == 0) return;
    add(at_ + size, size, MapKind::kKept, RemovalReason::kNone);
    result_.text.append(scanned_.text, text, size);
  }

  // The source up to `end`, one character, becomes `output`.
  void emit(std::size_t end, std::string_view output) {
    const bool same = decoded_.substr(at_, end - at_) == output;
    add(end, output.size(), same ? MapKind::kKept : MapKind::kChanged, RemovalReason::kNone);
    result_.text += output;
  }

  void remove(std::size_t end, RemovalReason reason) {
    if (end > at_) add(end, 0, MapKind::kRemoved, reason);
  }

  // Adds a piece; the text must be appended after it.
  void add(std::size_t end, std::size_t output, MapKind kind, RemovalReason reason) {
    const std::size_t begin = result_.text.size();
    result_.map.add({{at_, end}, {begin, begin + output}, kind, reason});
    at_ = end;
  }

  std::string_view decoded_;
  const ScannedText& scanned_;
  const std::vector<LineFate>& fates_;
  model::NormalizedText result_;
  std::size_t at_ = 0;         // up to here the source is accounted for
  std::size_t next_line_ = 0;  // the first line not accounted for
  Border border_ = Border::kLine;
  char wanted_ = '\0';  // what the next line end becomes
};

bool is_traditional_text(const ScannedText& scanned) {
  return scanned.traditional * kTraditionalShare >= scanned.han && scanned.traditional > 0;
}

}  // namespace

model::NormalizedText normalize(std::string_view decoded, const ruleset::Layout& layout) {
  const std::string mended =
      layout.steps.look_alikes ? with_look_alikes(decoded, layout) : std::string{};
  const std::string_view text = mended.empty() ? decoded : std::string_view(mended);
  ScannedText scanned = scan_lines(decoded, text, layout);
  if (layout.steps.traditional && is_traditional_text(scanned)) {
    const std::string simplified = to_simplified(text);
    if (base::count_code_points(simplified) == base::count_code_points(decoded)) {
      scanned = scan_lines(decoded, simplified, layout);
    }
  }
  return Composer(decoded, scanned, decide_fates(scanned, layout)).run();
}

}  // namespace zhailu::normalize
