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

// Only what was asked for; all of a find too many.
Value::Array shown_finds(const std::vector<Value>& expected, const std::vector<RuleFind>& finds) {
  Value::Array shown;
  for (std::size_t at = 0; at < finds.size(); ++at) {
    const bool asked = finds.size() == expected.size() && expected[at].is_object();
    shown.push_back(asked ? named_fields(expected[at], finds[at].fields)
                          : filled_fields(finds[at].fields));
  }
  return shown;
}

// The same of the records of a text.
Value shown_records(const Value& expected, const Value& records) {
  Value shown = Value::Object{};
  for (const auto& [collection, wanted] : expected.object()) {
    const Value* found = records.find(collection);
    if (found == nullptr || !found->is_array() || !wanted.is_array()) {
      shown.set(collection, found == nullptr ? Value() : named_fields(wanted, *found));
      continue;
    }
    Value::Array list;
    for (std::size_t at = 0; at < found->array().size(); ++at) {
      const Value& one = found->array()[at];
      const bool asked = at < wanted.array().size();
      list.push_back(asked ? named_fields(wanted.array()[at], one) : filled_fields(one));
    }
    shown.set(collection, std::move(list));
  }
  return shown;
}

std::string line_of(const Value& value) {
  if (value.is_array() && value.array().empty()) return "none";
  return write::to_json(value, write::JsonLayout::kCompact);
}

// What a test that passes or fails means, with its `todo` or without.
class Tally {
 public:
  explicit Tally(const std::function<void(const TestFailure&)>& take) : take_(take) {}

  template <class Failure>
  void count(bool passed, const std::string& todo, Failure failure) {
    ++summary.tests;
    if (!passed && !todo.empty()) ++summary.todo;
    if (passed == todo.empty()) return;
    ++summary.failures;
    take_(failure());
  }

  TestSummary summary;

 private:
  const std::function<void(const TestFailure&)>& take_;
};

}  // namespace

TestSummary test_pack(const Extractor& extractor, const std::vector<RecordTest>& record_tests,
                      const std::string& filter,
                      const std::function<void(const TestFailure&)>& take) {
  Tally tally(take);
  for (const Extractor::RuleTestCase& test : extractor.rule_tests()) {
    if (test.rule.find(filter) == std::string::npos) continue;
    const std::vector<RuleFind> finds = extractor.finds_of(test);
    tally.count(fits(test.expect, finds), test.todo, [&] {
      return TestFailure{test.rule,
                         test.place,
                         test.text,
                         Value::Array(test.expect.begin(), test.expect.end()),
                         shown_finds(test.expect, finds),
                         test.todo};
    });
  }
  for (const RecordTest& test : record_tests) {
    if (test.place.path.find(filter) == std::string::npos) continue;
    ExtractOptions options;
    options.reference_date = test.reference_date;
    const auto records = extractor.extract({test.place.path, test.text}, options);
    const Value found = records ? records->value : Value(Value::Object{});
    tally.count(has_members(test.expect, found), test.todo, [&] {
      return TestFailure{
          test.place.path, test.place, test.text, test.expect, shown_records(test.expect, found),
          test.todo};
    });
  }
  return tally.summary;
}

std::string failure_lines(const TestFailure& failure) {
  const std::string todo =
      failure.todo.empty() ? ""
                           : fmt::format("  it passes now: take out `todo: {}`\n", failure.todo);
  return fmt::format("{}:{}:{}: {}\n  text:     {}\n  expected: {}\n  got:      {}\n{}",
                     failure.place.path, failure.place.line, failure.place.column, failure.name,
                     failure.text, line_of(failure.expected), line_of(failure.got), todo);
}

std::string tests_as_json(const TestSummary& summary, const std::vector<TestFailure>& failures) {
  Value::Array list;
  for (const TestFailure& one : failures) {
    list.push_back(Value::Object{{"name", one.name},
                                 {"path", one.place.path},
                                 {"line", one.place.line},
                                 {"column", one.place.column},
                                 {"text", one.text},
                                 {"expected", one.expected},
                                 {"got", one.got},
                                 {"todo", one.todo.empty() ? Value() : Value(one.todo)}});
  }
  const Value value = Value::Object{{"tests", summary.tests},
                                    {"failed", summary.failures},
                                    {"todo", summary.todo},
                                    {"failures", std::move(list)}};
  return write::to_json(value, write::JsonLayout::kReadable) + "\n";
}

}  // namespace zhailu::authoring
