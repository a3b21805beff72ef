#pragma once

#include <vector>

#include "assemble/document_view.hpp"
#include "assemble/draft.hpp"
#include "assemble/draft_builder.hpp"

namespace zhailu::assemble {

// The drafts of all record types, by index into Pack::records: one for each mention that is no part
// of another, in text order, with what helper mentions attach; nothing is merged yet.
std::vector<std::vector<Draft>> draft_tables(const DocumentView& view, const DraftBuilder& builder);

// Puts together what several mentions tell of one thing, finds the items of lists and gives authors
// their role. What must not become a record is gone or `dropped`.
void finish_tables(std::vector<std::vector<Draft>>& tables, const DocumentView& view,
                   const DraftBuilder& builder);

}  // namespace zhailu::assemble
