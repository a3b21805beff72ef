#pragma once

#include "model/analysis.hpp"
#include "ruleset/pack.hpp"

namespace zhailu::link {

// Finds the issuer (Links::issuer) and what short words for a body stand for (Links::bodies).
//
// Issuer: what an `issuer` mention captures as `organization`, of the masthead before the signature
// before elsewhere; else what a document mention captures as `source`; else the first body named in
// the masthead, else in the signature.
//
// A mention of type `short_body` (局, 中心, 院) stands for the nearest body before it whose name ends
// with its text, or has it as the end of its head (馆: 柳坪县档案馆 of 柳坪县档案馆办公室): in its block, else in
// the headings above it, else the issuer, else anywhere before in its article. Bodies of
// `level: short` (市委) are never stood for.
// Needs link_entities. Linear in mentions and the text of names, of which the first 64 characters count.
void link_bodies(model::Analysis& analysis, const ruleset::Pack& pack);

}  // namespace zhailu::link
