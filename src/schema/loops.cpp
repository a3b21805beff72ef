#include "schema/loops.hpp"

namespace zhailu::schema {
namespace {

enum class State : std::uint8_t { kNew, kOpen, kDone };

struct Visit {
  NodeId node = kNoNode;
  std::vector<NodeId> next;  // still to be visited
};

// The sub-schemas that look at the same value.
std::vector<NodeId> same_value(const Node& node) {
  std::vector<NodeId> all{node.ref, node.negated, node.condition, node.then_node, node.else_node};
  for (const auto* list : {&node.all_of, &node.any_of, &node.one_of}) {
    all.insert(all.end(), list->begin(), list->end());
  }
  for (const auto& dependency : node.dependencies) all.push_back(dependency.node);
  std::erase(all, kNoNode);
  return all;
}

// Depth first: a node that is met again while it is open closes a loop.
void visit_from(NodeId start, const std::deque<Node>& nodes, std::vector<State>& states,
                std::vector<NodeId>& loops) {
  std::vector<Visit> path;
  const auto open = [&](NodeId id) {
    states[id] = State::kOpen;
    path.push_back({id, same_value(nodes[id])});
  };
  open(start);
  while (!path.empty()) {
    Visit& visit = path.back();
    if (visit.next.empty()) {
      states[visit.node] = State::kDone;
      path.pop_back();
      continue;
    }
    const NodeId next = visit.next.back();
    visit.next.pop_back();
    if (states[next] == State::kOpen) loops.push_back(next);
    if (states[next] == State::kNew) open(next);
  }
}

}  // namespace

std::vector<NodeId> find_loops(const std::deque<Node>& nodes) {
  std::vector<State> states(nodes.size(), State::kNew);
  std::vector<NodeId> loops;
  for (NodeId start = 0; start < nodes.size(); ++start) {
    if (states[start] == State::kNew) visit_from(start, nodes, states, loops);
  }
  return loops;
}

void skip_refs(std::deque<Node>& nodes) {
  const auto skip = [&](NodeId& id) {
    while (id != kNoNode && nodes[id].ref != kNoNode) id = nodes[id].ref;
  };
  for (Node& node : nodes) {
    for (NodeId* id : {&node.negated, &node.condition, &node.then_node, &node.else_node,
                       &node.additional_properties, &node.property_names, &node.items,
                       &node.additional_items, &node.contains}) {
      skip(*id);
    }
    for (auto* list : {&node.all_of, &node.any_of, &node.one_of, &node.tuple}) {
      for (NodeId& id : *list) skip(id);
    }
    for (auto& dependency : node.dependencies) skip(dependency.node);
    for (auto& property : node.pattern_properties) skip(property.node);
    for (auto& [name, id] : node.properties) skip(id);
  }
}

}  // namespace zhailu::schema
