#include "schema/schema.hpp"

#include <gtest/gtest.h>

#include <string>

#include "schema/json_reader.hpp"

namespace zhailu::schema {
namespace {

Value json(std::string_view text) {
  auto value = from_json(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value.value_or(Value());
}

Result<SchemaSet> compile(std::string_view text) {
  return SchemaSet::compile({{"x.json", json(text), "pack/x.json"}});
}

std::vector<Violation> validate(std::string_view schema, const Value& value,
                                const Limits& limits = {}) {
  const auto set = compile(schema);
  EXPECT_TRUE(set.has_value()) << schema;
  return set ? set->validate("x.json", value, limits) : std::vector<Violation>{};
}

// "instance | schema | message" of the only violation.
std::string only_violation(std::string_view schema, std::string_view value) {
  const auto violations = validate(schema, json(value));
  if (violations.size() != 1) return std::to_string(violations.size()) + " violations";
  return violations[0].instance + " | " + violations[0].schema + " | " + violations[0].message;
}

// "code message" of the first error.
std::string load_error(std::string_view schema) {
  const auto set = compile(schema);
  if (set) return "accepted";
  const Diagnostic& cause = set.error().diagnostics.front();
  EXPECT_EQ(cause.place.path, "pack/x.json");
  return cause.code + " " + cause.message.text();
}

TEST(Validate, NamesInstanceSchemaAndCause) {
  EXPECT_EQ(only_violation(R"({"properties": {"titles": {"items": {"minLength": 2}}}})",
                           R"({"titles": ["局长", "长"]})"),
            "/titles/1 | x.json#/properties/titles/items/minLength | must have at least 2 "
            "characters, has 1");
  EXPECT_EQ(only_violation(R"({"type": ["string", "null"]})", "1"),
            " | x.json#/type | must be null or string, is integer");
  EXPECT_EQ(only_violation(R"({"required": ["name"]})", "{}"),
            " | x.json#/required | lacks 'name'");
  EXPECT_EQ(only_violation(R"({"additionalProperties": false})", R"({"a/b": 1})"),
            "/a~1b | x.json#/additionalProperties | the schema has no such property");
  EXPECT_EQ(only_violation(R"({"enum": ["held", null, 3]})", "\"x\""),
            " | x.json#/enum | must be one of: held, null, 3");
}

TEST(Validate, SaysWhatTheAlternativeMissed) {
  EXPECT_EQ(only_violation(R"({"anyOf": [{"type": "null"}, {"type": "string", "pattern": "^a"}]})",
                           "\"b\""),
            " | x.json#/anyOf | fits none of 2 alternatives: must match ^a");
  EXPECT_EQ(only_violation(R"({"anyOf": [{"type": "string", "pattern": "^a"}, {"type": "null"}]})",
                           "\"b\""),
            " | x.json#/anyOf | fits none of 2 alternatives: must match ^a");
  EXPECT_EQ(only_violation(R"({"oneOf": [{"type": "integer"}, {"minimum": 2}]})", "3"),
            " | x.json#/oneOf | must fit one of 2 alternatives, fits more");
}

TEST(Validate, ReportsEveryViolationUpToTheLimit) {
  const std::string_view schema = R"({"items": {"type": "string"}})";
  EXPECT_EQ(validate(schema, json("[1, \"a\", 2, 3]")).size(), 3U);
  EXPECT_EQ(validate(schema, json("[1, \"a\", 2, 3]"), {.max_violations = 2}).size(), 2U);
}

TEST(Validate, FailedAlternativesDoNotCountAsViolations) {
  const std::string_view schema =
      R"({"items": {"anyOf": [{"type": "null"}, {"type": "boolean"}, {"type": "string"}]}})";
  EXPECT_TRUE(validate(schema, json("[\"a\", \"b\", null]"), {.max_violations = 1}).empty());
}

TEST(Validate, CountsCharactersNotBytes) {
  const std::string_view schema = R"({"minLength": 3, "maxLength": 3, "pattern": "^\\p{Han}{3}$"})";
  EXPECT_TRUE(validate(schema, json("\"江贤英\"")).empty());
  EXPECT_EQ(validate(schema, json("\"江贤\"")).size(), 2U);
}

TEST(Validate, SchemasReferToOneAnotherById) {
  std::vector<NamedSchema> schemas;
  schemas.push_back({"a.json",
                     json(R"({"$id": "a.json", "items": {"$ref": "b.json#/definitions/n"}})"),
                     "a.json"});
  schemas.push_back({"b.json",
                     json(R"({"$id": "b.json", "definitions": {"n": {"type": "integer"}}})"),
                     "b.json"});
  const auto set = SchemaSet::compile(std::move(schemas));
  ASSERT_TRUE(set.has_value());
  EXPECT_TRUE(set->validate("a.json", json("[1, 2]")).empty());
  const auto violations = set->validate("a.json", json("[1, \"2\"]"));
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].instance, "/1");
  EXPECT_EQ(violations[0].schema, "b.json#/definitions/n/type");
  EXPECT_TRUE(set->contains("b.json"));
  EXPECT_FALSE(set->contains("c.json"));
}

TEST(Validate, FoldersInIdsCarryOverToRefs) {
  std::vector<NamedSchema> schemas;
  schemas.push_back({"main.json", json(R"({"$id": "deep/", "properties": {
      "a": {"$ref": "x.json"},
      "b": {"$ref": "#/definitions/inner/definitions/leaf"}},
      "definitions": {"inner": {"$id": "deeper/", "definitions": {"leaf": {"items": {"$ref": "y.json"}}}}}})"),
                     "main.json"});
  schemas.push_back({"deep/x.json", json(R"({"type": "integer"})"), "x.json"});
  schemas.push_back({"deep/deeper/y.json", json(R"({"type": "null"})"), "y.json"});
  const auto set = SchemaSet::compile(std::move(schemas));
  ASSERT_TRUE(set.has_value()) << set.error().diagnostics.front().message.text();
  EXPECT_TRUE(set->validate("main.json", json(R"({"a": 1, "b": [null]})")).empty());
  EXPECT_EQ(set->validate("main.json", json(R"({"a": "1", "b": [1, null]})")).size(), 2U);
}

TEST(Validate, NamesInIdsCanBeReferredTo) {
  const std::string_view schema = R"({"items": {"$ref": "#whole"},
      "definitions": {"a": {"$id": "#whole", "type": "integer"}}})";
  EXPECT_TRUE(validate(schema, json("[1]")).empty());
  EXPECT_EQ(validate(schema, json("[1.5]")).size(), 1U);
}

TEST(Validate, ThePointerLeadsThroughAlternativesAndConditions) {
  const auto violations = validate(
      R"({"if": {"required": ["a"]}, "then": {"properties": {"a": {"items": {"not": {"type": "null"}}}}}})",
      json(R"({"a": [1, null]})"));
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].instance, "/a/1");
  EXPECT_EQ(violations[0].schema, "x.json#/then/properties/a/items/not");
}

TEST(Validate, NumbersAreEqualByValue) {
  EXPECT_TRUE(validate(R"({"const": {"a": [1]}})", json(R"({"a": [1.0]})")).empty());
  EXPECT_TRUE(validate(R"({"type": "integer", "enum": [2]})", json("2.0")).empty());
  EXPECT_EQ(validate(R"({"uniqueItems": true})", json("[1, 1.0]")).size(), 1U);
  EXPECT_TRUE(
      validate(R"({"uniqueItems": true})", json("[1, true, \"1\", [1], {\"a\": 1}]")).empty());
}

TEST(Validate, UniqueItemsIsLinear) {
  Value::Array items;
  for (int i = 0; i < 200'000; ++i) items.emplace_back(i);
  EXPECT_TRUE(validate(R"({"uniqueItems": true})", Value(std::move(items))).empty());
}

// The value is taken apart level by level: its own destructor would recurse.
void dismantle(Value value) {
  while (value.is_array() && !value.array().empty()) {
    Value inner = std::move(value.array().back());
    value = std::move(inner);
  }
}

TEST(Validate, AValueOneHundredThousandDeepDoesNotOverflow) {
  Value value("leaf");
  for (int i = 0; i < 100'000; ++i) {
    Value::Array outer;
    outer.push_back(std::move(value));
    value = Value(std::move(outer));
  }
  const auto violations =
      validate(R"({"anyOf": [{"type": "integer"}, {"items": {"$ref": "#"}}], "type": "array"})",
               value, {.max_violations = 1});
  dismantle(std::move(value));
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].message, "fits none of 2 alternatives: must be integer, is array");
}

TEST(Validate, TheStepBudgetEndsExponentialSchemas) {
  std::string schema = R"({"definitions": {"n0": {"type": "integer"}})";
  schema.pop_back();
  for (int i = 1; i <= 40; ++i) {
    const std::string below = R"({"$ref": "#/definitions/n)" + std::to_string(i - 1) + "\"}";
    schema += ", \"n" + std::to_string(i) + "\": {\"allOf\": [" + below + ", " + below + "]}";
  }
  schema += R"(}, "allOf": [{"$ref": "#/definitions/n40"}]})";
  const auto violations = validate(schema, Value(1), {.max_steps = 10'000});
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].message, "step budget exceeded (10000 steps): not looked at further");
}

TEST(Compile, Fault066_RefLoop) {
  EXPECT_EQ(load_error(R"({"allOf": [{"$ref": "#"}]})"),
            "schema.ref_loop #: '$ref's lead back here without going into the value");
  EXPECT_EQ(
      load_error(R"({"$ref": "#/definitions/a", "definitions": {"a": {"$ref": "#/definitions/b"},
                           "b": {"anyOf": [{"type": "null"}, {"$ref": "#/definitions/a"}]}}})"),
      "schema.ref_loop #/definitions/a: '$ref's lead back here without going into the value");
  EXPECT_EQ(load_error(R"({"properties": {"a": {"$ref": "#"}}})"), "accepted");
}

TEST(Compile, Fault066_RefMissingRemoteFile) {
  for (const std::string reference :
       {"http://example.com/a.json", "file:///etc/passwd", "other.json", "#/definitions/no",
        "#name", "../y.json", "#/items/01x"}) {
    EXPECT_TRUE(load_error(R"({"properties": {"a": {"$ref": ")" + reference + "\"}}}")
                    .starts_with("schema.ref_missing #/properties/a/$ref: '" + reference + "': "))
        << reference;
  }
}

TEST(Compile, Fault067_BadKeywordValues) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {R"({"type": "strng"})", "#/type: must be null"},
      {R"({"type": []})", "#/type: names no type"},
      {R"({"required": "name"})", "#/required: must be a list of texts"},
      {R"({"required": ["a", "a"]})", "#/required: must be a list of texts"},
      {R"({"multipleOf": 0})", "#/multipleOf: must be a number above 0"},
      {R"({"minLength": -1})", "#/minLength: must be a whole number"},
      {R"({"maxItems": 1.5})", "#/maxItems: must be a whole number"},
      {R"({"minimum": "1"})", "#/minimum: must be a number"},
      {R"({"enum": []})", "#/enum: must be a list"},
      {R"({"properties": {"a": 1}})", "#/properties/a: a schema is an object"},
      {R"({"properties": []})", "#/properties: must be an object"},
      {R"({"anyOf": []})", "#/anyOf: must be a list"},
      {R"({"items": {"pattern": "("}})", "#/items/pattern: bad pattern"},
      {R"-({"pattern": "(?!a)"})-", "#/pattern: there is no look-around"},
      {R"({"patternProperties": {"[": {}}})", "#/patternProperties/[: bad pattern"},
      {R"({"dependencies": {"a": ["b", 1]}})", "#/dependencies/a: must be a list of texts"},
      {R"({"uniqueItems": 1})", "#/uniqueItems: must be true or false"},
      {R"({"$ref": 1})", "#/$ref: must be a text"},
      {R"({"not": 1})", "#/not: a schema is an object"},
  };
  for (const auto& [schema, message] : cases) {
    EXPECT_TRUE(load_error(schema).starts_with("schema.invalid " + message)) << schema << "\n"
                                                                             << load_error(schema);
  }
}

TEST(Compile, Fault068_KeywordNotImplemented) {
  EXPECT_EQ(load_error(R"({"properties": {"a": {"format": "date"}}})"),
            "schema.unknown_keyword #/properties/a/format: no keyword that is checked here");
  const auto misspelt = compile(R"({"minLenght": 1})");
  ASSERT_FALSE(misspelt.has_value());
  EXPECT_EQ(misspelt.error().diagnostics.front().hint.text(), "did you mean 'minLength'?");
  EXPECT_EQ(load_error(R"({"$ref": "#/definitions/a", "minLength": 1, "definitions": {"a": {}}})"),
            "schema.unknown_keyword #/minLength: has no effect beside '$ref'");
  EXPECT_EQ(load_error(R"({"then": {}})"),
            "schema.unknown_keyword #/then: has no effect without 'if'");
  EXPECT_EQ(load_error(R"({"items": {}, "additionalItems": false})"),
            "schema.unknown_keyword #/additionalItems: has no effect without a list under 'items'");
}

TEST(Compile, OtherDraftsAndDoubleIdsAreRefused) {
  EXPECT_TRUE(load_error(R"({"$schema": "https://json-schema.org/draft/2020-12/schema"})")
                  .starts_with("schema.draft #/$schema"));
  EXPECT_TRUE(load_error(R"({"definitions": {"a": {"$id": "a"}, "b": {"$id": "a"}}})")
                  .starts_with("schema.duplicate_id #/definitions/"));
}

TEST(Compile, TellsAllErrorsAtOnce) {
  const auto set = compile(R"({"type": "x", "minimum": "y", "fromat": 1})");
  ASSERT_FALSE(set.has_value());
  EXPECT_EQ(set.error().diagnostics.size(), 3U);
}

TEST(ColumnsOf, KeepsOrderTitlesAndLists) {
  const auto columns = columns_of(json(R"({"properties": {
      "id": {"title": "编号"}, "name": {"title": "名称", "type": "string"},
      "winners": {"type": "array"}, "places": {"title": "地点", "type": ["array", "null"]}, "span": {}, "rule": {},
      "evidence": {}, "warnings": {}, "mentions": {}}})"));
  ASSERT_EQ(columns.size(), 3U);
  EXPECT_EQ(columns[0].name + columns[0].title, "name名称");
  EXPECT_FALSE(columns[0].list);
  EXPECT_EQ(columns[1].name + columns[1].title, "winnerswinners");
  EXPECT_TRUE(columns[1].list);
  EXPECT_EQ(columns[2].title, "地点");
  EXPECT_TRUE(columns[2].list);
}

}  // namespace
}  // namespace zhailu::schema
