#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <string>
#include <vector>

#include "model/blocks.hpp"
#include "model/date.hpp"
#include "model/document.hpp"
#include "model/entities.hpp"
#include "model/mention.hpp"
#include "model/normalized_text.hpp"

namespace zhailu::model {

// All that the stages have found out about one document so far. Each stage adds its part.
struct Analysis {
  std::string path;
  std::string sha256;  // of the bytes
  DecodedText decoded;
  NormalizedText normalized;
  Segments segments;
  std::vector<Mention> mentions;  // ordered by begin, longer first, then by the order of finding
  bool truncated = false;         // the cap on mentions was reached

  // Of `resolve` and `link`, by index of the mention.
  std::unordered_map<std::int32_t, DateValue> dates;
  std::unordered_map<std::int32_t, std::int64_t> counts;      // resolved counts
  std::optional<Day> reference_date;
  std::string reference_basis = "none";
  std::optional<Day> page_date;  // of publication, from a page's meta data
  Links links;
};

}  // namespace zhailu::model
