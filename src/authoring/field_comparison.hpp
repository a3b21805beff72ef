#pragma once

#include <vector>

#include "zhailu/extractor.hpp"

// How the `expect` of a rule's test is held against what the rule found.
namespace zhailu::authoring {

// The fields of `found` that `expected` names, in its order; one that is absent is null.
Value named_fields(const Value& expected, const Value& found);

// Every member that `expected` names is found so: nested objects member by member, lists whole.
bool has_members(const Value& expected, const Value& found);

// As many finds as expectations, and each has the fields that its expectation names: nested objects
// member by member, lists whole. A capture that occurs once fits a list of one.
//
//   expect: {start: 2020-07-01, leaders: [徐建华]}
//     fits     {start: 2020-07-01, leaders: [徐建华], category: lecture}
//     but not  {start: 2020-07-01, leaders: [徐建华, 陈峰]}
bool fits(const std::vector<Value>& expected, const std::vector<RuleFind>& finds);

}  // namespace zhailu::authoring
