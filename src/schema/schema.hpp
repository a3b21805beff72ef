#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "zhailu/record.hpp"
#include "zhailu/result.hpp"
#include "zhailu/value.hpp"

namespace zhailu::schema {

// A schema document: `name` is what others call it by (with its `$id`), its file name or a URI;
// `path` is what messages name.
struct NamedSchema {
  std::string name;
  Value value;
  std::string path;
};

struct Options {
  // A keyword that is not implemented, and one that draft 7 ignores (beside `$ref`), is an error.
  // Off only for the standard's test suite.
  bool refuse_unknown_keywords = true;
  // Documents that may be referred to but not validated against. Nothing is ever fetched.
  std::vector<NamedSchema> remotes;
};

// One reason why a value does not fit.
//   instance: JSON pointer into the value, "" is the whole: "/titles/0"
//   schema:   where the schema says so: "person.schema.json#/properties/titles/items/minLength"
struct Violation {
  std::string instance;
  std::string schema;
  std::string message;
};

struct Limits {
  std::size_t max_violations = 20;     // the rest is not looked for; at least 1
  std::size_t max_steps = 20'000'000;  // then the violation "step budget exceeded" ends the run
};

// Compiled JSON Schemas (draft 7) that may refer to one another. Copies share the compiled form;
// one set may be used by many threads.
//
// Implemented: type enum const, multipleOf maximum exclusiveMaximum minimum exclusiveMinimum,
// maxLength minLength pattern (in characters, RE2), items additionalItems maxItems minItems
// uniqueItems contains, maxProperties minProperties required properties patternProperties
// additionalProperties dependencies propertyNames, if then else allOf anyOf oneOf not, $ref $id
// definitions. Annotations (title description default examples $comment readOnly writeOnly) are let
// pass; `format` and `content…` are refused: they would promise a check that nobody makes.
class SchemaSet {
 public:
  // An empty set.
  SchemaSet();

  // All errors of all schemas (at most 20), each with a JSON pointer in its message:
  //   schema.invalid          a keyword's value is not what draft 7 asks for (also a pattern RE2 cannot do)
  //   schema.unknown_keyword  see Options
  //   schema.ref_missing      `$ref` leads to nothing that was handed in
  //   schema.ref_loop         `$ref`s that lead back without going into the value
  //   schema.duplicate_id     two schemas of one `$id` or name
  //   schema.draft            `$schema` is not draft 7
  static Result<SchemaSet> compile(std::vector<NamedSchema> schemas, const Options& options);
  static Result<SchemaSet> compile(std::vector<NamedSchema> schemas);

  [[nodiscard]] bool contains(std::string_view name) const;
  // The schema as it was handed in, or nullptr; lives as long as a copy of this set.
  [[nodiscard]] const Value* find(std::string_view name) const;

  // What is wrong with `value` under the schema of that name, which must be in the set; empty: it
  // fits. No recursion: neither deep values nor deep schemas overflow the stack.
  [[nodiscard]] std::vector<Violation> validate(std::string_view name, const Value& value,
                                                const Limits& limits) const;
  [[nodiscard]] std::vector<Violation> validate(std::string_view name, const Value& value) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

// A table's columns: the properties of a record schema in their order without what every record has
// (id, span, rule, evidence, warnings, mentions). `title` is the property's title, else its name;
// a property is a day or a time when it refers to a definition day_or_null or time_or_null, by
// itself, under allOf or in its items.
std::vector<CollectionInfo::Column> columns_of(const Value& schema);

}  // namespace zhailu::schema
