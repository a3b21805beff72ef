#pragma once

#include <string_view>
#include <vector>

#include "ruleset/pack.hpp"

namespace zhailu::assemble {

// The columns of one record type by the pack's names.
class RecordFields {
 public:
  RecordFields(const ruleset::Pack& pack, const ruleset::RecordType& record);

  // The column of that name, or -1.
  [[nodiscard]] int column(ruleset::NameId name) const {
    return name < columns_.size() ? columns_[name] : -1;
  }
  [[nodiscard]] int column(std::string_view name) const;
  // The column `<column>_basis`, or -1.
  [[nodiscard]] int basis(int column) const { return basis_[static_cast<std::size_t>(column)]; }
  [[nodiscard]] bool is_list(int column) const {
    return is_list_[static_cast<std::size_t>(column)];
  }
  [[nodiscard]] ruleset::FieldKind kind(int column) const {
    return kinds_[static_cast<std::size_t>(column)];
  }
  // The column that the find's own text fills when nothing else does: name, title or text; or -1.
  [[nodiscard]] int name_column() const { return name_column_; }
  // A captured `date` fills start, end and time.
  [[nodiscard]] bool has_date() const { return has_date_; }
  [[nodiscard]] std::size_t size() const { return basis_.size(); }

 private:
  const ruleset::RecordType* record_;
  std::vector<int> columns_;  // by name
  std::vector<int> basis_;    // by column
  std::vector<bool> is_list_;
  std::vector<ruleset::FieldKind> kinds_;
  int name_column_ = -1;
  bool has_date_ = false;
};

}  // namespace zhailu::assemble
