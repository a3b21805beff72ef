#pragma once

#include <string>
#include <vector>

#include "assemble/document_view.hpp"
#include "assemble/draft.hpp"

namespace zhailu::assemble {

// [start, end] in code points.
Value span_value(CodePointSpan span);
// {code, slot, span, text}
Value warning_value(const DraftWarning& warning, const DocumentView& view);

// The finished record: id, the fields in schema order, mentions where the schema has them, span,
// rule, evidence (unless switched off), warnings. `items`: the ids of an activity list's items.
class RecordWriter {
 public:
  RecordWriter(const DocumentView& view, bool evidence) : view_(view), evidence_(evidence) {}

  [[nodiscard]] Value record(const Draft& draft, std::string id,
                             const std::vector<std::string>& items) const;

 private:
  [[nodiscard]] Value field(const Draft& draft, std::size_t column,
                            const std::vector<std::string>& items) const;
  [[nodiscard]] Value single(const Draft& draft, std::size_t column) const;
  [[nodiscard]] Value evidence(const Draft& draft) const;
  [[nodiscard]] Value mentions(const Draft& draft) const;
  [[nodiscard]] Value warnings(const Draft& draft) const;
  [[nodiscard]] std::string rule_name(std::uint32_t rule) const;
  [[nodiscard]] bool is_items(const Draft& draft, std::size_t column) const;

  const DocumentView& view_;
  bool evidence_;
};

}  // namespace zhailu::assemble
