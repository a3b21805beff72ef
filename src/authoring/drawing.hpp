#pragma once

#include <string>
#include <vector>

#include "authoring/examined_document.hpp"

// Text with marks under it, for terminals and files alike.
namespace zhailu::authoring {

struct DrawingStyle {
  std::size_t width = 100;  // columns
  bool color = false;
};

// A stretch of the text with a name; without one its sentences are shown and nothing is marked.
struct Mark {
  Span<Normalized> span;
  std::string label;
};

// The sentences that the marks touch, in text order, each with its marks under it. Han characters count as two columns:
//
//     7月2日，徐建华讲党课。
//     ^^^^^ date
//             ^^^^^^ leaders
//
// What normalisation removed is left out; lines longer than the style's width are broken, of a sentence
// without end what stands around the marks is shown.
std::string draw(const ExaminedDocument& document, std::vector<Mark> marks,
                 const DrawingStyle& style);

// The text in bold or as it is.
std::string bold(const std::string& text, const DrawingStyle& style);

}  // namespace zhailu::authoring
