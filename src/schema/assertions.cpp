#include "schema/assertions.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "schema/canonical.hpp"
#include "schema/number.hpp"

namespace zhailu::schema {
namespace {

// How much of the cheap work counts as one step of the budget.
constexpr std::size_t kBytesAStep = 256;
constexpr std::size_t kKeyBytesAStep = 64;
constexpr std::size_t kNamesAStep = 64;

unsigned type_of(const Value& value) {
  if (value.is_null()) return kNullType;
  if (value.is_boolean()) return kBooleanType;
  if (value.is_object()) return kObjectType;
  if (value.is_array()) return kArrayType;
  if (value.is_text()) return kTextType;
  return is_integral(value) ? kNumberType | kIntegerType : kNumberType;
}

std::string type_names(unsigned types) {
  std::string names;
  for (const auto& [keyword, bit] : kTypeNames) {
    if ((types & bit) == 0) continue;
    names += names.empty() ? "" : " or ";
    names += keyword;
  }
  return names;
}

std::string_view quantity_name(Quantity quantity) {
  switch (quantity) {
    case Quantity::kCharacters:
      return "characters";
    case Quantity::kItems:
      return "items";
    case Quantity::kMembers:
      return "properties";
  }
  return {};
}

class Assertions {
 public:
  Assertions(const Node& node, const Value& value, const Report* report)
      : node_(node), value_(value), report_(report) {}

  Finding run() {
    if (node_.verdict) {
      if (!*node_.verdict) fail({}, [&] { return std::string(node_.refusal); });
      return finding_;
    }
    check_type();
    if (going_on()) check_allowed();
    if (going_on() && value_.is_text()) check_text(value_.text());
    if (going_on() && (value_.is_integer() || value_.is_double())) check_number();
    if (going_on() && value_.is_array()) check_array(value_.array());
    if (going_on() && value_.is_object()) check_object(value_.object());
    return finding_;
  }

 private:
  [[nodiscard]] bool going_on() const { return finding_.valid || report_ != nullptr; }

  // `message` is called only when somebody hears it.
  template <class Message>
  void fail(std::string_view keyword, const Message& message) {
    finding_.valid = false;
    if (report_ != nullptr) (*report_)(keyword, message());
  }

  void check_type() {
    const unsigned type = type_of(value_);
    if (node_.types == 0 || (node_.types & type) != 0) return;
    fail("type", [&] {
      const unsigned narrow = type == (kNumberType | kIntegerType) ? unsigned{kIntegerType} : type;
      return fmt::format("must be {}, is {}", type_names(node_.types), type_names(narrow));
    });
  }

  void check_allowed() {
    for (const AllowedValues& allowed : node_.allowed) {
      if (is_allowed(allowed)) continue;
      fail(allowed.keyword, [&] { return "must be one of: " + allowed.shown; });
    }
  }

  bool is_allowed(const AllowedValues& allowed) {
    if (value_.is_text()) return allowed.texts.contains(value_.text());
    if (!allowed.structured && (value_.is_array() || value_.is_object())) return false;
    const std::string key = canonical(value_);
    finding_.steps += key.size() / kKeyBytesAStep;
    return allowed.keys.contains(key);
  }

  void check_text(const std::string& text) {
    finding_.steps += text.size() / kBytesAStep;
    check_counts(Quantity::kCharacters, [&] { return base::count_code_points(text); });
    if (!node_.pattern || node_.pattern->contains(text)) return;
    fail("pattern", [&] { return fmt::format("must match {}", node_.pattern_text); });
  }

  // `count` is asked only when there is a limit.
  template <class Count>
  void check_counts(Quantity quantity, const Count& count) {
    for (const CountLimit& limit : node_.counts) {
      if (limit.quantity != quantity) continue;
      const std::size_t have = count();
      if (limit.upper ? have <= limit.limit : have >= limit.limit) continue;
      fail(limit.keyword, [&] {
        return fmt::format("must have at {} {} {}, has {}", limit.upper ? "most" : "least",
                           limit.limit, quantity_name(quantity), have);
      });
    }
  }

  void check_number() {
    for (const NumberLimit& limit : node_.numbers) {
      const auto order = compare_numbers(value_, *limit.limit);
      const bool fits = limit.upper ? order < 0 : order > 0;
      if (fits || (order == 0 && !limit.exclusive)) continue;
      fail(limit.keyword, [&] {
        return fmt::format("must be {}{} {}", limit.upper ? "below" : "above",
                           limit.exclusive ? "" : " or equal to", limit.limit->number());
      });
    }
    if (node_.divisor == nullptr || is_multiple(value_, *node_.divisor)) return;
    fail("multipleOf",
         [&] { return fmt::format("must be a multiple of {}", node_.divisor->number()); });
  }

  void check_array(const Value::Array& array) {
    check_counts(Quantity::kItems, [&] { return array.size(); });
    if (!node_.unique_items || array.size() < 2) return;
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < array.size(); ++i) {
      std::string key = canonical(array[i]);
      finding_.steps += 1 + key.size() / kKeyBytesAStep;
      if (seen.insert(std::move(key)).second) continue;
      return fail("uniqueItems", [&] { return fmt::format("item {} is there before", i); });
    }
  }

  void check_object(const Value::Object& members) {
    check_counts(Quantity::kMembers, [&] { return members.size(); });
    for (const std::string& name : node_.required) {
      if (has_member(members, name)) continue;
      fail("required", [&] { return fmt::format("lacks '{}'", name); });
    }
    for (const Requirement& requirement : node_.requirements) {
      if (!has_member(members, requirement.name)) continue;
      for (const std::string& name : requirement.names) {
        if (has_member(members, name)) continue;
        fail("dependencies",
             [&] { return fmt::format("has '{}' and lacks '{}'", requirement.name, name); });
      }
    }
  }

  // Looks from behind the member that was found last: records have their members in the schema's
  // order.
  bool has_member(const Value::Object& members, const std::string& name) {
    for (std::size_t tried = 0; tried < members.size(); ++tried) {
      if (next_member_ >= members.size()) next_member_ = 0;
      if (members[next_member_++].first == name) return true;
    }
    finding_.steps += members.size() / kNamesAStep;
    return false;
  }

  const Node& node_;
  const Value& value_;
  const Report* report_;
  Finding finding_;
  std::size_t next_member_ = 0;
};

}  // namespace

Finding check_alone(const Node& node, const Value& value, const Report* report) {
  return Assertions(node, value, report).run();
}

}  // namespace zhailu::schema
