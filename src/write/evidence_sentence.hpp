#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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
  [[nodiscard]] std::size_t byte_of(std::size_t code_point) const;

  const DocumentRecords& document_;
  std::vector<std::size_t> bytes_;  // place of every kStep-th code point
};

}  // namespace zhailu::write
