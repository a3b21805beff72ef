#pragma once

#include <string>
#include <string_view>

#include "decode/xml_events.hpp"

// The text of one part of a .docx (ECMA-376, part 1, WordprocessingML): its body, its footnotes or a header.
//
//   <w:p><w:r><w:t>时间：</w:t><w:tab/><w:t>7月1日</w:t></w:r></w:p>        →  时间：⇥7月1日⏎
//   <w:tr><w:tc>…姓名…</w:tc><w:tc>…职务…</w:tc></w:tr>                    →  姓名　职务⏎
//   <w:del><w:r><w:delText>昨天</w:delText></w:r></w:del>                →  nothing: it was deleted
//
// A paragraph is a line, a row of short cells too; a text box follows its paragraph. Left out: what is deleted,
// moved away or hidden, field codes, phonetic guides, comments and the numbers that Word itself puts before lists.
namespace zhailu::decode {

struct WordText {
  XmlVerdict verdict = XmlVerdict::kWhole;
  std::string text;  // lines end in LF, the last one too
};

// `part`: the XML of the part. Linear.
WordText word_text(std::string_view part);

}  // namespace zhailu::decode
