#pragma once

#include <string_view>
#include <vector>

#include "model/blocks.hpp"
#include "ruleset/layout.hpp"

namespace zhailu::segment {

// Sentences cover their blocks without gap: 会议强调，…。 | “会！” | 他答得干脆。 A title, a field and a row are
// one sentence each.
std::vector<model::Sentence> split_sentences(std::string_view text,
                                             const std::vector<model::Block>& blocks,
                                             const ruleset::Layout& layout);

// “…” paired over the document, marks included, also over sentence ends. Of two opening marks without
// a closing one between them the first stays unpaired, as does a closing mark without an opening one.
std::vector<Span<Normalized>> pair_quotations(std::string_view text);

}  // namespace zhailu::segment
