#pragma once

#include <vector>

#include "normalize/line_fates.hpp"
#include "normalize/line_scanner.hpp"
#include "ruleset/layout.hpp"

namespace zhailu::normalize {

// Marks further lines as page matter or watermark, beyond those that their kind makes so: what stands
// between a seller's lines, running heads beside page numbers, lines repeated in mid-sentence.
void mark_removed_lines(const ScannedText& scanned, const ruleset::Layout& layout,
                        std::vector<LineFate>& fates);

}  // namespace zhailu::normalize
