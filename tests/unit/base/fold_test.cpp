#include "base/fold.hpp"

#include <gtest/gtest.h>

namespace zhailu::base {
namespace {

struct Case {
  const char* from;
  const char* to;
};

TEST(Fold, FormsOfOneSignBecomeOne) {
  const Case cases[] = {
      {"２０２０年ＡＢｚ", "2020年ABz"},
      {"(一),;:!?", "（一），；：！？"},
      {"｡､", "。、"},
      {"９０．５％／＋＝", "90.5%/+="},
      {"[2020]〔2020〕［2020］", "〔2020〕〔2020〕〔2020〕"},
      {"「甲」『乙』﹁丙﹂", "“甲”‘乙’“丙”"},
      {"‐‑‒–—―－−─━﹣-", "------------"},
      {"～〜∼˜~", "~~~~~"},
      {"•‧・･∙⋅·", "·······"},
      {"甲\u3000乙\u00A0丙\t丁\u2003\u202F\u205F", "甲 乙 丙 丁   "},
      {"\uF9D1\u2F00\U0002F800", "六一丽"},
  };
  for (const auto& [from, to] : cases) EXPECT_EQ(fold_text(from), to) << from;
}

TEST(Fold, WhatMeansSomethingElseStays) {
  for (const char* text :
       {"①②Ⅲ²", "○◯〇", "\"'＂＇", "【】〈〉《》", "“”‘’", "、。…·", "一\n二\r\n"}) {
    EXPECT_EQ(fold_text(text), text);
  }
}

TEST(Fold, FoldingTwiceIsFoldingOnce) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c)
    ASSERT_EQ(fold(fold(c)), fold(c)) << static_cast<unsigned>(c);
}

}  // namespace
}  // namespace zhailu::base
