#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assemble/assembler.hpp"
#include "fixture.hpp"
#include "link/body_linker.hpp"
#include "link/entity_linker.hpp"

namespace zhailu::testing {

// Links names and assembles; dates are resolved by the test.
inline Value assemble_records(TestDocument& document, const ruleset::Pack& pack,
                              assemble::AssembleOptions options = {
                                  "d0123456789abcdef", false, true, {}}) {
  link::link_entities(document.analysis, pack);
  link::link_bodies(document.analysis, pack);
  return assemble::assemble(document.analysis, pack, options).value;
}

inline const Value& record(const Value& all, std::string_view collection, std::size_t index) {
  return all.find(collection)->array().at(index);
}

// A field's texts joined by | (null: "-"), so that tables of expected values stay short.
inline std::string shown(const Value& record, std::string_view field) {
  const Value* value = record.find(field);
  if (value == nullptr) return "(no such field)";
  if (value->is_null()) return "-";
  if (value->is_integer()) return std::to_string(value->integer());
  if (value->is_boolean()) return value->boolean() ? "true" : "false";
  if (value->is_text()) return value->text();
  std::string all;
  for (const Value& one : value->array()) all += (all.empty() ? "" : "|") + one.text();
  return all;
}

}  // namespace zhailu::testing
