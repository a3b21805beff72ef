#pragma once

#include <vector>

#include "ruleset/pack.hpp"
#include "validate/validator.hpp"
#include "zhailu/extractor.hpp"

namespace zhailu {

// What an Extractor shares.
struct Extractor::Loaded {
  ruleset::Pack pack;
  validate::RecordSchemas schemas;
  std::vector<CollectionInfo> collections;
};

}  // namespace zhailu
