#include "assemble/record_fields.hpp"

#include <string>

namespace zhailu::assemble {

RecordFields::RecordFields(const ruleset::Pack& pack, const ruleset::RecordType& record)
    : record_(&record), columns_(pack.names.size(), -1) {
  for (std::size_t i = 0; i < record.columns.size(); ++i) {
    const std::string& name = record.columns[i].name;
    if (const auto id = pack.find_name(name)) columns_[*id] = static_cast<int>(i);
    basis_.push_back(column(name + "_basis"));
    is_list_.push_back(record.columns[i].list);
    kinds_.push_back(i < record.kinds.size() ? record.kinds[i] : ruleset::FieldKind::kText);
  }
  for (const std::string_view name : {"text", "title", "name"}) {
    if (column(name) >= 0) name_column_ = column(name);
  }
  has_date_ = column("start") >= 0 && column("end") >= 0;
}

int RecordFields::column(std::string_view name) const {
  for (std::size_t i = 0; i < record_->columns.size(); ++i) {
    if (record_->columns[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace zhailu::assemble
