#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "authoring/record_tests.hpp"
#include "zhailu/extractor.hpp"

namespace zhailu::authoring {

// A test that did not go as it should.
struct TestFailure {
  std::string name;  // the rule's id; of a whole text the file
  Place place;
  std::string text;
  Value expected;    // of a rule: a list of its finds, empty: none
  Value got;         // only what was asked for, so that the lines can be compared by eye
  std::string todo;  // not empty: it passes now, though this says why it could not
};

struct TestSummary {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t todo = 0;  // that fail still, as they say
};

// Runs the tests that stand in the rules whose id contains `filter` (empty: all), in the order of the pack, then
// those of whole texts whose file's name contains it. `take` gets each failure.
TestSummary test_pack(const Extractor& extractor, const std::vector<RecordTest>& record_tests,
                      const std::string& filter,
                      const std::function<void(const TestFailure&)>& take);

// Lines ended by newlines:
//
//   rules/activities/lecture.yaml:14:7: lecture.given
//     text:     7月2日，徐建华讲党课。
//     expected: [{"start":"2020-07-02"}]
//     got:      [{"start":"2020-07-03"}]
std::string failure_lines(const TestFailure& failure);

// {tests, failed, todo, failures: [{name, path, line, column, text, expected, got, todo}]}, readable, with a
// newline at the end.
std::string tests_as_json(const TestSummary& summary, const std::vector<TestFailure>& failures);

}  // namespace zhailu::authoring
