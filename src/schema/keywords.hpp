#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "schema/compiled.hpp"

namespace zhailu::schema {

// What reading one schema needs from its surroundings. Pointers go from that schema:
// "/properties/name".
struct KeywordContext {
  // The node of a sub-schema, which may be compiled later.
  std::function<NodeId(const Value&, const std::string& pointer)> child;
  // The keyword's value there is not what draft 7 asks for.
  std::function<void(const std::string& pointer, std::string message)> invalid;
};

// Fills `node` with what the keyword says; `content` must outlive the node. False: no such keyword.
// `$ref` and `$id` are not read here.
bool read_keyword(std::string_view name, const Value& content, Node& node,
                  const KeywordContext& context);

// Every keyword that may stand in a schema.
std::span<const std::string_view> keyword_names();

}  // namespace zhailu::schema
