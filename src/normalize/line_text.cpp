#include "normalize/line_text.hpp"

#include "base/utf8.hpp"

namespace zhailu::normalize {
namespace {

// The character before `end`, and `end` moved before it; 0 at the begin.
char32_t last_character(std::string_view text, std::size_t& end) {
  if (end == 0) return 0;
  do --end;
  while (end > 0 && !base::is_border(text[end]));
  std::size_t at = end;
  return base::next_code_point(text, at);
}

}  // namespace

bool LineText::has(std::size_t line, const ruleset::CharacterSet& set) const {
  const std::string_view text = at(line);
  for (std::size_t i = 0; i < text.size();) {
    if (set.contains(base::next_code_point(text, i))) return true;
  }
  return false;
}

bool LineText::has_mark(std::size_t line) const {
  return has(line, marks_.sentence_end) || has(line, marks_.clause);
}

bool LineText::ends_in(std::size_t line, const ruleset::CharacterSet& set) const {
  std::size_t end = at(line).size();
  char32_t c = last_character(at(line), end);
  while (marks_.closing.contains(c)) c = last_character(at(line), end);
  return set.contains(c);
}

bool LineText::ends_sentence(std::size_t line) const { return ends_in(line, marks_.sentence_end); }

bool LineText::ends_with_comma(std::size_t line) const {
  std::size_t end = at(line).size();
  return marks_.comma.contains(last_character(at(line), end));
}

bool LineText::ends_open(std::size_t line) const {
  if (ends_sentence(line)) return false;
  std::size_t end = at(line).size();
  const char32_t c = last_character(at(line), end);
  if (marks_.clause.contains(c)) return marks_.comma.contains(c);
  return c != U'…' && c != U'|';
}

}  // namespace zhailu::normalize
