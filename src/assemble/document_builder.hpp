#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assemble/assembler.hpp"
#include "assemble/document_view.hpp"
#include "assemble/draft.hpp"
#include "assemble/value_reader.hpp"

namespace zhailu::assemble {

// The document's own record: what its bytes are, what it says of itself. Fields come from the
// captures and `set` of `document` mentions (the first of a field counts, lists are joined), then
// from page data; the title else from the title block, the source else from the issuer. Authors are
// `author` mentions with `name` and `role`.
Value build_document(const DocumentView& view, const ValueReader& values,
                     const AssembleOptions& options);

}  // namespace zhailu::assemble
