#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "zhailu/value.hpp"

namespace zhailu::authoring {

// Which record of one run is which of another: indices into the two lists. One without a partner stands
// beside nullopt.
struct RecordPair {
  std::optional<std::size_t> before;
  std::optional<std::size_t> after;
};

// Records of one collection of one document, made by two packs: those of the same span and rule are one, then those of the same
// span, then those that share a mention (people, bodies), then those that overlap most. Each record is in just one pair;
// the pairs are ordered by place. `before` and `after`: records with `span` and, if their type has it, `mentions`.
std::vector<RecordPair> match_records(const Value::Array& before, const Value::Array& after);

}  // namespace zhailu::authoring
