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

bool is_list(const Value& property) {
  const Value* type = property.find("type");
  if (type == nullptr) return false;
  if (type->is_text()) return type->text() == "array";
  return type->is_array() && std::find(type->array().begin(), type->array().end(),
                                       Value("array")) != type->array().end();
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
    columns.push_back({name, titled ? title->text() : name, is_list(property)});
  }
  return columns;
}

}  // namespace zhailu::schema
