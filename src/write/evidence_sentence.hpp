#pragma once

#include <string>

#include "write/offsets.hpp"
#include "zhailu/record.hpp"

namespace zhailu::write {

// The sentences of one document by place, for the column that lets a reader check a row without
// opening the text.
class EvidenceSentences {
 public:
  // `document` must outlive this. Linear in the text.
  explicit EvidenceSentences(const DocumentRecords& document);

  // The sentence or sentences that `span` touches as one piece of text; the text of the span where
  // it touches none. At most 1,000 characters, then … stands for the rest. A span beyond the text
  // gives what the text has.
  [[nodiscard]] std::string at(CodePointSpan span) const;

  // The text under `span` itself, as far as the text goes.
  [[nodiscard]] std::string text(CodePointSpan span) const;

 private:
  [[nodiscard]] CodePointSpan widened(CodePointSpan span) const;

  const DocumentRecords& document_;
  PlaceMap bytes_;  // of the places that the document's spans count
};

}  // namespace zhailu::write
