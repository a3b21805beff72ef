#pragma once

#include <deque>
#include <vector>

#include "schema/compiled.hpp"

namespace zhailu::schema {

// Looks at `value` with nodes[root]. See SchemaSet::validate.
std::vector<Violation> check_value(const std::deque<Node>& nodes, NodeId root, const Value& value,
                                   const Limits& limits);

}  // namespace zhailu::schema
