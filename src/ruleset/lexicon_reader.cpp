#include "ruleset/lexicon_reader.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/fold.hpp"
#include "base/simplified.hpp"
#include "base/utf8.hpp"

namespace zhailu::ruleset {
namespace {

constexpr std::size_t kMaxLineBytes = 1000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class LexiconReader {
 public:
  LexiconReader(const std::string& path, bool global,
                const std::function<NameId(std::string_view)>& intern, Diagnostics& diagnostics)
      : path_(path), global_(global), intern_(intern), diagnostics_(diagnostics) {}

  std::vector<LexiconEntry> read(std::string_view bytes) {
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    while (!bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      std::string_view line = bytes.substr(0, end);
      bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
      ++line_no_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (!line.empty() && !line.starts_with('#')) read_line(line);
    }
    if (entries_.empty())
      report(Severity::kError, "ruleset.empty_lexicon", "the word list has no entry");
    return std::move(entries_);
  }

 private:
  void report(Severity severity, std::string code, Wording message, Wording hint = {}) {
    diagnostics_.push_back(
        {severity, std::move(code), std::move(message), std::move(hint), {path_, line_no_, 1}});
  }

  void read_line(std::string_view line) {
    if (line.size() > kMaxLineBytes)
      return report(Severity::kError, "ruleset.long_line", "a line of more than 1,000 bytes");
    if (!base::is_valid_utf8(line))
      return report(Severity::kError, "ruleset.encoding", "the line is no UTF-8",
                    "save the file as UTF-8");
    LexiconEntry entry;
    std::size_t tab = line.find('\t');
    std::string_view word = line.substr(0, tab);
    if (word.starts_with('!')) {
      entry.blocking = true;
      word.remove_prefix(1);
    }
    entry.text = base::literal_text(word);
    trim(entry.text);
    while (tab != std::string_view::npos) {
      line.remove_prefix(tab + 1);
      tab = line.find('\t');
      if (!read_attribute(line.substr(0, tab), entry)) return;
    }
    // 刘 and 劉 in one list are one word, and no mistake.
    const bool as_written = written_.insert(base::fold_text(word)).second;
    if (as_written && seen_.count(entry.text) != 0) return;
    keep(std::move(entry));
  }

  // Texts have no blanks at the borders of their words.
  void trim(std::string& text) {
    const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
    const std::size_t end = text.find_last_not_of(' ') + 1;
    if (begin == 0 && end == text.size()) return;
    text = begin < end ? text.substr(begin, end - begin) : "";
    if (!text.empty())
      report(Severity::kWarning, "ruleset.blank_border",
             say("blanks around '{}' are left out", text));
  }

  bool read_attribute(std::string_view field, LexiconEntry& entry) {
    const std::size_t equal = field.find('=');
    if (equal == std::string_view::npos || equal == 0) {
      report(Severity::kError, "ruleset.attribute", say("'{}' is no attribute", field),
             "write name=value behind a TAB");
      return false;
    }
    entry.attributes.push_back(
        {intern_(field.substr(0, equal)), std::string(field.substr(equal + 1))});
    return true;
  }

  void keep(LexiconEntry&& entry) {
    if (entry.text.empty())
      return report(Severity::kWarning, "ruleset.blank_entry", "an entry without text");
    if (!seen_.insert(entry.text).second) {
      return report(Severity::kWarning, "ruleset.duplicate_entry",
                    say("'{}' stands twice; the first one counts", entry.text));
    }
    if (std::all_of(entry.text.begin(), entry.text.end(),
                    [](char c) { return c >= '0' && c <= '9'; })) {
      report(Severity::kWarning, "ruleset.digit_entry", say("'{}' is digits only", entry.text),
             "use a pattern");
    }
    if (global_ && !entry.blocking && base::count_code_points(entry.text) == 1) {
      report(Severity::kWarning, "ruleset.short_entry",
             say("'{}' is one character: it is found in many words", entry.text), "use a pattern");
    }
    entry.line = line_no_;
    entries_.push_back(std::move(entry));
  }

  const std::string& path_;
  bool global_;
  const std::function<NameId(std::string_view)>& intern_;
  Diagnostics& diagnostics_;
  std::vector<LexiconEntry> entries_;
  std::unordered_set<std::string> seen_;
  std::unordered_set<std::string> written_;  // folded, not simplified
  std::size_t line_no_ = 0;
};

}  // namespace

std::vector<LexiconEntry> read_lexicon(std::string_view bytes, const std::string& path, bool global,
                                       const std::function<NameId(std::string_view)>& intern,
                                       Diagnostics& diagnostics) {
  return LexiconReader(path, global, intern, diagnostics).read(bytes);
}

}  // namespace zhailu::ruleset
