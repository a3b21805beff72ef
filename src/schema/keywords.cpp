#include "schema/keywords.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "schema/canonical.hpp"
#include "schema/ecma_pattern.hpp"
#include "schema/number.hpp"
#include "schema/uri.hpp"

// One function for each kind of keyword; kKeywords at the end says which reads which.
namespace zhailu::schema {
namespace {

// The keyword that is being read.
struct Reading {
  std::string_view keyword;
  const Value& content;
  const KeywordContext& context;

  [[nodiscard]] std::string pointer() const { return append_pointer({}, keyword); }
  void invalid(std::string message) const { context.invalid(pointer(), std::move(message)); }
  [[nodiscard]] NodeId child() const { return context.child(content, pointer()); }
};

bool is_number(const Value& value) { return value.is_integer() || value.is_double(); }

void read_annotation(Node& /*node*/, const Reading& /*reading*/) {}

// ---- what values are

void read_type(Node& node, const Reading& reading) {
  const bool list = reading.content.is_array();
  const std::size_t count = list ? reading.content.array().size() : 1;
  if (count == 0) return reading.invalid("names no type");
  for (std::size_t i = 0; i < count; ++i) {
    const Value& name = list ? reading.content.array()[i] : reading.content;
    const auto type =
        std::find_if(std::begin(kTypeNames), std::end(kTypeNames),
                     [&](const TypeName& t) { return name.is_text() && name.text() == t.keyword; });
    if (type == std::end(kTypeNames)) {
      return reading.invalid(
          "must be null, boolean, object, array, number, string, integer, or a list of them");
    }
    node.types |= type->bit;
  }
}

std::string shown(const Value& value) {
  if (value.is_text()) return value.text();
  if (value.is_null()) return "null";
  if (value.is_boolean()) return value.boolean() ? "true" : "false";
  if (value.is_array()) return "a list";
  if (value.is_object()) return "an object";
  return fmt::format("{}", value.number());
}

void allow(AllowedValues& allowed, const Value& value) {
  constexpr std::size_t kMostShown = 300;
  if (value.is_text()) {
    allowed.texts.insert(value.text());
  } else {
    allowed.keys.insert(canonical(value));
  }
  allowed.structured = allowed.structured || value.is_array() || value.is_object();
  if (allowed.shown.size() > kMostShown) return;
  allowed.shown += (allowed.shown.empty() ? "" : ", ") + shown(value);
}

void read_enum(Node& node, const Reading& reading) {
  if (!reading.content.is_array() || reading.content.array().empty()) {
    return reading.invalid("must be a list with at least one value");
  }
  AllowedValues allowed;
  allowed.keyword = "enum";
  for (const Value& value : reading.content.array()) allow(allowed, value);
  node.allowed.push_back(std::move(allowed));
}

void read_const(Node& node, const Reading& reading) {
  AllowedValues allowed;
  allowed.keyword = "const";
  allow(allowed, reading.content);
  node.allowed.push_back(std::move(allowed));
}

// maximum, exclusiveMinimum …
void read_number_limit(Node& node, const Reading& reading) {
  if (!is_number(reading.content)) return reading.invalid("must be a number");
  const bool upper = reading.keyword == "maximum" || reading.keyword == "exclusiveMaximum";
  const bool exclusive = reading.keyword.starts_with("exclusive");
  node.numbers.push_back({&reading.content, upper, exclusive, reading.keyword});
}

void read_multiple_of(Node& node, const Reading& reading) {
  const Value& divisor = reading.content;
  if (!is_number(divisor) || !(divisor.number() > 0) || !std::isfinite(divisor.number())) {
    return reading.invalid("must be a number above 0");
  }
  node.divisor = &divisor;
}

// maxLength, minItems …
void read_count_limit(Node& node, const Reading& reading) {
  constexpr double kMost = 9e15;  // doubles are exact up to there
  const Value& limit = reading.content;
  if (!is_number(limit) || !is_integral(limit) || limit.number() < 0 || limit.number() > kMost) {
    return reading.invalid("must be a whole number, 0 or more");
  }
  const Quantity quantity = reading.keyword.ends_with("Length")  ? Quantity::kCharacters
                            : reading.keyword.ends_with("Items") ? Quantity::kItems
                                                                 : Quantity::kMembers;
  node.counts.push_back({quantity, reading.keyword.starts_with("max"),
                         static_cast<std::size_t>(limit.number()), reading.keyword});
}

std::optional<base::Pattern> pattern_of(const std::string& expression, const std::string& pointer,
                                        const Reading& reading) {
  auto compiled = compile_ecma_pattern(expression);
  if (compiled) return std::move(*compiled);
  reading.context.invalid(pointer, compiled.error().diagnostics.front().message.text());
  return std::nullopt;
}

void read_pattern(Node& node, const Reading& reading) {
  if (!reading.content.is_text()) return reading.invalid("must be a text");
  node.pattern = pattern_of(reading.content.text(), reading.pointer(), reading);
  node.pattern_text = reading.content.text();
}

void read_unique_items(Node& node, const Reading& reading) {
  if (!reading.content.is_boolean()) return reading.invalid("must be true or false");
  node.unique_items = reading.content.boolean();
}

// ---- names

std::vector<std::string> names_of(const Value& list, const std::string& pointer,
                                  const Reading& reading) {
  std::vector<std::string> names;
  std::set<std::string_view> seen;
  const std::size_t count = list.is_array() ? list.array().size() : 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Value& name = list.array()[i];
    if (name.is_text() && seen.insert(name.text()).second) names.push_back(name.text());
  }
  if (!list.is_array() || names.size() != count) {
    reading.context.invalid(pointer, "must be a list of texts, none of them twice");
  }
  return names;
}

void read_required(Node& node, const Reading& reading) {
  node.required = names_of(reading.content, reading.pointer(), reading);
}

// Calls take(name, value, pointer) for each member of the keyword's object.
template <class Take>
void for_each_member(const Reading& reading, const Take& take) {
  if (!reading.content.is_object()) return reading.invalid("must be an object");
  for (const auto& [name, value] : reading.content.object()) {
    take(name, value, append_pointer(reading.pointer(), name));
  }
}

void read_dependencies(Node& node, const Reading& reading) {
  for_each_member(reading, [&](const std::string& name, const Value& value, const std::string& at) {
    if (value.is_array()) {
      node.requirements.push_back({name, names_of(value, at, reading)});
    } else {
      node.dependencies.push_back({name, reading.context.child(value, at)});
    }
  });
}

// ---- sub-schemas

void read_properties(Node& node, const Reading& reading) {
  for_each_member(reading, [&](const std::string& name, const Value& value, const std::string& at) {
    node.properties.emplace(name, reading.context.child(value, at));
  });
}

void read_pattern_properties(Node& node, const Reading& reading) {
  for_each_member(reading, [&](const std::string& name, const Value& value, const std::string& at) {
    auto pattern = pattern_of(name, at, reading);
    if (!pattern) return;
    node.pattern_properties.push_back({std::move(*pattern), reading.context.child(value, at)});
  });
}

// Compiled although nothing may refer to them, so that mistakes in them are found.
void read_definitions(Node& /*node*/, const Reading& reading) {
  for_each_member(reading, [&](const std::string& /*name*/, const Value& value,
                               const std::string& at) { reading.context.child(value, at); });
}

std::vector<NodeId> children_of(const Reading& reading) {
  std::vector<NodeId> children;
  for (const Value& schema : reading.content.array()) {
    const std::string index = std::to_string(children.size());
    children.push_back(reading.context.child(schema, append_pointer(reading.pointer(), index)));
  }
  return children;
}

void read_items(Node& node, const Reading& reading) {
  node.has_tuple = reading.content.is_array();
  if (node.has_tuple) {
    node.tuple = children_of(reading);
  } else {
    node.items = reading.child();
  }
}

template <std::vector<NodeId> Node::*kField>
void read_list(Node& node, const Reading& reading) {
  if (!reading.content.is_array() || reading.content.array().empty()) {
    return reading.invalid("must be a list with at least one schema");
  }
  node.*kField = children_of(reading);
}

template <NodeId Node::*kField>
void read_schema(Node& node, const Reading& reading) {
  node.*kField = reading.child();
}

using Reader = void (*)(Node&, const Reading&);

struct Keyword {
  std::string_view name;
  Reader read;
};

constexpr std::array kKeywords{
    Keyword{"$schema", read_annotation},
    Keyword{"$id", read_annotation},
    Keyword{"$ref", read_annotation},
    Keyword{"$comment", read_annotation},
    Keyword{"title", read_annotation},
    Keyword{"description", read_annotation},
    Keyword{"default", read_annotation},
    Keyword{"examples", read_annotation},
    Keyword{"readOnly", read_annotation},
    Keyword{"writeOnly", read_annotation},
    Keyword{"definitions", read_definitions},
    Keyword{"type", read_type},
    Keyword{"enum", read_enum},
    Keyword{"const", read_const},
    Keyword{"multipleOf", read_multiple_of},
    Keyword{"maximum", read_number_limit},
    Keyword{"exclusiveMaximum", read_number_limit},
    Keyword{"minimum", read_number_limit},
    Keyword{"exclusiveMinimum", read_number_limit},
    Keyword{"maxLength", read_count_limit},
    Keyword{"minLength", read_count_limit},
    Keyword{"pattern", read_pattern},
    Keyword{"items", read_items},
    Keyword{"additionalItems", read_schema<&Node::additional_items>},
    Keyword{"maxItems", read_count_limit},
    Keyword{"minItems", read_count_limit},
    Keyword{"uniqueItems", read_unique_items},
    Keyword{"contains", read_schema<&Node::contains>},
    Keyword{"maxProperties", read_count_limit},
    Keyword{"minProperties", read_count_limit},
    Keyword{"required", read_required},
    Keyword{"properties", read_properties},
    Keyword{"patternProperties", read_pattern_properties},
    Keyword{"additionalProperties", read_schema<&Node::additional_properties>},
    Keyword{"dependencies", read_dependencies},
    Keyword{"propertyNames", read_schema<&Node::property_names>},
    Keyword{"if", read_schema<&Node::condition>},
    Keyword{"then", read_schema<&Node::then_node>},
    Keyword{"else", read_schema<&Node::else_node>},
    Keyword{"allOf", read_list<&Node::all_of>},
    Keyword{"anyOf", read_list<&Node::any_of>},
    Keyword{"oneOf", read_list<&Node::one_of>},
    Keyword{"not", read_schema<&Node::negated>},
};

constexpr auto kNames = [] {
  std::array<std::string_view, kKeywords.size()> names{};
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = kKeywords[i].name;
  return names;
}();

}  // namespace

bool read_keyword(std::string_view name, const Value& content, Node& node,
                  const KeywordContext& context) {
  const auto keyword = std::find_if(kKeywords.begin(), kKeywords.end(),
                                    [&](const Keyword& k) { return k.name == name; });
  if (keyword == kKeywords.end()) return false;
  // The name of the table, which lives on in the node.
  keyword->read(node, {keyword->name, content, context});
  return true;
}

std::span<const std::string_view> keyword_names() { return kNames; }

}  // namespace zhailu::schema
