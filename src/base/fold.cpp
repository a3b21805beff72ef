#include "base/fold.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/utf8.hpp"

namespace zhailu::base {
namespace {

struct Pair {
  char32_t from;
  char32_t to;
};

constexpr Pair kIdeographs[] = {
#include "base/fold_table.inc"
};

// Forms of one sign, from the charts of the blocks General Punctuation, CJK Symbols, Vertical,
// Compatibility and Small Forms, Halfwidth and Fullwidth Forms. Each string: the form that is kept,
// then the forms that become it.
constexpr std::u32string_view kFamilies[] = {
    U"，,﹐︐",
    U"；;﹔︔",
    U"：:﹕︓",
    U"！!﹗︕",
    U"？?﹖︖",
    U"（(﹙︵",
    U"）)﹚︶",
    U"。｡︒",
    U"、､﹑︑",
    U".．﹒",
    U"%％﹪",
    U"/／",
    U"+＋﹢",
    U"=＝﹦",
    U"〔[［﹝︹",
    U"〕]］﹞︺",
    U"【︻",
    U"】︼",
    U"《︽",
    U"》︾",
    U"〈︿",
    U"〉﹀",
    U"“「﹁｢",
    U"”」﹂｣",
    U"‘『﹃",
    U"’』﹄",
    U"-‐‑‒–—―−─━－﹣﹘︱︲",
    U"~～〜∼˜",
    U"·•‧・･∙⋅",
    U" \t\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F"
    U"\u3000",
};

constexpr std::size_t family_pairs() {
  std::size_t count = 0;
  for (const std::u32string_view family : kFamilies) count += family.size() - 1;
  return count;
}

constexpr std::size_t kDigitsAndLetters = 10 + 26 + 26;
constexpr std::size_t kPairs = std::size(kIdeographs) + family_pairs() + kDigitsAndLetters;

// All pairs, sorted by what is folded.
constexpr std::array<Pair, kPairs> all_pairs() {
  std::array<Pair, kPairs> pairs{};
  std::size_t at = 0;
  for (const Pair& pair : kIdeographs) pairs[at++] = pair;
  for (const std::u32string_view family : kFamilies) {
    for (const char32_t form : family.substr(1)) pairs[at++] = {form, family.front()};
  }
  constexpr char32_t kFullWidthShift = 0xFEE0;  // U+FF01 is `!`
  for (char32_t c = U'0'; c <= U'9'; ++c) pairs[at++] = {c + kFullWidthShift, c};
  for (char32_t c = U'A'; c <= U'Z'; ++c) pairs[at++] = {c + kFullWidthShift, c};
  for (char32_t c = U'a'; c <= U'z'; ++c) pairs[at++] = {c + kFullWidthShift, c};
  std::ranges::sort(pairs, {}, &Pair::from);
  return pairs;
}

constexpr auto kSorted = all_pairs();

// The usual ideographs: no pair stands in between, and most characters of a text are here.
constexpr char32_t kFirstPlain = 0x3040;
constexpr char32_t kLastPlain = 0xF8FF;

}  // namespace

char32_t fold(char32_t code_point) {
  if (code_point >= kFirstPlain && code_point <= kLastPlain && code_point != U'・')
    return code_point;
  const auto* const found = std::ranges::lower_bound(kSorted, code_point, {}, &Pair::from);
  return found != kSorted.end() && found->from == code_point ? found->to : code_point;
}

std::string fold_text(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    append_code_point(folded, fold(next_code_point(text, at)));
  }
  return folded;
}

}  // namespace zhailu::base
