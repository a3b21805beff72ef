#pragma once

#include "model/analysis.hpp"
#include "ruleset/pack.hpp"

namespace zhailu::link {

// Makes one entity of all mentions of one thing, for the record types that merge over the document
// (people and bodies of the shipped pack): Links::entities and entity_of.
//
//   沅川市审计局 … 市审计局 … 市局 (以下简称“市局”)  →  one entity, name 沅川市审计局
//   黄陂区中心 … 区中心 … 蔡甸区中心 … 区中心        →  two: a short form is that of the nearest longer
//                                                  name before it, else of the first behind it
//   甲支部 … 乙支部 … 支部                            →  three: see MergePolicy::suffix_heads
//
// Linear in the mentions and the text of their names.
void link_entities(model::Analysis& analysis, const ruleset::Pack& pack);

}  // namespace zhailu::link
