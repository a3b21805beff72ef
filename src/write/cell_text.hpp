#pragma once

#include <string>

#include "zhailu/value.hpp"

namespace zhailu::write {

// The value as a person reads it in one cell, in any format:
//
//   null                              →  nothing
//   [江贤英, 高远]                     →  江贤英；高远       (a ； inside an item is \； and a \ is \\)
//   {name: 陈静, role: 记者}           →  陈静（记者）       (first member, then the others that are set)
//   [3, 9] among spans                →  3..9             (3-9 would become a day of March)
std::string cell_text(const Value& value);

}  // namespace zhailu::write
