#include "write/data_package.hpp"

#include <algorithm>

#include "write/json_emitter.hpp"

namespace zhailu::write {
namespace {

std::string_view field_type(const TableColumn& column) {
  if (column.list) return "string";
  switch (column.kind) {
    case ValueKind::kInteger:
      return "integer";
    case ValueKind::kNumber:
      return "number";
    case ValueKind::kBoolean:
      return "boolean";
    case ValueKind::kDay:
      return "date";
    case ValueKind::kText:
    case ValueKind::kTime:  // 24:00 is one of ours and none of Frictionless
    case ValueKind::kObject:
      break;
  }
  return "string";
}

class Package {
 public:
  Package(const std::vector<Table>& tables, Header header, CsvProfile profile)
      : tables_(tables), titles_(header == Header::kTitles), profile_(profile) {}

  [[nodiscard]] Value value() const {
    Value::Array resources;
    for (const Table& table : tables_) resources.push_back(resource(table));
    return Value::Object{{"$schema", "https://datapackage.org/profiles/2.0/datapackage.json"},
                         {"name", "zhailu-records"},
                         {"title", "摘录 / records"},
                         {"resources", resources}};
  }

 private:
  [[nodiscard]] Value resource(const Table& table) const {
    const bool data = profile_ == CsvProfile::kData;
    return Value::Object{{"name", table.name},
                         {"type", "table"},
                         {"title", table.title.empty() ? table.name : table.title},
                         {"path", table.name + ".csv"},
                         {"scheme", "file"},
                         {"format", "csv"},
                         {"mediatype", "text/csv"},
                         {"encoding", data ? "utf-8" : "utf-8-sig"},
                         {"dialect", Value::Object{{"lineTerminator", data ? "\n" : "\r\n"}}},
                         {"schema", schema(table)}};
  }

  [[nodiscard]] const std::string& shown(const TableColumn& column) const {
    return titles_ ? column.title : column.name;
  }

  // The header's word for a column of some table.
  [[nodiscard]] std::string shown(const Table& table, std::string_view column) const {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const TableColumn& one) { return one.name == column; });
    return found == table.columns.end() ? std::string(column) : shown(*found);
  }

  [[nodiscard]] Value field(const Table& table, const TableColumn& column) const {
    Value::Object field = {{"name", shown(column)},
                           {"type", field_type(column)},
                           {"title", titles_ ? column.name : column.title}};
    if (table.key.size() == 1 && table.key.front() == column.name) {
      field.emplace_back("constraints", Value::Object{{"required", true}, {"unique", true}});
    }
    return field;
  }

  [[nodiscard]] Value schema(const Table& table) const {
    Value::Array fields;
    Value::Array key;
    Value::Array foreign;
    for (const TableColumn& column : table.columns) {
      fields.push_back(field(table, column));
      append_reference(foreign, column);
    }
    for (const std::string& one : table.key) key.emplace_back(shown(table, one));
    Value::Object schema = {{"fields", fields}, {"missingValues", Value::Array{""}}};
    if (!key.empty()) schema.emplace_back("primaryKey", key);
    if (!foreign.empty()) schema.emplace_back("foreignKeys", foreign);
    return schema;
  }

  void append_reference(Value::Array& foreign, const TableColumn& column) const {
    const auto target = std::find_if(tables_.begin(), tables_.end(), [&](const Table& one) {
      return one.name == column.target_table;
    });
    if (target == tables_.end()) return;
    const Value reference = Value::Object{
        {"resource", target->name}, {"fields", Value::Array{shown(*target, column.target_column)}}};
    foreign.push_back(
        Value::Object{{"fields", Value::Array{shown(column)}}, {"reference", reference}});
  }

  const std::vector<Table>& tables_;
  bool titles_;
  CsvProfile profile_;
};

}  // namespace

std::string data_package(const std::vector<Table>& tables, Header header, CsvProfile profile) {
  return to_json(Package(tables, header, profile).value(), JsonLayout::kReadable) + '\n';
}

}  // namespace zhailu::write
