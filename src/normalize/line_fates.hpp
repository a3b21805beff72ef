#pragma once

#include <cstdint>
#include <vector>

#include "normalize/line_scanner.hpp"
#include "ruleset/layout.hpp"

namespace zhailu::normalize {

// What stands between a line that stays and the next one that stays.
enum class Border : std::uint8_t {
  kLine,       // a line border
  kJoin,       // nothing: the line was broken in mid-sentence
  kJoinBlank,  // one blank: words, or the members of a field, stand on both sides
};

struct LineFate {
  int kind = -1;  // index into the layout's line kinds
  ruleset::Zone zone = ruleset::Zone::kBody;
  ruleset::LineKind::Role role = ruleset::LineKind::Role::kBlock;  // other than kBlock: removed
  Border border = Border::kLine;
};

// One fate for each line: its kind, whether it stays and whether it is joined with the next.
std::vector<LineFate> decide_fates(const ScannedText& scanned, const ruleset::Layout& layout);

}  // namespace zhailu::normalize
