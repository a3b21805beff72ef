#include "normalize/removed_lines.hpp"

#include <cstdint>
#include <unordered_map>

#include "normalize/line_text.hpp"

namespace zhailu::normalize {
namespace {

using ruleset::Layout;
using ruleset::Zone;
using Role = ruleset::LineKind::Role;

constexpr int kRepeated = 3;              // so often an equal line is no text
constexpr std::size_t kLongestHead = 40;  // characters

class Remover {
 public:
  Remover(const ScannedText& scanned, const Layout& layout, std::vector<LineFate>& fates)
      : lines_(scanned.lines), layout_(layout), text_(scanned, layout), fates_(fates) {}

  void run() {
    if (layout_.steps.watermark) remove_between_watermarks();
    if (layout_.steps.page_matter) {
      remove_repeated(Role::kPageMatter, [&](std::size_t i) { return is_beside_page_matter(i); });
    }
    if (layout_.steps.watermark) {
      remove_repeated(Role::kWatermark, [&](std::size_t i) { return interrupts(i); });
    }
  }

 private:
  // What stands between two lines of a document seller, without an empty line, is his, too.
  void remove_between_watermarks() {
    std::size_t last = lines_.size();  // the last watermark of the lines at hand
    for (std::size_t line = 0; line < lines_.size() && fates_[line].zone == Zone::kTop; ++line) {
      if (lines_[line].after_blank) last = lines_.size();
      if (fates_[line].role != Role::kWatermark) continue;
      for (std::size_t i = last + 1; i < line && last < line; ++i) {
        fates_[i].role = Role::kWatermark;
      }
      last = line;
    }
  }

  // Removes all lines that are equal (but for digits) to one that `shows` itself so often.
  template <class Shows>
  void remove_repeated(Role role, const Shows& shows) {
    std::unordered_map<std::uint64_t, int> counts;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      if (is_short_text(line) && shows(line)) ++counts[key(line)];
    }
    if (counts.empty()) return;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      if (!is_short_text(line)) continue;
      const auto count = counts.find(key(line));
      if (count != counts.end() && count->second >= kRepeated) fates_[line].role = role;
    }
  }

  [[nodiscard]] bool is_short_text(std::size_t line) const {
    const LineFate& fate = fates_[line];
    return fate.kind < 0 && fate.role == Role::kBlock && fate.zone == Zone::kBody &&
           lines_[line].traits.characters <= kLongestHead && !text_.has_mark(line);
  }

  [[nodiscard]] bool is_beside_page_matter(std::size_t line) const {
    return (line > 0 && fates_[line - 1].role == Role::kPageMatter) ||
           (line + 1 < lines_.size() && fates_[line + 1].role == Role::kPageMatter);
  }

  // A sentence stops before the line and goes on behind it.
  [[nodiscard]] bool interrupts(std::size_t line) const {
    if (line == 0 || line + 1 >= lines_.size()) return false;
    const bool stops = fates_[line - 1].kind < 0 && text_.has_mark(line - 1) &&
                       text_.ends_open(line - 1) &&
                       lines_[line - 1].traits.characters >= layout_.join.min_characters;
    return stops && fates_[line + 1].kind < 0 && text_.has_mark(line + 1) &&
           lines_[line + 1].traits.indent_columns == 0;
  }

  [[nodiscard]] std::uint64_t key(std::size_t line) const {
    std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a
    for (const char c : text_.at(line)) {
      if (c >= '0' && c <= '9') continue;
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    }
    return hash;
  }

  const std::vector<SourceLine>& lines_;
  const Layout& layout_;
  LineText text_;
  std::vector<LineFate>& fates_;
};

}  // namespace

void mark_removed_lines(const ScannedText& scanned, const Layout& layout,
                        std::vector<LineFate>& fates) {
  Remover(scanned, layout, fates).run();
}

}  // namespace zhailu::normalize
