#include "validate/validator.hpp"

#include <algorithm>
#include <string_view>

namespace zhailu::validate {
namespace {

using schema::Violation;
using Ids = std::vector<std::string>;

Value member_or_null(const Value& owner, std::string_view name) {
  const Value* member = owner.find(name);
  return member ? *member : Value();
}

Value reasons_of(const std::vector<Violation>& violations) {
  Value::Array reasons;
  for (const Violation& violation : violations) {
    reasons.push_back(
        Value::Object{{"pointer", violation.instance}, {"message", violation.message}});
  }
  return reasons;
}

void add_warning(Value& owner, Value warning) {
  Value* warnings = owner.find("warnings");
  if (!warnings || !warnings->is_array()) {
    owner.set("warnings", Value::Array{});
    warnings = owner.find("warnings");
  }
  // Records of a former run have theirs already.
  auto& list = warnings->array();
  if (std::find(list.begin(), list.end(), warning) == list.end()) list.push_back(std::move(warning));
}

Value make_warning(std::string_view code, Value slot, std::string text) {
  return Value::Object{
      {"code", code}, {"slot", std::move(slot)}, {"span", nullptr}, {"text", std::move(text)}};
}

// ---- Records -----------------------------------------------------------------------------------

// Moves what fails out of one collection, in its order, and remembers the ids.
void reject_failing(const RecordSchemas& schemas, const RecordSchemas::Collection& collection,
                    DocumentRecords& records, Ids& rejected) {
  Value* list = records.value.find(collection.collection);
  if (!list || !list->is_array()) return;
  const Value document = member_or_null(records.value, "document");
  Value::Array kept;
  for (Value& record : list->array()) {
    const auto violations = schemas.schemas.validate(collection.schema, record);
    if (violations.empty()) {
      kept.push_back(std::move(record));
      continue;
    }
    const Value id = member_or_null(record, "id");
    if (id.is_text()) rejected.push_back(id.text());
    records.rejects.push_back(Value::Object{{"document", member_or_null(document, "id")},
                                            {"path", member_or_null(document, "path")},
                                            {"collection", collection.collection},
                                            {"record", std::move(record)},
                                            {"reasons", reasons_of(violations)}});
  }
  list->array() = std::move(kept);
}

// ---- References --------------------------------------------------------------------------------

// The rejected ids that stand as a text anywhere in `value`, in their order there.
void collect_references(const Value& value, const Ids& rejected, Ids& found) {
  if (value.is_text()) {
    if (std::binary_search(rejected.begin(), rejected.end(), value.text())) {
      found.push_back(value.text());
    }
  } else if (value.is_array()) {
    for (const Value& item : value.array()) collect_references(item, rejected, found);
  } else if (value.is_object()) {
    for (const auto& [name, member] : value.object()) collect_references(member, rejected, found);
  }
}

void warn_of_references(Value& record, const Ids& rejected) {
  std::vector<Value> warnings;
  for (const auto& [slot, value] : record.object()) {
    Ids found;
    if (slot != "id") collect_references(value, rejected, found);
    for (const std::string& id : found) {
      warnings.push_back(make_warning("reference_to_reject", slot, id));
    }
  }
  for (Value& warning : warnings) add_warning(record, std::move(warning));
}

void warn_of_references(const RecordSchemas& schemas, Value& value, Ids rejected) {
  if (rejected.empty()) return;
  std::sort(rejected.begin(), rejected.end());
  for (const auto& collection : schemas.collections) {
    Value* list = value.find(collection.collection);
    if (!list || !list->is_array()) continue;
    for (Value& record : list->array()) warn_of_references(record, rejected);
  }
}

// ---- The document ------------------------------------------------------------------------------

// The field that a pointer leads to: "/issue/year" → issue; null for the whole.
Value field_of(std::string_view pointer) {
  if (pointer.empty()) return nullptr;
  pointer.remove_prefix(1);
  return pointer.substr(0, pointer.find('/'));
}

void warn_of_document(const RecordSchemas& schemas, Value& value) {
  const Value* document = value.find("document");
  if (!document) return;
  for (const Violation& violation : schemas.schemas.validate(schemas.document, *document)) {
    add_warning(value, make_warning("document_schema", field_of(violation.instance),
                                    violation.instance + ": " + violation.message));
  }
}

}  // namespace

void validate_records(const RecordSchemas& schemas, DocumentRecords& records) {
  Ids rejected;
  for (const auto& collection : schemas.collections) {
    reject_failing(schemas, collection, records, rejected);
  }
  warn_of_references(schemas, records.value, std::move(rejected));
  warn_of_document(schemas, records.value);
}

}  // namespace zhailu::validate
