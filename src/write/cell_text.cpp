#include "write/cell_text.hpp"

#include <string_view>

#include "write/json_emitter.hpp"

namespace zhailu::write {
namespace {

constexpr std::string_view kListSeparator = "；";

void append_item(std::string& out, std::string_view item) {
  for (std::size_t at = 0; at < item.size();) {
    if (item.substr(at).starts_with(kListSeparator)) {
      out += '\\';
      out += kListSeparator;
      at += kListSeparator.size();
      continue;
    }
    if (item[at] == '\\') out += '\\';
    out += item[at++];
  }
}

bool is_span(const Value::Array& items) {
  return items.size() == 2 && items[0].is_integer() && items[1].is_integer();
}

std::string list_text(const Value::Array& items) {
  std::string result;
  bool first = true;
  for (const Value& item : items) {
    if (!first) result += kListSeparator;
    first = false;
    if (item.is_array() && is_span(item.array())) {
      result += cell_text(item.array()[0]) + ".." + cell_text(item.array()[1]);
    } else {
      append_item(result, cell_text(item));
    }
  }
  return result;
}

std::string object_text(const Value::Object& members) {
  std::string result;
  std::string others;
  for (const auto& [name, member] : members) {
    const std::string text = cell_text(member);
    if (text.empty()) continue;
    if (result.empty()) {
      result = text;
    } else {
      others += (others.empty() ? "" : "，") + text;
    }
  }
  return others.empty() ? result : result + "（" + others + "）";
}

}  // namespace

std::string cell_text(const Value& value) {
  if (value.is_null()) return {};
  if (value.is_text()) return value.text();
  if (value.is_array()) return list_text(value.array());
  if (value.is_object()) return object_text(value.object());
  return to_json(value, JsonLayout::kCompact);
}

}  // namespace zhailu::write
