#include "normalize/blank_rules.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace zhailu::normalize {
namespace {

using ruleset::Layout;

constexpr std::size_t kWidestInWord = 8;   // columns inside a spaced word: 岗　　　　位
constexpr std::size_t kLongestNumber = 8;  // characters that are looked at to see a number
constexpr char32_t kNothing = 0;           // the border of a word

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

bool is_word_character(char32_t c) { return base::is_han(c) || is_digit(c) || is_ascii_letter(c); }

// The words of a line and the gaps between them: word i stands before gap i.
class Words {
 public:
  Words(std::string_view text, const std::vector<Gap>& gaps) : text_(text), gaps_(gaps) {}

  // The `back`-th character before gap `gap` (0: the last), kNothing beyond the word.
  [[nodiscard]] char32_t left(std::size_t gap, std::size_t back) const {
    const std::size_t begin = gap == 0 ? 0 : gaps_[gap - 1].position;
    std::size_t at = gaps_[gap].position;
    for (std::size_t i = 0;; ++i) {
      if (at == begin) return kNothing;
      do --at;
      while (!base::is_border(text_[at]));
      if (i == back) return base::next_code_point(text_, at);
    }
  }

  // The `ahead`-th character behind gap `gap` (0: the first), kNothing beyond the word.
  [[nodiscard]] char32_t right(std::size_t gap, std::size_t ahead) const {
    const std::size_t end = gap + 1 == gaps_.size() ? text_.size() : gaps_[gap + 1].position;
    std::size_t at = gaps_[gap].position;
    for (std::size_t i = 0; at < end; ++i) {
      const char32_t c = base::next_code_point(text_, at);
      if (i == ahead) return c;
    }
    return kNothing;
  }

  // A single Han character stands before the gap: 方　圆, 时　间, 审稿人：鱼 跃, but not 5日　第55个.
  [[nodiscard]] bool lone_left(std::size_t gap) const {
    return base::is_han(left(gap, 0)) && !is_word_character(left(gap, 1));
  }
  [[nodiscard]] bool lone_right(std::size_t gap) const {
    return base::is_han(right(gap, 0)) && !is_word_character(right(gap, 1));
  }
  // The word between this gap and the next is one character.
  [[nodiscard]] bool single_right(std::size_t gap) const {
    return right(gap, 0) != kNothing && right(gap, 1) == kNothing;
  }

 private:
  std::string_view text_;
  const std::vector<Gap>& gaps_;
};

class Settler {
 public:
  Settler(std::string_view text, std::vector<Gap>& gaps, const Layout& layout)
      : gaps_(gaps), words_(text, gaps), layout_(layout), blanks_(layout.blanks) {}

  void run() {
    for (std::size_t i = 0; i < gaps_.size();) {
      const std::size_t end = end_of_spaced_run(i);
      if (end > i) {
        settle_run(i, end);
        i = end;
      } else {
        gaps_[i].keep = !is_layout(i);
        ++i;
      }
    }
  }

 private:
  // Behind the last of the gaps from `first` on that stand between single Han characters.
  [[nodiscard]] std::size_t end_of_spaced_run(std::size_t first) const {
    std::size_t end = first;
    while (end < gaps_.size() && gaps_[end].columns <= kWidestInWord && words_.lone_left(end) &&
           words_.lone_right(end) && !blanks_.after_name.contains(words_.right(end, 0))) {
      const bool goes_on = words_.single_right(end);
      ++end;
      if (!goes_on) break;
    }
    return end;
  }

  void settle_run(std::size_t first, std::size_t end) {
    const bool names = are_two_character_names(first, end);
    std::size_t narrow = gaps_[first].columns;
    for (std::size_t i = first; i < end; ++i) narrow = std::min(narrow, gaps_[i].columns);
    for (std::size_t i = first; i < end; ++i) {
      gaps_[i].keep = names ? (i - first) % 2 == 1 : gaps_[i].columns > narrow;
    }
  }

  // 丁　一 高 远: an even number of characters, each second of them a family name.
  [[nodiscard]] bool are_two_character_names(std::size_t first, std::size_t end) const {
    const std::size_t characters = end - first + 1;
    if (characters < 4 || characters % 2 != 0) return false;
    if (gaps_[first].columns > gaps_[first + 1].columns + 1) return false;
    for (std::size_t i = first; i < end; i += 2) {
      if (!blanks_.surnames.contains(words_.left(i, 0))) return false;
    }
    return true;
  }

  [[nodiscard]] bool is_layout(std::size_t gap) const {
    const std::size_t columns = gaps_[gap].columns;
    if (columns > 4) return false;
    if (columns <= 2 && (is_beside_mark(gap) || is_number_and_unit(gap))) return true;
    return (columns == 1 && is_plain_number_beside_han(gap)) || is_inside_name(gap);
  }

  [[nodiscard]] bool is_beside_mark(std::size_t gap) const {
    const char32_t left = words_.left(gap, 0);
    const char32_t right = words_.right(gap, 0);
    const Layout::Marks& marks = layout_.marks;
    return marks.clause.contains(left) || marks.sentence_end.contains(left) ||
           marks.opening.contains(left) || marks.clause.contains(right) ||
           marks.sentence_end.contains(right) || marks.closing.contains(right);
  }

  // 第 ３, ３ 期, 十一 期, 年 第.
  [[nodiscard]] bool is_number_and_unit(std::size_t gap) const {
    const char32_t left = words_.left(gap, 0);
    const char32_t right = words_.right(gap, 0);
    if (blanks_.before_number.contains(left) && is_numeral(right)) return true;
    if (blanks_.after_number.contains(right) && ends_in_number(gap)) return true;
    return gaps_[gap].columns == 1 && blanks_.after_number.contains(left) &&
           blanks_.before_number.contains(right);
  }

  [[nodiscard]] bool is_numeral(char32_t c) const {
    return is_digit(c) || blanks_.numerals.contains(c);
  }

  // The word before the gap is a number, or ends in digits.
  [[nodiscard]] bool ends_in_number(std::size_t gap) const {
    if (is_digit(words_.left(gap, 0))) return true;
    for (std::size_t back = 0; back <= kLongestNumber; ++back) {
      const char32_t c = words_.left(gap, back);
      if (c == kNothing || blanks_.before_number.contains(c)) return back > 0;
      if (!is_numeral(c)) return false;
    }
    return false;
  }

  // 成立 99 周年, but not 江北消防 2023-11-09 19：47 发表.
  [[nodiscard]] bool is_plain_number_beside_han(std::size_t gap) const {
    const auto at_left = [&](std::size_t i) { return words_.left(gap, i); };
    const auto at_right = [&](std::size_t i) { return words_.right(gap, i); };
    if (base::is_han(at_right(0))) return is_plain_number(at_left);
    return base::is_han(at_left(0)) && is_plain_number(at_right);
  }

  template <class CharacterAt>
  [[nodiscard]] bool is_plain_number(const CharacterAt& character_at) const {
    if (!is_digit(character_at(0))) return false;
    for (std::size_t i = 1; i <= kLongestNumber; ++i) {
      const char32_t c = character_at(i);
      if (is_digit(c) || c == U'.') continue;
      return c != U'-' && c != U'：' && c != U'/' && !is_ascii_letter(c);
    }
    return false;
  }

  // A two-character name whose first or second character touches other words.
  [[nodiscard]] bool is_inside_name(std::size_t gap) const {
    const char32_t surname = words_.left(gap, 0);
    if (!blanks_.surnames.contains(surname) || !base::is_han(words_.right(gap, 0))) return false;
    if (words_.lone_left(gap)) return is_first_of_line_or_clause(gap);  // 侯　　方到 …
    if (gaps_[gap].columns > 2 || !blanks_.before_name.contains(words_.left(gap, 1))) return false;
    if (words_.lone_right(gap)) return !is_before_spaced_character(gap);  // 主席金　玉，
    if (is_three_character_name(gap)) return false;                     // 张志强　李晓红
    return gaps_[gap].columns == 2 && gaps_[gap].characters == 1;       // 局长戴　恩致辞
  }

  // The whole word before the gap begins with a family name: 张志强, but not 副主席葛.
  [[nodiscard]] bool is_three_character_name(std::size_t gap) const {
    return blanks_.surnames.contains(words_.left(gap, 2)) && words_.left(gap, 3) == kNothing;
  }

  [[nodiscard]] bool is_first_of_line_or_clause(std::size_t gap) const {
    if (gaps_[gap].columns < 2) return false;
    const char32_t before = words_.left(gap, 1);
    return before == kNothing ? gap == 0 : layout_.marks.clause.contains(before);
  }

  // 主任　步　青: the character behind this gap belongs to the one behind the next gap.
  [[nodiscard]] bool is_before_spaced_character(std::size_t gap) const {
    return words_.single_right(gap) && gap + 1 < gaps_.size() && words_.lone_right(gap + 1);
  }

  std::vector<Gap>& gaps_;
  Words words_;
  const Layout& layout_;
  const Layout::Blanks& blanks_;
};

}  // namespace

void settle_gaps(std::string_view text, std::vector<Gap>& gaps, const Layout& layout) {
  Settler(text, gaps, layout).run();
}

}  // namespace zhailu::normalize
