#pragma once

#include <vector>

#include "assemble/document_view.hpp"
#include "assemble/draft.hpp"

namespace zhailu::assemble {

// Unites `part` into `whole`: lists are joined, a single value fills what is empty, a value that was
// inferred gives way to one that was written where the schema tells the two apart (`…_basis`).
void unite(Draft& whole, const Draft& part, const RecordFields& fields);

// One draft of each entity: the drafts of its mentions united in text order; single values come from
// the mention that names it in full. `drafts`: those of one type, in text order, one for each mention.
// Drafts of mentions that belong to no entity stay as they are.
std::vector<Draft> unite_entities(std::vector<Draft> drafts, const DocumentView& view);

// Merges drafts of one type that tell one thing twice, as its MergePolicy says: the values of `by`
// are equal or one holds the other, in one scope, no date contradicts and no field of `distinct` is
// filled in both with nothing in common. Of two, the one with the stronger status (held before
// mentioned, done before planned) keeps its place and rule, else the earlier; the longer name counts
// and the other becomes an alias. What was merged into another is `dropped`. A draft is compared with those of its name and the last 24 in its scope.
void merge_drafts(std::vector<Draft>& drafts, const DocumentView& view);

}  // namespace zhailu::assemble
