#include "schema/canonical.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace zhailu::schema {
namespace {

// A value still to be written, or a name or a closing sign (value is null).
struct Task {
  const Value* value = nullptr;
  const std::string* name = nullptr;
  char sign = 0;
};

// Sizes before the bytes, so that no text can look like two.
void append_text(std::string& key, char kind, const std::string& text) {
  fmt::format_to(std::back_inserter(key), "{}{}:", kind, text.size());
  key += text;
}

// A double that is a whole number within int64 is written as that integer.
void append_number(std::string& key, const Value& value) {
  constexpr double kInt64End = 9223372036854775808.0;
  const double number = value.number();
  if (value.is_integer()) {
    fmt::format_to(std::back_inserter(key), "i{};", value.integer());
  } else if (std::trunc(number) == number && number >= -kInt64End && number < kInt64End) {
    fmt::format_to(std::back_inserter(key), "i{};", static_cast<std::int64_t>(number));
  } else {
    fmt::format_to(std::back_inserter(key), "d{};", number);
  }
}

void push_object(std::vector<Task>& tasks, const Value::Object& object) {
  std::vector<const Value::Member*> members;
  members.reserve(object.size());
  for (const auto& member : object) members.push_back(&member);
  std::sort(members.begin(), members.end(), [](auto* a, auto* b) { return a->first > b->first; });
  tasks.push_back({nullptr, nullptr, '}'});
  for (const auto* member : members) {
    tasks.push_back({&member->second, nullptr, 0});
    tasks.push_back({nullptr, &member->first, 0});
  }
}

void push_array(std::vector<Task>& tasks, const Value::Array& array) {
  tasks.push_back({nullptr, nullptr, ']'});
  for (auto item = array.rbegin(); item != array.rend(); ++item)
    tasks.push_back({&*item, nullptr, 0});
}

void append_value(std::string& key, std::vector<Task>& tasks, const Value& value) {
  if (value.is_null()) {
    key += 'n';
  } else if (value.is_boolean()) {
    key += value.boolean() ? 't' : 'f';
  } else if (value.is_text()) {
    append_text(key, 's', value.text());
  } else if (value.is_array()) {
    key += '[';
    push_array(tasks, value.array());
  } else if (value.is_object()) {
    key += '{';
    push_object(tasks, value.object());
  } else {
    append_number(key, value);
  }
}

}  // namespace

void append_canonical(std::string& key, const Value& value) {
  std::vector<Task> tasks{{&value, nullptr, 0}};
  while (!tasks.empty()) {
    const Task task = tasks.back();
    tasks.pop_back();
    if (task.value != nullptr) {
      append_value(key, tasks, *task.value);
    } else if (task.name != nullptr) {
      append_text(key, 'k', *task.name);
    } else {
      key += task.sign;
    }
  }
}

std::string canonical(const Value& value) {
  std::string key;
  append_canonical(key, value);
  return key;
}

}  // namespace zhailu::schema
