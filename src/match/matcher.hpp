#pragma once

#include "model/analysis.hpp"
#include "ruleset/pack.hpp"

// The cascade: phases of rules over views in which earlier mentions are symbols.
namespace zhailu::match {

class Trace;

struct MatchOptions {
  std::size_t max_mentions = 1'000'000;  // per document; more are cut and `truncated` is set
  Trace* trace = nullptr;                // looks on; see match/trace.hpp
};

// Fills analysis.mentions (and `truncated`) from its normalized text and segments. The same input
// gives the same mentions in the same order. Time is linear in the text for rules of bounded reach.
void match(model::Analysis& analysis, const ruleset::Pack& pack, const MatchOptions& options = {});

}  // namespace zhailu::match
