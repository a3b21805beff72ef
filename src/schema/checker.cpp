#include "schema/checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>

#include "schema/assertions.hpp"
#include "schema/uri.hpp"

// Most values fit, so a first run asks for the verdict alone; only a value that fails is looked at
// again for its reasons.
//
// One frame for each schema that looks at a value, on a stack of our own. A frame first asks what
// can be told from the value alone (assertions.hpp), then hands out its children one by one
// (next_child), hears each verdict (hear) and judges every group of children at its end
// (finish_group).
namespace zhailu::schema {
namespace {

enum class Mode : std::uint8_t {
  kReport,  // what fails becomes a violation
  kProbe,   // an alternative of `anyOf`: the first cause is kept for its message
  kQuiet    // only the verdict counts
};

// The way from the value of the frame below to that of this one.
struct PathStep {
  const std::string* name = nullptr;
  std::size_t index = 0;
  bool item = false;
};

struct Frame {
  const Node* node = nullptr;
  const Value* value = nullptr;
  PathStep step;
  Mode mode = Mode::kReport;
  bool valid = true;

  bool matched = false;    // a property or pattern took the member
  std::size_t group = 0;   // in node->groups
  std::size_t cursor = 0;  // child or member or item within the group
  std::size_t schema = 0;  // which schema for that member
  std::size_t passed = 0;  // children that passed
};

// Why the alternatives of an `anyOf` failed.
struct Cause {
  std::string message;
  bool plain = false;  // of the wrong type, or of alternatives again
};

struct Child {
  NodeId node = kNoNode;
  const Value* value = nullptr;
  PathStep step;
};

class Checker {
 public:
  Checker(const std::deque<Node>& nodes, const Limits& limits) : nodes_(nodes), limits_(limits) {
    report_ = [this](std::string_view keyword, std::string message) {
      report(keyword, std::move(message));
    };
  }

  std::vector<Violation> run(NodeId root, const Value& value) {
    if (!look(root, value, Mode::kQuiet)) look(root, value, Mode::kReport);
    return std::move(violations_);
  }

 private:
  // True when the value fits; false also when that could not be told within the budget.
  bool look(NodeId root, const Value& value, Mode mode) {
    stack_.clear();
    steps_ = 0;
    bool valid = false;
    push({root, &value, {}}, mode);
    while (!stack_.empty() && !full()) {
      if (steps_ > limits_.max_steps) {
        if (mode == Mode::kReport) report_budget();
        return false;
      }
      if (const auto child = next_child(stack_.back())) {
        descend(*child);
        continue;
      }
      valid = stack_.back().valid;
      stack_.pop_back();
      if (!stack_.empty()) hear(stack_.back(), valid);
    }
    return valid;
  }

  [[nodiscard]] bool full() const {
    return violations_.size() >= std::max<std::size_t>(limits_.max_violations, 1);
  }

  void spend(std::size_t steps) { steps_ += steps; }

  // ---- frames

  void descend(const Child& child) {
    Frame& frame = stack_.back();
    const Mode mode = child_mode(frame);
    const Node& node = nodes_[child.node];
    if (mode == Mode::kQuiet && node.groups.empty()) {
      const Finding finding = check_alone(node, *child.value, nullptr);
      spend(1 + finding.steps);
      return hear(frame, finding.valid);
    }
    if (mode == Mode::kProbe && frame.mode == Mode::kReport && frame.cursor == 1) cause_ = {};
    push(child, mode);
  }

  void push(const Child& child, Mode mode) {
    Frame frame;
    frame.node = &nodes_[child.node];
    frame.value = child.value;
    frame.step = child.step;
    frame.mode = mode;
    stack_.push_back(frame);
    const Finding finding =
        check_alone(*frame.node, *frame.value, mode == Mode::kQuiet ? nullptr : &report_);
    stack_.back().valid = finding.valid;
    spend(1 + finding.steps);
  }

  [[nodiscard]] static Mode child_mode(const Frame& frame) {
    const Group group = frame.node->groups[frame.group];
    const bool verdict_only = group == Group::kOneOf || group == Group::kNot ||
                              group == Group::kContains ||
                              (group == Group::kIf && frame.cursor == 1);
    if (verdict_only) return Mode::kQuiet;
    return group == Group::kAnyOf && frame.mode == Mode::kReport ? Mode::kProbe : frame.mode;
  }

  // A child of the frame's present group has passed or not.
  static void hear(Frame& frame, bool passed) {
    frame.passed += passed ? 1 : 0;
    switch (frame.node->groups[frame.group]) {
      case Group::kAnyOf:
      case Group::kOneOf:
      case Group::kNot:
      case Group::kContains:
        return;
      case Group::kIf:
        if (frame.cursor > 1) frame.valid = frame.valid && passed;
        return;
      default:
        frame.valid = frame.valid && passed;
    }
  }

  // ---- children

  std::optional<Child> next_child(Frame& frame) {
    const auto& groups = frame.node->groups;
    for (; frame.group < groups.size(); ++frame.group) {
      if (!frame.valid && frame.mode != Mode::kReport) return std::nullopt;
      if (auto child = next_in_group(frame, groups[frame.group])) return child;
      finish_group(frame, groups[frame.group]);
      frame.cursor = frame.schema = frame.passed = 0;
    }
    return std::nullopt;
  }

  std::optional<Child> next_in_group(Frame& frame, Group group) {
    const Node& node = *frame.node;
    switch (group) {
      case Group::kRef:
        return next_single(frame, node.ref);
      case Group::kAllOf:
        return next_of(frame, node.all_of);
      case Group::kAnyOf:
        return frame.passed > 0 ? std::nullopt : next_of(frame, node.any_of);
      case Group::kOneOf:
        return frame.passed > 1 ? std::nullopt : next_of(frame, node.one_of);
      case Group::kNot:
        return next_single(frame, node.negated);
      case Group::kIf:
        return next_branch(frame);
      case Group::kDependencies:
        return next_dependency(frame);
      case Group::kProperties:
        return next_property(frame);
      case Group::kPropertyNames:
        return next_name(frame);
      case Group::kItems:
        return next_item(frame);
      case Group::kContains:
        return next_candidate(frame);
    }
    return std::nullopt;
  }

  static std::optional<Child> next_single(Frame& frame, NodeId node) {
    if (frame.cursor++ > 0) return std::nullopt;
    return Child{node, frame.value, {}};
  }

  static std::optional<Child> next_of(Frame& frame, const std::vector<NodeId>& list) {
    if (frame.cursor >= list.size()) return std::nullopt;
    return Child{list[frame.cursor++], frame.value, {}};
  }

  // First the condition, then the branch that it chooses.
  static std::optional<Child> next_branch(Frame& frame) {
    if (frame.cursor++ == 0) return Child{frame.node->condition, frame.value, {}};
    if (frame.cursor > 2) return std::nullopt;
    const NodeId branch = frame.passed > 0 ? frame.node->then_node : frame.node->else_node;
    if (branch == kNoNode) return std::nullopt;
    return Child{branch, frame.value, {}};
  }

  std::optional<Child> next_dependency(Frame& frame) {
    const auto& list = frame.node->dependencies;
    while (frame.cursor < list.size()) {
      const NamedNode& dependency = list[frame.cursor++];
      if (frame.value->find(dependency.name) != nullptr)
        return Child{dependency.node, frame.value, {}};
    }
    return std::nullopt;
  }

  // Each member under its own schema, those of the patterns that match its name, else the
  // additional one.
  std::optional<Child> next_property(Frame& frame) {
    if (!frame.value->is_object()) return std::nullopt;
    const auto& members = frame.value->object();
    for (; frame.cursor < members.size(); ++frame.cursor, frame.schema = 0) {
      const auto& [name, value] = members[frame.cursor];
      if (frame.schema == 0) frame.matched = false;
      const NodeId node = next_schema_of(frame, name);
      if (node != kNoNode) return Child{node, &value, {&name, 0, false}};
    }
    return std::nullopt;
  }

  NodeId next_schema_of(Frame& frame, const std::string& name) {
    const Node& node = *frame.node;
    const auto& patterns = node.pattern_properties;
    while (frame.schema < patterns.size() + 2) {
      const std::size_t which = frame.schema++;
      NodeId found = kNoNode;
      spend(1);
      if (which == 0) {
        const auto property = node.properties.find(name);
        if (property != node.properties.end()) found = property->second;
      } else if (which <= patterns.size()) {
        if (patterns[which - 1].pattern.contains(name)) found = patterns[which - 1].node;
      } else if (!frame.matched) {
        found = node.additional_properties;
      }
      if (found == kNoNode) continue;
      frame.matched = true;
      return found;
    }
    return kNoNode;
  }

  std::optional<Child> next_name(Frame& frame) {
    if (!frame.value->is_object() || frame.cursor >= frame.value->object().size())
      return std::nullopt;
    const std::string& name = frame.value->object()[frame.cursor++].first;
    name_ = Value(name);
    return Child{frame.node->property_names, &name_, {&name, 0, false}};
  }

  static std::optional<Child> next_item(Frame& frame) {
    const Node& node = *frame.node;
    if (!frame.value->is_array() || frame.cursor >= frame.value->array().size())
      return std::nullopt;
    const std::size_t at = frame.cursor++;
    const NodeId schema = !node.has_tuple          ? node.items
                          : at < node.tuple.size() ? node.tuple[at]
                                                   : node.additional_items;
    if (schema == kNoNode) return std::nullopt;
    return Child{schema, &frame.value->array()[at], {nullptr, at, true}};
  }

  static std::optional<Child> next_candidate(Frame& frame) {
    if (!frame.value->is_array() || frame.passed > 0) return std::nullopt;
    if (frame.cursor >= frame.value->array().size()) return std::nullopt;
    const std::size_t at = frame.cursor++;
    return Child{frame.node->contains, &frame.value->array()[at], {nullptr, at, true}};
  }

  void finish_group(Frame& frame, Group group) {
    const Node& node = *frame.node;
    const std::size_t passed = frame.passed;
    const bool failed = (group == Group::kAnyOf && passed == 0) ||
                        (group == Group::kOneOf && passed != 1) ||
                        (group == Group::kNot && passed > 0) ||
                        (group == Group::kContains && passed == 0 && frame.value->is_array());
    if (!failed) return;
    frame.valid = false;
    if (frame.mode == Mode::kQuiet) return;
    if (group == Group::kAnyOf) {
      report("anyOf", fmt::format("fits none of {} alternatives{}{}", node.any_of.size(),
                                  cause_.message.empty() ? "" : ": ", cause_.message));
    } else if (group == Group::kOneOf) {
      report("oneOf", fmt::format("must fit one of {} alternatives, fits {}", node.one_of.size(),
                                  passed == 0 ? "none" : "more"));
    } else if (group == Group::kNot) {
      report("not", "must not fit the schema under 'not'");
    } else {
      report("contains", "holds no item that fits the schema under 'contains'");
    }
  }

  // ---- verdicts

  // The frame on top fails by that keyword.
  void report(std::string_view keyword, std::string message) {
    const Frame& frame = stack_.back();
    if (frame.mode == Mode::kProbe) {
      return keep_cause(keyword == "type" || keyword.ends_with("Of"), std::move(message));
    }
    if (full()) return;
    const std::string& place = frame.node->place;
    violations_.push_back({instance_pointer(),
                           keyword.empty() ? place : append_pointer(place, keyword),
                           std::move(message)});
  }

  // For a value that may be null, "must match …" says more than "must be null".
  void keep_cause(bool plain, std::string message) {
    if (!cause_.message.empty() && (plain || !cause_.plain)) return;
    cause_ = {std::move(message), plain};
  }

  [[nodiscard]] std::string instance_pointer() const {
    std::string pointer;
    for (const Frame& frame : stack_) {
      if (frame.step.item) {
        pointer += fmt::format("/{}", frame.step.index);
      } else if (frame.step.name != nullptr) {
        pointer += append_pointer({}, *frame.step.name);
      }
    }
    return pointer;
  }

  void report_budget() {
    violations_.push_back(
        {instance_pointer(), stack_.back().node->place,
         fmt::format("step budget exceeded ({} steps): not looked at further", limits_.max_steps)});
  }

  const std::deque<Node>& nodes_;
  const Limits& limits_;
  Report report_;
  std::vector<Frame> stack_;
  Cause cause_;  // of the outermost `anyOf` that is looked at
  Value name_;   // a property's name as a value; names have no properties, so one is enough
  std::size_t steps_ = 0;
  std::vector<Violation> violations_;
};

}  // namespace

std::vector<Violation> check_value(const std::deque<Node>& nodes, NodeId root, const Value& value,
                                   const Limits& limits) {
  return Checker(nodes, limits).run(root, value);
}

}  // namespace zhailu::schema
