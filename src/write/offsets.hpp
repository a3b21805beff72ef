#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "zhailu/record.hpp"
#include "zhailu/result.hpp"

namespace zhailu::write {

// What places in a text are counted in: characters as Python's str, bytes of UTF-8, or 16-bit units
// as the strings of JavaScript, Java and C#.
enum class OffsetUnit { kCodePoint, kByte, kUtf16 };

// Of "code-point", "byte", "utf16". Error "options.offsets" for another word.
Result<OffsetUnit> offset_unit(std::string_view name);
std::string_view offset_unit_name(OffsetUnit unit);

// Places of one text from one unit to another:
//
//   a😀国, place 2 in code points (before 国)  →  5 in bytes, 3 in UTF-16
//
// A place inside a character is that of its begin, one behind the text that of its end.
class PlaceMap {
 public:
  // `text` is valid UTF-8 and must outlive this. Linear in it.
  PlaceMap(std::string_view text, OffsetUnit from, OffsetUnit to);

  // Constant time, but for one search.
  [[nodiscard]] std::size_t at(std::size_t place) const;

 private:
  struct Step {
    std::size_t from = 0, to = 0, byte = 0;
  };

  std::string_view text_;
  OffsetUnit from_;
  OffsetUnit to_;
  std::vector<Step> steps_;  // every kStep-th character, and the end
};

// What the spans of a document are counted in: its member `offsets`, else code points.
OffsetUnit offsets_of(const DocumentRecords& records);

// Counts every span of the document anew: those of records, evidence, mentions, warnings, removed
// parts and sentences. The member `offsets` of the document says so, unless it is code points.
// `decoded` must be the document's text.
void recount(DocumentRecords& records, OffsetUnit unit);

}  // namespace zhailu::write
