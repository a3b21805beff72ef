#pragma once

#include "write/document_view.hpp"
#include "write/table.hpp"

namespace zhailu::write {

// What gives the rows of one table, document by document.
class TableSource {
 public:
  virtual ~TableSource() = default;
  [[nodiscard]] virtual Table table() const = 0;
  // The rows that the document gives, in the order of output. The row handed to `take` is good for
  // that call only.
  virtual Result<void> rows(const DocumentView& document, const TakeRow& take) = 0;
  // The rows that are known only after the last document.
  virtual Result<void> last_rows(const TakeRow& /*take*/) { return {}; }
};

}  // namespace zhailu::write
