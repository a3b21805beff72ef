#include "write/book_text.hpp"

#include <gtest/gtest.h>

#include "write/sqlite_tables.hpp"

namespace zhailu::write {
namespace {

std::string shown(std::string_view text) {
  bool cut = false;
  return book_text(text, cut);
}

TEST(BookText, OneLineAndNothingThatXmlRefuses) {
  EXPECT_EQ(shown("a\r\nb\u2028c\td"), "a b c\td");
  EXPECT_EQ(shown(std::string_view("a\0\x01\x1F" "b", 5)), "ab");
  EXPECT_EQ(shown("a\uFFFE\uFFFF"), "a\uFFFD\uFFFD");
  EXPECT_EQ(shown("a\xC3"), "a\uFFFD");
}

TEST(BookText, LongTextsAreCutByUnitsOfUtf16) {
  bool cut = false;
  EXPECT_EQ(book_text(std::string(32'767, 'x'), cut).size(), 32'767u);
  EXPECT_FALSE(cut);
  EXPECT_EQ(book_text(std::string(32'768, 'x'), cut), std::string(32'766, 'x') + "…");
  EXPECT_TRUE(cut);
  std::string wide;
  for (int i = 0; i < 16'384; ++i) wide += "𠮷";  // 32,768 units
  EXPECT_EQ(book_text(wide, cut), wide.substr(0, std::size_t{16'383} * 4) + "…");
}

TEST(WordPairs, PairsOfHanAndWholeRunsOfLetters) {
  EXPECT_EQ(word_pairs("上党课，2021年"), "上党 党课 2021 年");
  EXPECT_EQ(word_pairs("座谈会"), "座谈 谈会");
  EXPECT_EQ(word_pairs("GDP增长"), "GDP 增长");
  EXPECT_EQ(word_pairs("李 某"), "李 某");
  EXPECT_EQ(word_pairs("，。"), "");
}

}  // namespace
}  // namespace zhailu::write
