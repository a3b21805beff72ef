#pragma once

#include <string>
#include <string_view>

#include "model/document.hpp"

// An HTML page to the text that a reader sees.
//
//   <h1>缅怀&nbsp;先烈</h1><p>4月2日，<b>常青</b>老师…</p>   →  缅怀 先烈⏎⏎4月2日，常青老师…
//   <tr><td>姓名</td><td>职务</td></tr>                       →  姓名　职务 on one line
//
// Block elements end lines; paragraphs and headings also have an empty line around them; a row of
// short cells is one line with U+3000 between them, a row that lays out a page keeps its lines.
// Blanks run together as in a browser, U+00A0 stays. Left out: script, style, template, noscript,
// comments, what is hidden by `hidden` or display:none.
namespace zhailu::decode {

struct VisibleText {
  std::string text;
  model::PageData page;           // <title>, <meta name|property|http-equiv|itemprop content>
  std::size_t replaced = 0;       // U+FFFD written for controls and impossible character references
  bool entities_refused = false;  // the page declared entities of its own
};

// `source`: valid UTF-8; a charset that it declares is ignored. Nothing is opened or fetched.
// Linear in time, memory for some copies of the text, on any tangle of tags.
VisibleText visible_text(std::string_view source);

}  // namespace zhailu::decode
