#pragma once

#include <vector>

#include "authoring/examined_document.hpp"
#include "authoring/rule_trial.hpp"

namespace zhailu::authoring {

// What became of the mentions of a rule behind `match`: the finds among `trials` (Stop::kFound) whose
// mention did not become a record of its own get the stage that stopped it.
void judge_mentions(const ExaminedDocument& document, std::uint32_t rule,
                    std::vector<Trial>& trials);

}  // namespace zhailu::authoring
