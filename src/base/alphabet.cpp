#include "base/alphabet.hpp"

#include <algorithm>
#include <map>

#include "base/utf8.hpp"

// Classes are found by refinement: all characters begin as one class, and each set splits every class
// that it cuts.
namespace zhailu::base {
namespace {

constexpr char32_t kAscii = 0x80;
constexpr char32_t kSurrogates = 0xD800;
constexpr std::size_t kMaxClasses = 60000;
// Classes as large as this are what text consists of but for its words (all Han, all digits …).
constexpr std::size_t kManyCharacters = 1000;

// The n-th code. NUL is none: nothing should end at one.
char32_t code_number(std::size_t n) {
  const auto c = static_cast<char32_t>(n + 1);
  return c < kSurrogates ? c : c + 0x800;
}

void append_code(std::string& out, char32_t c) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  out += "\\x{";
  for (int shift = c < 0x100 ? 4 : 12; shift >= 0; shift -= 4) out += kHex[c >> shift & 0xF];
  out += '}';
}

bool has_word_border(const Expression& expression) {
  return expression.kind == Expression::Kind::kAnchor &&
         (expression.text == "\\b" || expression.text == "\\B");
}

}  // namespace

void Alphabet::add(const Expression& expression) {
  if (expression.kind == Expression::Kind::kSet) add(expression.set);
  has_word_borders_ = has_word_borders_ || has_word_border(expression);
  for (const Expression& part : expression.parts) add(part);
}

void Alphabet::add(const CharacterSet& set) {
  if (!set.empty()) sets_.push_back(set);
}

bool Alphabet::finish() {
  if (has_word_borders_) {
    for (char32_t c = 0; c < kAscii; ++c) sets_.push_back({{c, c}});
  }
  std::ranges::sort(sets_);
  const auto repeated = std::ranges::unique(sets_);
  sets_.erase(repeated.begin(), repeated.end());
  find_intervals();
  if (begins_.size() > kMaxClasses) return false;
  class_of_.assign(begins_.size(), 0);
  std::vector<ClassInfo> classes{{begins_.size(), 0}};
  for (const CharacterSet& set : sets_) split(set, classes);
  sets_ = {};
  give_codes(classes);
  fill_table();
  return true;
}

void Alphabet::find_intervals() {
  begins_ = {0};
  for (const CharacterSet& set : sets_) {
    for (const auto& [first, last] : set) {
      begins_.push_back(first);
      if (last < kLastCodePoint) begins_.push_back(last + 1);
    }
  }
  std::ranges::sort(begins_);
  const auto repeated = std::ranges::unique(begins_);
  begins_.erase(repeated.begin(), repeated.end());
}

// A class with members in the set and others outside is split. A set that holds most characters splits
// as what it leaves out does.
void Alphabet::split(const CharacterSet& set, std::vector<ClassInfo>& classes) {
  CharacterSet rest;
  if (count(set) > kLastCodePoint / 2) rest = complement(set);
  std::map<Class, std::vector<std::size_t>> members;
  for (const auto& [first, last] : rest.empty() ? set : rest) {
    for (std::size_t i = interval_of(first); i < begins_.size() && begins_[i] <= last; ++i)
      members[class_of_[i]].push_back(i);
  }
  for (const auto& [old, intervals] : members) {
    if (intervals.size() == classes[old].intervals) {
      ++classes[old].sets;
      continue;
    }
    classes[old].intervals -= intervals.size();
    for (const std::size_t i : intervals) class_of_[i] = static_cast<Class>(classes.size());
    classes.push_back({intervals.size(), classes[old].sets + 1});
  }
}

// What stands in text most often gets the shortest codes: the classes of many characters, then those
// that many sets single out (marks, common words).
void Alphabet::give_codes(const std::vector<ClassInfo>& classes) {
  std::vector<std::size_t> sizes(classes.size());
  for (std::size_t i = 0; i < begins_.size(); ++i) {
    const char32_t end = i + 1 < begins_.size() ? begins_[i + 1] : kLastCodePoint + 1;
    sizes[class_of_[i]] += end - begins_[i];
  }
  characters_.assign(classes.size(), 0);
  std::vector<Class> order;
  for (std::size_t i = 0; i < classes.size(); ++i) order.push_back(static_cast<Class>(i));
  std::size_t next = 0;
  if (has_word_borders_) {
    next = kAscii - 1;
    for (char32_t c = 0; c < kAscii; ++c) characters_[class_of_[interval_of(c)]] = c;
    std::erase_if(order, [&](Class one) {
      return characters_[one] != 0 || one == class_of_[interval_of(0)];
    });
  }
  std::ranges::stable_sort(order, [&](Class a, Class b) {
    const bool large_a = sizes[a] > kManyCharacters;
    const bool large_b = sizes[b] > kManyCharacters;
    return large_a != large_b ? large_a : classes[a].sets > classes[b].sets;
  });
  for (const Class one : order) characters_[one] = code_number(next++);
  for (const char32_t c : characters_) {
    std::string text;
    append_code_point(text, c);
    codes_.push_back({{}, static_cast<std::uint8_t>(text.size())});
    std::ranges::copy(text, codes_.back().bytes.begin());
  }
}

void Alphabet::fill_table() {
  table_.assign(0x10000, 0);
  for (std::size_t i = 0; i < begins_.size() && begins_[i] < table_.size(); ++i) {
    const std::size_t end = i + 1 < begins_.size() ? begins_[i + 1] : table_.size();
    std::fill(table_.begin() + static_cast<std::ptrdiff_t>(begins_[i]),
              table_.begin() + static_cast<std::ptrdiff_t>(std::min(end, table_.size())),
              class_of_[i]);
  }
}

std::size_t Alphabet::interval_of(char32_t code_point) const {
  const auto after = std::ranges::upper_bound(begins_, code_point);
  return static_cast<std::size_t>(after - begins_.begin()) - 1;
}

std::string Alphabet::write(const Expression& expression) const {
  std::string out;
  write(expression, out);
  return out;
}

void Alphabet::write(const Expression& expression, std::string& out) const {
  using Kind = Expression::Kind;
  const auto& parts = expression.parts;
  switch (expression.kind) {
    case Kind::kAnchor:
      out += expression.text;
      break;
    case Kind::kSet:
      write_set(expression.set, out);
      break;
    case Kind::kSequence:
      for (const Expression& part : parts) write(part, out);
      break;
    case Kind::kChoice:
      for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += '|';
        write(parts[i], out);
      }
      break;
    case Kind::kRepeat:
      write(parts[0], out);
      out += "{" + std::to_string(expression.least) + ",";
      if (expression.most != Expression::kNoLimit) out += std::to_string(expression.most);
      out += expression.lazy ? "}?" : "}";
      break;
    case Kind::kGroup:
      out += expression.text;
      write(parts[0], out);
      out += ')';
      break;
  }
}

void Alphabet::write_set(const CharacterSet& set, std::string& out) const {
  CharacterSet codes;
  for (const auto& [first, last] : set) {
    for (std::size_t i = interval_of(first); i < begins_.size() && begins_[i] <= last; ++i) {
      const char32_t c = characters_[class_of_[i]];
      codes.emplace_back(c, c);
    }
  }
  codes = united(std::move(codes));
  if (codes.size() == 1 && codes[0].first == codes[0].second) return append_code(out, codes[0].first);
  out += codes.empty() ? "[^\\x{0}-\\x{10FFFF}" : "[";
  for (const auto& [first, last] : codes) {
    append_code(out, first);
    if (last == first) continue;
    out += '-';
    append_code(out, last);
  }
  out += ']';
}

}  // namespace zhailu::base
