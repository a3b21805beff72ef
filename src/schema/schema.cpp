#include "schema/schema.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "schema/checker.hpp"
#include "schema/compiled.hpp"
#include "schema/compiler.hpp"

namespace zhailu::schema {
namespace {

// Every record has these; writers place them themselves.
constexpr std::array<std::string_view, 6> kBookkeeping{"id",       "span",     "rule",
                                                       "evidence", "warnings", "mentions"};

bool has_type(const Value& property, std::string_view name) {
  const Value* type = property.find("type");
  if (type == nullptr) return false;
  if (type->is_text()) return type->text() == name;
  return type->is_array() &&
         std::find(type->array().begin(), type->array().end(), Value(name)) != type->array().end();
}

bool is_list(const Value& property) { return has_type(property, "array"); }

std::string_view definition_in(const Value& schema) {
  const Value* reference = schema.find("$ref");
  if (reference == nullptr || !reference->is_text()) return {};
  const std::string_view text = reference->text();
  return text.substr(text.rfind('/') + 1);
}

// The name of the definition that a property (or its items) refers to, by itself or under allOf:
// common.schema.json#/definitions/day_or_null  →  day_or_null
std::string_view definition_of(const Value& property) {
  if (const Value* items = property.find("items")) return definition_of(*items);
  if (const auto own = definition_in(property); !own.empty()) return own;
  const Value* parts = property.find("allOf");
  if (parts == nullptr || !parts->is_array()) return {};
  for (const Value& part : parts->array()) {
    if (const auto name = definition_in(part); !name.empty()) return name;
  }
  return {};
}

ValueKind kind_of(const Value& property) {
  if (const Value* items = property.find("items")) return kind_of(*items);
  const std::string_view definition = definition_of(property);
  if (definition == "day_or_null") return ValueKind::kDay;
  if (definition == "time_or_null") return ValueKind::kTime;
  if (has_type(property, "object")) return ValueKind::kObject;
  if (has_type(property, "integer")) return ValueKind::kInteger;
  if (has_type(property, "number")) return ValueKind::kNumber;
  if (has_type(property, "boolean")) return ValueKind::kBoolean;
  return ValueKind::kText;
}

}  // namespace

SchemaSet::SchemaSet() : compiled_(std::make_shared<const Compiled>()) {}

Result<SchemaSet> SchemaSet::compile(std::vector<NamedSchema> schemas, const Options& options) {
  auto compiled = std::make_shared<Compiled>();
  const std::size_t validatable = schemas.size();
  for (auto& schema : schemas) compiled->documents.push_back(std::move(schema));
  for (const auto& remote : options.remotes) compiled->documents.push_back(remote);
  Diagnostics errors =
      compile_documents(compiled->documents, validatable, options.refuse_unknown_keywords,
                        compiled->nodes, compiled->roots);
  if (!errors.empty()) return tl::unexpected(Error{std::move(errors)});
  SchemaSet set;
  set.compiled_ = std::move(compiled);
  return set;
}

Result<SchemaSet> SchemaSet::compile(std::vector<NamedSchema> schemas) {
  return compile(std::move(schemas), Options{});
}

bool SchemaSet::contains(std::string_view name) const { return find(name) != nullptr; }

const Value* SchemaSet::find(std::string_view name) const {
  const auto root = compiled_->roots.find(name);
  return root == compiled_->roots.end() ? nullptr : root->second.value;
}

std::vector<Violation> SchemaSet::validate(std::string_view name, const Value& value,
                                           const Limits& limits) const {
  const auto root = compiled_->roots.find(name);
  assert(root != compiled_->roots.end() && "validate: no schema of that name");
  return check_value(compiled_->nodes, root->second.node, value, limits);
}

std::vector<Violation> SchemaSet::validate(std::string_view name, const Value& value) const {
  return validate(name, value, Limits{});
}

std::vector<CollectionInfo::Column> columns_of(const Value& schema) {
  std::vector<CollectionInfo::Column> columns;
  const Value* properties = schema.find("properties");
  if (properties == nullptr || !properties->is_object()) return columns;
  for (const auto& [name, property] : properties->object()) {
    if (std::find(kBookkeeping.begin(), kBookkeeping.end(), name) != kBookkeeping.end()) continue;
    const Value* title = property.find("title");
    const bool titled = title != nullptr && title->is_text();
    columns.push_back({name, titled ? title->text() : name, is_list(property), kind_of(property),
                       std::string(definition_of(property))});
  }
  return columns;
}

}  // namespace zhailu::schema
