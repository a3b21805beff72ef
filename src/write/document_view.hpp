#pragma once

#include <string>
#include <string_view>

#include "write/evidence_sentence.hpp"
#include "zhailu/record.hpp"

namespace zhailu::write {

// The member of that name; null when there is none.
const Value& member_of(const Value& object, std::string_view name);

// The codes of a record's or a document's warnings, as a list.
Value warning_codes(const Value& owner);

// [begin, end) of a JSON array; empty at 0 when `value` is none.
CodePointSpan as_span(const Value& value);
// The place of a record.
CodePointSpan span_of(const Value& record);

// One document as the tables see it.
class DocumentView {
 public:
  // `records` must outlive this. Linear in the text.
  explicit DocumentView(const DocumentRecords& records) : records_(records), sentences_(records) {}

  [[nodiscard]] const Value& value() const { return records_.value; }
  [[nodiscard]] const Value& fields() const { return member_of(records_.value, "document"); }
  // Empty when the document has no such collection.
  [[nodiscard]] const Value::Array& records(std::string_view collection) const;
  [[nodiscard]] std::string sentence(const Value& record) const {
    return sentences_.at(span_of(record));
  }
  [[nodiscard]] std::string text(CodePointSpan span) const { return sentences_.text(span); }

 private:
  const DocumentRecords& records_;
  EvidenceSentences sentences_;
};

}  // namespace zhailu::write
