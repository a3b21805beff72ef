#pragma once

#include <vector>

#include "assemble/document_view.hpp"
#include "assemble/draft.hpp"
#include "assemble/draft_builder.hpp"

namespace zhailu::assemble {

// Finds the items of announced lists (slots with `from: items`).
//
//   市审计局以“六个一”营造浓厚氛围          the list: a heading or a sentence
//   上一堂专题党课。6月25日，司马岩讲…      items: the blocks under it of one form (headings, else
//   看一次红色展馆。6月28日，组织…         list items, rows, paragraphs that begin with a short lead);
//                                           without such under it, those that follow it
//
// Each item is the first record of the item type in its block, or a new one (a row without a record
// is no item); short lead words are its name.
// Without blocks under it, the records behind the find in its own block are the items. What the
// list's mention says of fields that only the items have (organizers) fills what is empty in them.
// A declared count that differs adds the warning count_mismatch. At most 200 items a list. An
// announcement without items is dropped.
//
// `drafts`: by record type, merged; new items are appended.
void build_lists(std::vector<std::vector<Draft>>& drafts, const DocumentView& view,
                 const DraftBuilder& builder);

}  // namespace zhailu::assemble
