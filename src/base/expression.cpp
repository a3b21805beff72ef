#include "base/expression.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::base {
namespace {

constexpr std::size_t kMaxDepth = 400;  // of groups

using Kind = Expression::Kind;

Expression of_set(CharacterSet set) { return {Kind::kSet, {}, std::move(set), {}, 0, 0, false}; }
Expression of_character(char32_t c) { return of_set({{c, c}}); }
Expression anchor(std::string_view text) {
  return {Kind::kAnchor, std::string(text), {}, {}, 0, 0, false};
}
Expression of_parts(Kind kind, std::vector<Expression> parts) {
  return {kind, {}, {}, std::move(parts), 0, 0, false};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

const CharacterSet kDigits{{'0', '9'}};
const CharacterSet kBlanks{{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};
const CharacterSet kWord{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};

// Recursive descent. After fail() everything is read as the end.
class Reader {
 public:
  Reader(std::string_view expression, KnownClasses& classes)
      : text_(expression), classes_(classes) {}

  std::optional<Expression> run() {
    Expression all = choice();
    if (failed_ || at_ != text_.size()) return std::nullopt;
    return all;
  }

 private:
  struct Flags {
    bool fold_case = false;
    bool dot_takes_newline = false;
  };

  [[nodiscard]] bool more() const { return at_ < text_.size(); }
  [[nodiscard]] char next() const { return more() ? text_[at_] : '\0'; }
  [[nodiscard]] std::string_view from(std::size_t begin) const {
    return text_.substr(begin, at_ - begin);
  }
  bool take(std::string_view what) {
    if (!text_.substr(at_).starts_with(what)) return false;
    at_ += what.size();
    return true;
  }
  // Moves behind the next `what`.
  void pass(std::string_view what) {
    const std::size_t found = text_.find(what, at_);
    if (found == std::string_view::npos) {
      fail();
    } else {
      at_ = found + what.size();
    }
  }
  Expression fail() {
    failed_ = true;
    at_ = text_.size();
    return {};
  }

  Expression choice() {
    std::vector<Expression> branches;
    branches.push_back(sequence());
    while (take("|")) branches.push_back(sequence());
    return branches.size() == 1 ? std::move(branches[0])
                                : of_parts(Kind::kChoice, std::move(branches));
  }

  Expression sequence() {
    std::vector<Expression> parts;
    while (more() && next() != '|' && next() != ')') add_atom(parts);
    return of_parts(Kind::kSequence, std::move(parts));
  }

  void add_atom(std::vector<Expression>& parts) {
    if (take("\\Q")) {
      const std::size_t end = std::min(text_.find("\\E", at_), text_.size());
      while (at_ < end) parts.push_back(character(at_));
      take("\\E");
    } else if (next() == '(' && set_flags()) {
      return;
    } else {
      parts.push_back(atom());
    }
    while (!parts.empty() && repeat(parts.back())) {
    }
  }

  // (?i) for the rest of the group.
  bool set_flags() {
    const std::size_t begin = at_;
    if (!take("(?") || next() == 'P' || next() == ':') return at_ = begin, false;
    const Flags old = flags_;
    read_flags();
    if (take(")")) return true;
    flags_ = old;
    at_ = begin;
    return false;
  }

  void read_flags() {
    bool value = true;
    for (; more() && next() != ')' && next() != ':'; ++at_) {
      if (next() == '-') value = false;
      if (next() == 'i') flags_.fold_case = value;
      if (next() == 's') flags_.dot_takes_newline = value;
      if (next() == 'm' || next() == 'U') {
        fail();
        return;
      }
    }
  }

  bool repeat(Expression& part) {
    int least = 0;
    int most = Expression::kNoLimit;
    if (take("?")) {
      most = 1;
    } else if (take("+")) {
      least = 1;
    } else if (!take("*") && !count(least, most)) {
      return false;
    }
    Expression whole{Kind::kRepeat, {}, {}, {}, least, most, take("?")};
    whole.parts.push_back(std::move(part));
    part = std::move(whole);
    return true;
  }

  // {2} {2,} {2,5}; what else begins with a brace is a literal.
  bool count(int& least, int& most) {
    const std::size_t close = text_.find('}', at_);
    if (next() != '{' || close == std::string_view::npos) return false;
    const std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
    const std::size_t comma = inside.find(',');
    const std::string_view low = inside.substr(0, comma);
    const std::string_view high = comma == std::string_view::npos ? low : inside.substr(comma + 1);
    if (low.empty() || low.size() > 4 || high.size() > 4 ||
        !std::ranges::all_of(low, is_digit) || !std::ranges::all_of(high, is_digit))
      return false;
    at_ = close + 1;
    least = std::stoi(std::string(low));
    most = high.empty() ? Expression::kNoLimit : std::stoi(std::string(high));
    return true;
  }

  Expression atom() {
    switch (next()) {
      case '(':
        return group();
      case '[':
        return character_class();
      case '\\':
        return escape();
      case '.':
        ++at_;
        return of_set(flags_.dot_takes_newline ? CharacterSet{{0, kLastCodePoint}}
                                               : complement({{'\n', '\n'}}));
      case '^':
      case '$':
        return anchor(text_.substr(at_++, 1));
      default:
        return character(at_);
    }
  }

  Expression character(std::size_t& at) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text_, at);
    if (!flags_.fold_case) return of_character(c);
    const bool special = c < 0x80 && std::string_view("\\.+*?()|[]{}^$").find(static_cast<char>(c)) !=
                                         std::string_view::npos;
    return of_set(classes_.members("(?i:" + std::string(special ? "\\" : "") +
                                   std::string(text_.substr(begin, at - begin)) + ")"));
  }

  Expression group() {
    if (++depth_ > kMaxDepth) return fail();
    const Flags outer = flags_;
    const std::size_t begin = at_++;
    std::string opening = "(";
    if (take("?P<")) {
      pass(">");
      opening = from(begin);
    } else if (take("?")) {
      read_flags();
      if (!take(":")) return fail();
      opening = "(?:";
    }
    Expression whole{Kind::kGroup, std::move(opening), {}, {}, 0, 0, false};
    whole.parts.push_back(choice());
    flags_ = outer;
    --depth_;
    return take(")") ? std::move(whole) : fail();
  }

  Expression escape() {
    const std::size_t begin = at_++;
    if (!more()) return fail();
    if (std::string_view("bBAz").find(next()) != std::string_view::npos) {
      ++at_;
      return anchor(from(begin));
    }
    at_ = begin;
    CharacterSet set;
    if (!escaped_set(set)) return fail();
    return of_set(flags_.fold_case ? classes_.members("(?i:" + std::string(from(begin)) + ")")
                                   : std::move(set));
  }

  // An escape that stands for characters, also within a class.
  bool escaped_set(CharacterSet& set) {
    const std::size_t begin = at_++;
    const char kind = next();
    if (kind == 'p' || kind == 'P') {
      ++at_;
      if (next() == '{') {
        pass("}");
      } else {
        ++at_;
      }
      set = classes_.members(std::string(from(begin)));
      return !failed_;
    }
    if (kind == 'x') return hexadecimal(set);
    const CharacterSet* known = kind == 'd' || kind == 'D'   ? &kDigits
                                : kind == 's' || kind == 'S' ? &kBlanks
                                : kind == 'w' || kind == 'W' ? &kWord
                                                             : nullptr;
    if (known != nullptr) {
      ++at_;
      set = kind >= 'a' ? *known : complement(*known);
      return true;
    }
    return one_escaped(set);
  }

  bool one_escaped(CharacterSet& set) {
    constexpr std::string_view kNames = "ntrfva";
    constexpr std::string_view kSigns = "\n\t\r\f\v\a";
    const std::size_t sign = kNames.find(next());
    if (more() && sign != std::string_view::npos) {
      ++at_;
      set = {{static_cast<char32_t>(kSigns[sign]), static_cast<char32_t>(kSigns[sign])}};
      return true;
    }
    const char kind = next();
    if (is_digit(kind) || (kind >= 'a' && kind <= 'z') || (kind >= 'A' && kind <= 'Z')) return false;
    const char32_t c = next_code_point(text_, at_);
    set = {{c, c}};
    return true;
  }

  bool hexadecimal(CharacterSet& set) {
    ++at_;
    const bool braced = take("{");
    std::size_t end = braced ? text_.find('}', at_) : at_ + 2;
    if (end > text_.size()) return false;
    char32_t c = 0;
    for (; at_ < end; ++at_) {
      const int digit = next() <= '9' ? next() - '0' : (next() | 0x20) - 'a' + 10;
      c = c * 16 + static_cast<char32_t>(digit);
    }
    if (braced) ++at_;
    set = {{c, c}};
    return true;
  }

  Expression character_class() {
    const std::size_t begin = at_++;
    const bool negated = take("^");
    CharacterSet ranges;
    for (bool first = true; more() && (first || next() != ']'); first = false) add_member(ranges);
    if (!take("]")) return fail();
    if (flags_.fold_case) return of_set(classes_.members("(?i:" + std::string(from(begin)) + ")"));
    CharacterSet set = united(std::move(ranges));
    return of_set(negated ? complement(set) : std::move(set));
  }

  void add_member(CharacterSet& ranges) {
    CharacterSet low;
    if (!member(low)) return;
    const bool range =
        !low.empty() && next() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']';
    CharacterSet high = low;
    if (range) {
      ++at_;
      if (!member(high) || high.empty()) return;
      low = {{low.front().first, high.back().second}};
    }
    ranges.insert(ranges.end(), low.begin(), low.end());
  }

  bool member(CharacterSet& set) {
    const std::size_t begin = at_;
    if (take("[:")) {
      pass(":]");
      set = classes_.members("[" + std::string(from(begin)) + "]");
    } else if (next() == '\\') {
      if (!escaped_set(set)) fail();
    } else {
      const char32_t c = next_code_point(text_, at_);
      set = {{c, c}};
    }
    return !failed_;
  }

  std::string_view text_;
  KnownClasses& classes_;
  Flags flags_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  bool failed_ = false;
};

}  // namespace

bool matches_empty(const Expression& one) {
  switch (one.kind) {
    case Kind::kAnchor:
      return one.text != "\\b";
    case Kind::kSet:
      return false;
    case Kind::kChoice:
      return std::ranges::any_of(one.parts, matches_empty);
    case Kind::kRepeat:
      return one.least == 0 || matches_empty(one.parts[0]);
    default:
      return std::ranges::all_of(one.parts, matches_empty);
  }
}

std::optional<Expression> take_apart(std::string_view expression, KnownClasses& classes) {
  return Reader(expression, classes).run();
}

}  // namespace zhailu::base
