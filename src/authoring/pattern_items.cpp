#include "authoring/pattern_items.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::authoring {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Walks a pattern item by item.
class Splitter {
 public:
  explicit Splitter(std::string_view pattern) : pattern_(pattern) {}

  // Up to the `)` that closes the group, or the end.
  std::vector<PatternBranch> branches() {
    std::vector<PatternBranch> all(1);
    while (at_ < pattern_.size() && pattern_[at_] != ')') {
      if (pattern_[at_] == '|') {
        ++at_;
        all.emplace_back();
        continue;
      }
      all.back().push_back(item());
    }
    return all;
  }
  [[nodiscard]] bool at_end() const { return at_ >= pattern_.size(); }
  void skip() { ++at_; }

 private:
  PatternItem item() {
    const std::size_t begin = at_;
    PatternItem one;
    if (pattern_[at_] == '(') {
      one.branches = group();
    } else {
      at_ = std::min(end_of_atom(), pattern_.size());
    }
    one.text = pattern_.substr(begin, at_ - begin);
    const std::size_t count = at_;
    skip_count();
    one.count = pattern_.substr(count, at_ - count);
    return one;
  }

  // (…), (?:…), (?P<name>…); flags such as (?i) are a group without items.
  std::vector<PatternBranch> group() {
    ++at_;
    if (at_ < pattern_.size() && pattern_[at_] == '?') {
      const bool named = pattern_.substr(at_).starts_with("?P<");
      at_ = std::min(pattern_.find_first_of(named ? ">" : ":)", at_), pattern_.size());
      if (at_ < pattern_.size() && pattern_[at_] != ')') ++at_;
    }
    auto inner = branches();
    at_ = std::min(at_ + 1, pattern_.size());
    return inner;
  }

  [[nodiscard]] std::size_t end_of_atom() const {
    const char c = pattern_[at_];
    if (c == '\\') return end_of_escape(at_);
    if (c == '[') return end_of_class();
    if (c == '$' && at_ + 1 < pattern_.size() && pattern_[at_ + 1] == '{')
      return end_of_braces(at_ + 1);
    if (c == '{') return end_of_braces(at_);
    return at_ + base::character_bytes(c);
  }

  [[nodiscard]] std::size_t end_of_escape(std::size_t at) const {
    if (at + 1 >= pattern_.size()) return pattern_.size();
    const char kind = pattern_[at + 1];
    if (kind == 'Q') {
      const std::size_t end = pattern_.find("\\E", at);
      return end == std::string_view::npos ? pattern_.size() : end + 2;
    }
    const bool braced = at + 2 < pattern_.size() && pattern_[at + 2] == '{';
    if ((kind == 'p' || kind == 'P' || kind == 'x') && braced) {
      const std::size_t end = pattern_.find('}', at);
      return end == std::string_view::npos ? pattern_.size() : end + 1;
    }
    return at + 1 + base::character_bytes(kind);
  }

  [[nodiscard]] std::size_t end_of_class() const {
    std::size_t at = at_ + 1;
    if (at < pattern_.size() && pattern_[at] == '^') ++at;
    for (bool first = true; at < pattern_.size() && (first || pattern_[at] != ']'); first = false) {
      if (pattern_[at] == '\\') {
        at = end_of_escape(at);
      } else if (pattern_.substr(at).starts_with("[:")) {
        at = std::min(pattern_.find(":]", at), pattern_.size() - 2) + 2;
      } else {
        at += base::character_bytes(pattern_[at]);
      }
    }
    return at + 1;
  }

  // Behind the brace that closes this one; a test may hold others: {org/局{1,2}$/}.
  [[nodiscard]] std::size_t end_of_braces(std::size_t at) const {
    int open = 0;
    for (; at < pattern_.size(); ++at) {
      if (pattern_[at] == '\\')
        ++at;
      else if (pattern_[at] == '{')
        ++open;
      else if (pattern_[at] == '}' && --open == 0)
        return at + 1;
    }
    return pattern_.size();
  }

  void skip_count() {
    while (at_ < pattern_.size()) {
      const char c = pattern_[at_];
      if (c == '*' || c == '+' || c == '?') {
        ++at_;
      } else if (c == '{' && at_ + 1 < pattern_.size() && is_digit(pattern_[at_ + 1])) {
        at_ = end_of_braces(at_);
      } else {
        return;
      }
    }
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
};

bool is_plain_group(const PatternItem& item) {
  return item.branches.size() == 1 && !item.branches[0].empty() && item.count.empty();
}

using Items = std::vector<ItemPair>;

void add_pairs(const PatternBranch& written, const PatternBranch& made, Items& items);

void add_pair(const PatternItem& written, const PatternItem& made, Items& items) {
  if (is_plain_group(written) && is_plain_group(made))
    return add_pairs(written.branches[0], made.branches[0], items);
  const bool literal = made.is_literal();
  if (literal && !items.empty() && items.back().literal) {
    items.back().written += written.whole();
    items.back().expression += made.whole();
    return;
  }
  items.push_back({written.whole(), made.whole(), ItemPair::Part::kFind, made.needed(), literal});
}

// Each item of a pattern becomes one item of its expression; where that does not hold the expression speaks.
void add_pairs(const PatternBranch& written, const PatternBranch& made, Items& items) {
  const bool same = written.size() == made.size();
  for (std::size_t i = 0; i < made.size(); ++i)
    add_pair(same ? written[i] : made[i], made[i], items);
}

}  // namespace

bool PatternItem::needed() const {
  if (count.empty() || count[0] == '+') return true;
  return count[0] == '{' && count[1] != '0';
}

bool PatternItem::is_literal() const {
  if (!count.empty() || text.empty()) return false;
  if (text[0] == '\\')
    return text.size() == 2 && !std::isalnum(static_cast<unsigned char>(text[1]));
  return std::string_view(".^$[({").find(text[0]) == std::string_view::npos;
}

std::vector<PatternBranch> split_pattern(std::string_view pattern) {
  Splitter splitter(pattern);
  std::vector<PatternBranch> all = splitter.branches();
  while (!splitter.at_end()) {  // a `)` too many
    splitter.skip();
    const auto more = splitter.branches();
    all.back().insert(all.back().end(), more[0].begin(), more[0].end());
    all.insert(all.end(), more.begin() + 1, more.end());
  }
  return all;
}

std::vector<std::vector<ItemPair>> items_of(const ruleset::Rule& rule) {
  if (!rule.find && !rule.sequence) return {};
  const std::string& expression =
      rule.find ? rule.find->pattern.expression() : rule.sequence->probe.expression();
  // (?:before)(find)(?:after)
  const PatternBranch parts = split_pattern(expression)[0];
  const std::size_t find = rule.text.before.empty() ? 0 : 1;
  if (parts.size() <= find || parts[find].branches.empty()) return {};
  const auto written = split_pattern(rule.text.find);
  const auto& made = parts[find].branches;
  std::vector<std::vector<ItemPair>> all;
  for (std::size_t i = 0; i < made.size(); ++i) {
    Items items;
    if (find == 1)
      items.push_back({rule.text.before, parts[0].whole(), ItemPair::Part::kBefore, true, false});
    const std::size_t own = items.size();
    Items inner;
    add_pairs(written.size() == made.size() ? written[i] : made[i], made[i], inner);
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(own), inner.begin(), inner.end());
    if (parts.size() > find + 1) {
      items.push_back(
          {rule.text.after, parts[find + 1].whole(), ItemPair::Part::kAfter, true, false});
    }
    all.push_back(std::move(items));
  }
  return all;
}

}  // namespace zhailu::authoring
