#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/character_set.hpp"

namespace zhailu::base {

// An RE2 expression, taken apart.
struct Expression {
  enum class Kind {
    kAnchor,    // ^ $ \b …, `text` as written
    kSet,       // one character of `set`
    kSequence,  // `parts` one after the other; none: the empty text
    kChoice,    // one of `parts`
    kRepeat,    // parts[0], `least` to `most` times
    kGroup      // parts[0] behind the opening `text`: ( (?: (?P<name> (?s:
  };
  static constexpr int kNoLimit = -1;

  Kind kind = Kind::kSequence;
  std::string text;
  CharacterSet set;
  std::vector<Expression> parts;
  int least = 0;
  int most = 0;
  bool lazy = false;
};

// `expression`: one whose syntax Pattern::compile or Pattern::check accepts; nullopt: it is too deep
// or holds what this reader does not know.
std::optional<Expression> take_apart(std::string_view expression, KnownClasses& classes);

// True when the empty text matches.
bool matches_empty(const Expression& expression);

}  // namespace zhailu::base
