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
  Assertions(const Node& node, const Value& value, const Report& report)
      : node_(node), value_(value), report_(report) {}

  std::size_t run() {
    if (node_.verdict) {
      if (!*node_.verdict) report_({}, std::string(node_.refusal));
      return 0;
    }
    check_type();
    check_allowed();
    if (value_.is_text()) check_text(value_.text());
    if (value_.is_integer() || value_.is_double()) check_number();
    if (value_.is_array()) check_array(value_.array());
    if (value_.is_object()) check_object();
    return steps_;
  }

 private:
  void check_type() {
    const unsigned type = type_of(value_);
    if (node_.types == 0 || (node_.types & type) != 0) return;
    const unsigned narrow = type == (kNumberType | kIntegerType) ? unsigned{kIntegerType} : type;
    report_("type", fmt::format("must be {}, is {}", type_names(node_.types), type_names(narrow)));
  }

  void check_allowed() {
    const bool structured = value_.is_array() || value_.is_object();
    for (const AllowedValues& allowed : node_.allowed) {
      bool found = false;
      if (!structured || allowed.structured) {
        const std::string key = canonical(value_);
        steps_ += key.size() / kKeyBytesAStep;
        found = allowed.keys.contains(key);
      }
      if (!found) report_(allowed.keyword, "must be one of: " + allowed.shown);
    }
  }

  void check_text(const std::string& text) {
    steps_ += text.size() / kBytesAStep;
    check_counts(Quantity::kCharacters, [&] { return base::count_code_points(text); });
    if (!node_.pattern || node_.pattern->contains(text)) return;
    report_("pattern", fmt::format("must match {}", node_.pattern_text));
  }

  // `count` is asked only when there is a limit.
  template <class Count>
  void check_counts(Quantity quantity, const Count& count) {
    for (const CountLimit& limit : node_.counts) {
      if (limit.quantity != quantity) continue;
      const std::size_t have = count();
      if (limit.upper ? have <= limit.limit : have >= limit.limit) continue;
      report_(limit.keyword,
              fmt::format("must have at {} {} {}, has {}", limit.upper ? "most" : "least",
                          limit.limit, quantity_name(quantity), have));
    }
  }

  void check_number() {
    for (const NumberLimit& limit : node_.numbers) {
      const auto order = compare_numbers(value_, *limit.limit);
      const bool fits = limit.upper ? order < 0 : order > 0;
      if (fits || (order == 0 && !limit.exclusive)) continue;
      report_(limit.keyword,
              fmt::format("must be {}{} {}", limit.upper ? "below" : "above",
                          limit.exclusive ? "" : " or equal to", limit.limit->number()));
    }
    if (node_.divisor == nullptr || is_multiple(value_, *node_.divisor)) return;
    report_("multipleOf", fmt::format("must be a multiple of {}", node_.divisor->number()));
  }

  void check_array(const Value::Array& array) {
    check_counts(Quantity::kItems, [&] { return array.size(); });
    if (!node_.unique_items) return;
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < array.size(); ++i) {
      std::string key = canonical(array[i]);
      steps_ += 1 + key.size() / kKeyBytesAStep;
      if (seen.insert(std::move(key)).second) continue;
      return report_("uniqueItems", fmt::format("item {} is there before", i));
    }
  }

  void check_object() {
    check_counts(Quantity::kMembers, [&] { return value_.object().size(); });
    for (const std::string& name : node_.required) {
      if (!has_member(name)) report_("required", fmt::format("lacks '{}'", name));
    }
    for (const Requirement& requirement : node_.requirements) {
      if (!has_member(requirement.name)) continue;
      for (const std::string& name : requirement.names) {
        if (has_member(name)) continue;
        report_("dependencies", fmt::format("has '{}' and lacks '{}'", requirement.name, name));
      }
    }
  }

  bool has_member(const std::string& name) {
    steps_ += value_.object().size() / kNamesAStep;
    return value_.find(name) != nullptr;
  }

  const Node& node_;
  const Value& value_;
  const Report& report_;
  std::size_t steps_ = 0;
};

}  // namespace

std::size_t check_alone(const Node& node, const Value& value, const Report& report) {
  return Assertions(node, value, report).run();
}

}  // namespace zhailu::schema
