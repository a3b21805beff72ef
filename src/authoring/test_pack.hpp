#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "zhailu/extractor.hpp"

namespace zhailu::authoring {

struct TestSummary {
  std::size_t tests = 0;
  std::size_t failures = 0;
};

// Runs the tests that stand in the rules whose id contains `filter` (empty: all), in the order of the
// pack. `take` gets the report of each failure, lines ended by newlines:
//
//   rules/activities/lecture.yaml:14:7: lecture.given
//     text:     7月2日，徐建华讲党课。
//     expected: [{"start":"2020-07-02"}]
//     got:      [{"start":"2020-07-03"}]
TestSummary test_pack(const Extractor& extractor, const std::string& filter,
                      const std::function<void(const std::string&)>& take);

}  // namespace zhailu::authoring
