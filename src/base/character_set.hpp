#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhailu::base {

// Code points as ranges, both ends within; ascending, none touching the next.
using CharacterSet = std::vector<std::pair<char32_t, char32_t>>;

inline constexpr char32_t kLastCodePoint = 0x10FFFF;

// In any order, overlapping or not.
CharacterSet united(CharacterSet ranges);
CharacterSet complement(const CharacterSet& set);
bool contains(const CharacterSet& set, char32_t code_point);
// Code points in it.
std::size_t count(const CharacterSet& set);

// What RE2 takes for the members of a class that only its own tables know: \p{Han}, [[:alpha:]],
// (?i:k). Each is looked up once. Not for use by several threads.
class KnownClasses {
 public:
  const CharacterSet& members(const std::string& expression);

 private:
  std::map<std::string, CharacterSet, std::less<>> known_;
};

}  // namespace zhailu::base
