#pragma once

#include <deque>
#include <vector>

#include "schema/compiled.hpp"

namespace zhailu::schema {

// The nodes that lead back to themselves without going into the value: looking with them would
// never end. Every such loop has one of its nodes in the list. Linear.
std::vector<NodeId> find_loops(const std::deque<Node>& nodes);

// Lets every node lead straight to what `$ref`s lead to. There must be no loops.
void skip_refs(std::deque<Node>& nodes);

}  // namespace zhailu::schema
