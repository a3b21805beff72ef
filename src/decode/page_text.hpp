#pragma once

#include <optional>
#include <string>
#include <string_view>

// Words and where they stand on the pages of a PDF → the text in reading order.
//
// Words of one height make a row. A row that ends at the right edge of its column goes on in the next one when that
// begins at the left edge, so a paragraph becomes a line; an indent and a gap become as many blanks as are wide; a
// row far below the last one stands behind an empty line; of two columns the left one comes first.
//
//   |　　7月1日上午，局党组书记江|      →  　　7月1日上午，局党组书记江贤英讲党课。
//   |贤英讲党课。              |
namespace zhailu::decode {

// `layout`: what `pdftotext -bbox-layout` writes (<page>, <word xMin=… >). Pages end in U+000C. None when it is no
// such output. Time n log n in the words of a page.
std::optional<std::string> page_text(std::string_view layout);

}  // namespace zhailu::decode
