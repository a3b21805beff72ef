#pragma once

#include <optional>
#include <string>
#include <vector>

#include "authoring/record_explanation.hpp"
#include "authoring/rule_trial.hpp"

// What `zhailu explain` answers, for people (text) and for programs (JSON).
namespace zhailu::authoring {

struct ExplainRequest {
  std::vector<std::string> types;   // collections; empty: all
  std::optional<std::string> at;    // a place: an offset in characters, or a text that stands there
  std::optional<std::string> rule;  // the id of a rule: why not?
  bool view = false;                // the text itself: what became of every character
  bool json = false;
  DrawingStyle style;
};

// Without `at`, `rule` and `view`: the records, each with its evidence and where it comes from. `at`: what the rules
// of every phase found and refused there. `rule`: how far it came, at that place or in the whole document, the
// furthest first. Errors: "options.type", "options.at", "options.rule", with what was probably meant.
Result<std::string> explain(const ExaminedDocument& document, const ExplainRequest& request);

// At most so many places are shown of one text and of one rule.
inline constexpr std::size_t kShownPlaces = 5;

// The places that `at` means: an offset in characters (as in `span` of a record), or each occurrence of a text.
Result<std::vector<CodePointSpan>> places_of(const ExaminedDocument& document,
                                             const std::string& at);

// How far the rule came at those places (none: in the whole document), the furthest first.
// Error "options.rule" for an id that the pack does not have.
Result<std::vector<Trial>> why_not(const ExaminedDocument& document, const std::string& rule,
                                   const std::vector<CodePointSpan>& places);

}  // namespace zhailu::authoring
