#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/pattern.hpp"
#include "schema/schema.hpp"
#include "zhailu/value.hpp"

namespace zhailu::schema {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = UINT32_MAX;

// Bits of Node::types.
enum TypeBit : unsigned {
  kNullType = 1,
  kBooleanType = 2,
  kObjectType = 4,
  kArrayType = 8,
  kNumberType = 16,
  kTextType = 32,
  kIntegerType = 64,
};

// What a schema name is to people, in the order of the bits.
struct TypeName {
  std::string_view keyword;
  unsigned bit;
};
inline constexpr TypeName kTypeNames[] = {
    {"null", kNullType},       {"boolean", kBooleanType}, {"object", kObjectType},
    {"array", kArrayType},     {"number", kNumberType},   {"string", kTextType},
    {"integer", kIntegerType},
};

enum class Quantity : std::uint8_t { kCharacters, kItems, kMembers };

// maxLength, minItems …
struct CountLimit {
  Quantity quantity = Quantity::kCharacters;
  bool upper = false;
  std::size_t limit = 0;
  std::string_view keyword;
};

// maximum, exclusiveMinimum …
struct NumberLimit {
  const Value* limit = nullptr;
  bool upper = false;
  bool exclusive = false;
  std::string_view keyword;
};

// enum, const: texts, and the canonical form of all other values.
struct AllowedValues {
  std::unordered_set<std::string> texts;
  std::unordered_set<std::string> keys;
  bool structured = false;  // arrays or objects among them
  std::string shown;        // for messages
  std::string_view keyword;
};

// Sub-schemas that are looked at together.
enum class Group : std::uint8_t {
  kRef,
  kAllOf,
  kAnyOf,
  kOneOf,
  kNot,
  kIf,
  kDependencies,  // of the value itself
  kProperties,
  kPropertyNames,
  kItems,
  kContains  // of what is in it
};

struct PatternProperty {
  base::Pattern pattern;
  NodeId node = kNoNode;
};

struct NamedNode {
  std::string name;
  NodeId node = kNoNode;
};

struct Requirement {  // dependencies: with `name`, these names too
  std::string name;
  std::vector<std::string> names;
};

// One compiled schema.
struct Node {
  std::string place;            // "person.schema.json#/properties/name"
  std::optional<bool> verdict;  // of a schema that is true or false
  std::string_view refusal;     // what a false one says
  unsigned types = 0;           // 0: all
  std::vector<AllowedValues> allowed;
  std::vector<NumberLimit> numbers;
  const Value* divisor = nullptr;
  std::vector<CountLimit> counts;
  std::optional<base::Pattern> pattern;
  std::string_view pattern_text;  // as the schema writes it
  bool unique_items = false;
  std::vector<std::string> required;
  std::vector<Requirement> requirements;

  std::vector<Group> groups;  // those that have something below
  NodeId ref = kNoNode;
  std::vector<NodeId> all_of;
  std::vector<NodeId> any_of;
  std::vector<NodeId> one_of;
  NodeId negated = kNoNode;
  NodeId condition = kNoNode;  // if
  NodeId then_node = kNoNode;
  NodeId else_node = kNoNode;
  std::vector<NamedNode> dependencies;
  std::unordered_map<std::string, NodeId> properties;
  std::vector<PatternProperty> pattern_properties;
  NodeId additional_properties = kNoNode;
  NodeId property_names = kNoNode;
  NodeId items = kNoNode;  // of every item
  bool has_tuple = false;  // or one of each, in order
  std::vector<NodeId> tuple;
  NodeId additional_items = kNoNode;  // of those behind the tuple
  NodeId contains = kNoNode;
};

struct Root {
  NodeId node = kNoNode;
  const Value* value = nullptr;
};

struct SchemaSet::Compiled {
  // Nodes point into the documents' values; neither moves.
  std::deque<NamedSchema> documents;
  std::deque<Node> nodes;
  std::map<std::string, Root, std::less<>> roots;  // by name and by $id
};

}  // namespace zhailu::schema
