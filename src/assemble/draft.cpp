#include "assemble/draft.hpp"

#include <algorithm>

namespace zhailu::assemble {
namespace {

// A list longer than that is no list of names any more; comparing each with each stays cheap.
constexpr std::size_t kMaxValues = 500;

}  // namespace

void add_to_list(std::vector<FieldValue>& list, FieldValue value) {
  const bool known = std::any_of(list.begin(), list.end(), [&](const FieldValue& other) {
    return other.value == value.value || (value.entity >= 0 && other.entity == value.entity);
  });
  if (!known && list.size() < kMaxValues) list.push_back(std::move(value));
}

void fill_single(std::vector<FieldValue>& field, FieldValue value) {
  if (field.empty()) field.push_back(std::move(value));
}

}  // namespace zhailu::assemble
