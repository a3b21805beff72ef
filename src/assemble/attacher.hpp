#pragma once

#include <vector>

#include "assemble/document_view.hpp"
#include "assemble/draft.hpp"
#include "assemble/draft_builder.hpp"

namespace zhailu::assemble {

// Gives what helper mentions say (会议由甲主持, 乙出席并讲话) to the record that they belong to, as `attach`
// of their rules asks: the nearest record in the sentence, the left one first; else the last one
// before it in the wider scope. Lists are united, single values only fill what is empty. At most 64
// records are looked at for one helper.
//
// `drafts`: by record type, each in text order, one for each mention.
void attach_helpers(std::vector<std::vector<Draft>>& drafts, const DocumentView& view,
                    const DraftBuilder& builder);

}  // namespace zhailu::assemble
