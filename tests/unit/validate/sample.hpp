#pragma once

#include <gtest/gtest.h>

#include <string>

#include "schema/json_reader.hpp"
#include "validate/validator.hpp"

namespace zhailu::validate::sample {

inline Value parse(const std::string& json) {
  auto value = schema::from_json(json);
  EXPECT_TRUE(value) << json;
  return value ? *value : Value();
}

// Awards with a sum, lists that name awards, and a document with a title.
inline RecordSchemas schemas() {
  const auto award = parse(R"({"type": "object", "properties": {
      "sum": {"type": "integer"}, "warnings": {"type": "array"}}, "required": ["sum"]})");
  const auto list = parse(R"({"type": "object", "properties": {
      "items": {"type": "array", "items": {"type": "string"}}}})");
  const auto document = parse(R"({"type": "object", "properties": {
      "title": {"type": "string"}, "issue": {"properties": {"year": {"type": "integer"}}}}})");
  auto set =
      schema::SchemaSet::compile({{"award.schema.json", award, "award.schema.json"},
                                  {"list.schema.json", list, "list.schema.json"},
                                  {"document.schema.json", document, "document.schema.json"}});
  EXPECT_TRUE(set);
  return {*set,
          "document.schema.json",
          {{"lists", "list.schema.json"}, {"awards", "award.schema.json"}}};
}

}  // namespace zhailu::validate::sample
