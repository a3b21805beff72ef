#pragma once

#include <string>
#include <vector>

#include "write/csv_tables.hpp"
#include "write/table.hpp"

namespace zhailu::write {

// What stands beside the CSV files as datapackage.json: a Frictionless Data Package, version 2, with
// a resource for each table: its fields with their types, what tells rows apart, which columns lead
// to which table. A field is called as the header calls it; its title is the name in the other
// language. Days are dates; lists and times are strings. The same tables give the same bytes.
std::string data_package(const std::vector<Table>& tables, Header header, CsvProfile profile);

}  // namespace zhailu::write
