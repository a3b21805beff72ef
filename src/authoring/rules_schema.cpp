#include "authoring/rules_schema.hpp"

#include <set>

#include "model/blocks.hpp"
#include "ruleset/key_tables.hpp"
#include "write/json_emitter.hpp"

namespace zhailu::authoring {
namespace {

using ruleset::Key;
using ruleset::KeyTable;
using ruleset::Shape;

struct FileKind {
  const char* name;
  const char* title;
  const KeyTable& (*keys)();
  bool list;  // of objects with those keys
};
constexpr FileKind kKinds[] = {
    {"rules", "zhailu: a rule file (规则文件)", ruleset::rule_keys, true},
    {"manifest", "zhailu: pack.yaml (规则包清单)", ruleset::manifest_keys, false},
    {"tests", "zhailu: a file *.test.yaml (整篇测试)", ruleset::record_test_keys, true}};

Value text() { return Value::Object{{"type", Value::Array{"string", "number"}}}; }

Value list_of(Value items) {
  return Value::Object{{"type", "array"}, {"items", std::move(items)}, {"minItems", 1}};
}

Value any_of(Value first, Value second) {
  return Value::Object{{"anyOf", Value::Array{std::move(first), std::move(second)}}};
}

Value one_of(std::vector<std::string_view> words) {
  return Value::Object{{"enum", Value::Array(words.begin(), words.end())}};
}

Value block_kinds() {
  std::vector<std::string_view> names;
  for (int kind = 0; kind < model::kBlockKinds; ++kind)
    names.push_back(model::block_kind_name(static_cast<model::BlockKind>(kind)));
  return any_of(one_of(names), list_of(one_of(names)));
}

Value named(Value members) {
  return Value::Object{{"type", "object"}, {"additionalProperties", std::move(members)}};
}

Value reference(const KeyTable& table) {
  return Value::Object{{"$ref", "#/definitions/" + std::string(table.name)}};
}

Value value_schema(const Key& key) {
  switch (key.shape) {
    case Shape::kText:
    case Shape::kPattern:
      return text();
    case Shape::kTexts:
    case Shape::kPatterns:
      return any_of(text(), list_of(text()));
    case Shape::kNumber:
      return Value::Object{{"type", "integer"}};
    case Shape::kBoolean:
      return Value::Object{{"type", "boolean"}};
    case Shape::kWord:
      return one_of({key.words.begin(), key.words.end()});
    case Shape::kBlockKinds:
      return block_kinds();
    case Shape::kObject:
      return reference(*key.table);
    case Shape::kObjects:
      return list_of(reference(*key.table));
    case Shape::kNamed:
      return named(reference(*key.table));
    case Shape::kNamedOrLists:
      return named(any_of(reference(*key.table), list_of(reference(*key.table))));
    case Shape::kNamedTexts:
      return named(any_of(text(), list_of(text())));
    case Shape::kTextOrObject:
      return any_of(text(), reference(*key.table));
    case Shape::kAny:
      break;
  }
  return Value::Object{};
}

Value table_schema(const KeyTable& table) {
  Value properties = Value::Object{};
  for (const Key& key : table.keys) {
    Value schema =
        Value::Object{{"description", std::string(key.english) + "\n" + std::string(key.chinese)}};
    const Value value = value_schema(key);
    // Draft 7 looks at nothing that stands beside a $ref.
    if (value.find("$ref") != nullptr) {
      schema.set("allOf", Value::Array{value});
    } else {
      for (const auto& [name, member] : value.object()) schema.set(name, member);
    }
    properties.set(key.name, std::move(schema));
  }
  Value schema = Value::Object{
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!table.needed.empty())
    schema.set("required", Value::Array(table.needed.begin(), table.needed.end()));
  return schema;
}

void add_definitions(const KeyTable& table, Value& definitions) {
  if (definitions.find(table.name) != nullptr) return;
  definitions.set(table.name, table_schema(table));
  for (const Key& key : table.keys) {
    if (key.table != nullptr) add_definitions(*key.table, definitions);
  }
}

}  // namespace

std::vector<std::string> pack_file_kinds() {
  std::vector<std::string> names;
  for (const FileKind& kind : kKinds) names.emplace_back(kind.name);
  return names;
}

std::string pack_file_schema(std::string_view kind) {
  for (const FileKind& one : kKinds) {
    if (one.name != kind) continue;
    Value definitions = Value::Object{};
    add_definitions(one.keys(), definitions);
    Value schema =
        Value::Object{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", one.title}};
    if (one.list) {
      schema.set("type", "array");
      schema.set("items", reference(one.keys()));
    } else {
      schema.set("allOf", Value::Array{reference(one.keys())});
    }
    schema.set("definitions", std::move(definitions));
    return write::to_json(schema, write::JsonLayout::kReadable) + "\n";
  }
  return {};
}

}  // namespace zhailu::authoring
