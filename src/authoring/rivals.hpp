#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "match/finder.hpp"

namespace zhailu::authoring {

// By what one find wins over another that overlaps it; kSamePlace: the same span and type, the captures
// of both are in the winner.
enum class Criterion { kPriority, kLength, kBegin, kRuleOrder, kSamePlace };
std::string_view criterion_name(Criterion criterion);

// What a find lost to.
struct Loss {
  std::uint32_t rule = 0;
  Span<PhaseView> span;
  Criterion by = Criterion::kPriority;
};

// For each of `found` (the finds of a block before overlaps are decided) what it lost to; nothing for
// those of `kept`. Keep in step with match/overlaps.cpp.
std::vector<std::optional<Loss>> losses(const std::vector<match::Find>& found,
                                        const std::vector<match::Find>& kept,
                                        const match::PhaseText& text);

}  // namespace zhailu::authoring
