#pragma once

#include <string_view>

#include "base/pattern.hpp"
#include "zhailu/result.hpp"

namespace zhailu::schema {

// The regular expression of a JSON Schema (ECMA 262, unanchored, over characters) as an RE2
// pattern: `^[\u4e00-\u9fff]{2,4}$` counts 江贤英 as three. Written as ECMA means them: `.` and `\s`
// (line ends and blanks of Unicode), `\uXXXX` also in pairs, `\cX`, `\/`, `(?<name>…)`,
// `\p{Script=Han}`, `[` within a class. Error "schema.invalid" when RE2 cannot do it (look-around,
// back references, counts over 1000) or ECMA has no such thing (`\A`, `(?i)`): the message names
// the cause.
Result<base::Pattern> compile_ecma_pattern(std::string_view expression);

}  // namespace zhailu::schema
