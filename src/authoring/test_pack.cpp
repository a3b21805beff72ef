#include "authoring/test_pack.hpp"

#include <fmt/format.h>

#include "authoring/field_comparison.hpp"
#include "write/json_emitter.hpp"

namespace zhailu::authoring {
namespace {

// Fields that a rule did not fill say nothing about a find that nobody expected.
Value filled_fields(const Value& fields) {
  Value filled = Value::Object{};
  for (const auto& [name, value] : fields.object()) {
    if (!value.is_null() && value != Value(Value::Array{})) filled.set(name, value);
  }
  return filled;
}

// Only what was asked for, so that the lines can be compared by eye; all of a find too many.
Value::Array shown_finds(const std::vector<Value>& expected, const std::vector<RuleFind>& finds) {
  Value::Array shown;
  for (std::size_t at = 0; at < finds.size(); ++at) {
    const bool asked = finds.size() == expected.size() && expected[at].is_object();
    shown.push_back(asked ? named_fields(expected[at], finds[at].fields)
                          : filled_fields(finds[at].fields));
  }
  return shown;
}

std::string lines_of(const Value::Array& values) {
  return values.empty() ? "none" : write::to_json(values, write::JsonLayout::kCompact);
}

std::string failure_report(const Extractor::RuleTestCase& test,
                           const std::vector<RuleFind>& finds) {
  return fmt::format("{}:{}:{}: {}\n  text:     {}\n  expected: {}\n  got:      {}\n",
                     test.place.path, test.place.line, test.place.column, test.rule, test.text,
                     lines_of(Value::Array(test.expect.begin(), test.expect.end())),
                     lines_of(shown_finds(test.expect, finds)));
}

}  // namespace

TestSummary test_pack(const Extractor& extractor, const std::string& filter,
                      const std::function<void(const std::string&)>& take) {
  TestSummary summary;
  for (const Extractor::RuleTestCase& test : extractor.rule_tests()) {
    if (test.rule.find(filter) == std::string::npos) continue;
    ++summary.tests;
    const std::vector<RuleFind> finds = extractor.finds_of(test);
    if (fits(test.expect, finds)) continue;
    ++summary.failures;
    take(failure_report(test, finds));
  }
  return summary;
}

}  // namespace zhailu::authoring
