#pragma once

#include "match/document_lexicon.hpp"
#include "match/phase_view.hpp"
#include "match/span_index.hpp"

namespace zhailu::match {

class Trace;

// Everything that the rules of one phase look at while they search one unit.
struct PhaseText {
  const model::Analysis& analysis;
  const ruleset::Pack& pack;
  const ruleset::Phase& phase;
  const View& view;
  const SpanIndex& mention_spans;  // by mention type, for inside / not_inside
  const SpanIndex& quotations;
  const DocumentLexicons& document_lexicons;
  Trace* trace = nullptr;  // none in an ordinary run
};

}  // namespace zhailu::match
