#include "decode/page_declaration.hpp"

#include <gtest/gtest.h>

namespace zhailu::decode {
namespace {

TEST(PageDeclaration, TheFormsOfADeclaration) {
  EXPECT_EQ(declared_charset("<meta charset=\"GBK\">"), "GBK");
  EXPECT_EQ(
      declared_charset("<META http-equiv='Content-Type' content='text/html; charset=gb2312'/>"),
      "gb2312");
  EXPECT_EQ(declared_charset("<?xml version='1.0' encoding='Big5'?><html>"), "Big5");
  EXPECT_EQ(declared_charset("<meta charset = utf-8 >"), "utf-8");
}

TEST(PageDeclaration, WhatIsNone) {
  EXPECT_EQ(declared_charset(""), "");
  EXPECT_EQ(declared_charset("<meta charset=\"\xFF\xFE\">"), "");
  EXPECT_EQ(declared_charset("<p>encoding=gbk</p>"), "");
  EXPECT_EQ(declared_charset(std::string(5000, ' ') + "<meta charset=gbk>"), "");
}

TEST(PageDeclaration, PagesByTheirStart) {
  EXPECT_TRUE(is_html_page("a.txt", " \r\n<!DOCTYPE html><p>"));
  EXPECT_TRUE(is_html_page("-", "<?xml version='1.0'?><!-- x --><HTML>"));
  EXPECT_FALSE(is_html_page("a.txt", "会议 <html>"));
  EXPECT_FALSE(is_html_page("a.txt", "<!-- <html> "));
}

TEST(PageDeclaration, PagesByTheirName) {
  EXPECT_TRUE(is_html_page("a.HTML", "会议<br>"));
  EXPECT_TRUE(is_html_page("下/a.xhtml", "<p>"));
  EXPECT_FALSE(is_html_page("a.html", "1 < 2"));
  EXPECT_FALSE(is_html_page("html", "会议<br>"));
}

}  // namespace
}  // namespace zhailu::decode
