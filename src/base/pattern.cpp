#include "base/pattern.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

#include "base/utf8.hpp"

namespace zhailu::base {
namespace {

RE2::Options options() {
  RE2::Options result;
  result.set_log_errors(false);
  // Room for the DFA of large patterns; a full cache makes RE2 fall back to its slow engines.
  result.set_max_mem(std::int64_t{64} << 20);
  return result;
}

re2::StringPiece piece(std::string_view text) {
  return {text.data() == nullptr ? "" : text.data(), text.size()};
}

// RE2's \C matches one byte and would cut characters. `\\C` and \Q…\E are other things.
bool has_byte_class(std::string_view expression) {
  for (std::size_t at = 0; at + 1 < expression.size(); ++at) {
    if (expression[at] != '\\') continue;
    const char escape = expression[++at];
    if (escape == 'C') return true;
    if (escape == 'Q') {
      const std::size_t end = expression.find("\\E", at);
      if (end == std::string_view::npos) return false;
      at = end + 1;
    }
  }
  return false;
}

std::string syntax_hint(std::string_view expression) {
  struct LookAround {
    std::string_view sign;
    std::string_view key;
  };
  constexpr std::array<LookAround, 4> kLookArounds{
      {{"(?!", "not_after"}, {"(?=", "after"}, {"(?<=", "before"}, {"(?<!", "not_before"}}};
  for (const auto& [sign, key] : kLookArounds) {
    if (expression.find(sign) == std::string_view::npos) continue;
    return fmt::format("there is no look-around; write the rule key '{}' instead of {}…)", key,
                       sign);
  }
  if (expression.find("(?<") != std::string_view::npos) return "a named group is (?P<name>…)";
  return {};
}

tl::unexpected<Error> bad_syntax(const std::string& message, std::string_view expression) {
  return failure("regex.syntax", say("bad pattern: {}", message), syntax_hint(expression));
}

tl::unexpected<Error> refusal(const RE2& regex, std::string_view expression) {
  if (regex.error_code() == RE2::ErrorPatternTooLarge) {
    return failure("regex.too_large", "the pattern compiles to too many instructions",
                   "shorten its counted repeats or use a lexicon");
  }
  return bad_syntax(regex.error(), expression);
}

// What must hold before RE2 sees the expression.
std::optional<Error> check_text(std::string_view expression, std::size_t max_bytes) {
  if (expression.size() > max_bytes) {
    return failure("regex.too_large",
                   say("the pattern has {} bytes; the limit is {}", expression.size(), max_bytes))
        .value();
  }
  if (!is_valid_utf8(expression)) {
    return failure("regex.utf8", "the pattern is not valid UTF-8").value();
  }
  if (expression.find('\0') != std::string_view::npos) {
    return failure("regex.syntax", "the pattern holds a NUL character").value();
  }
  if (has_byte_class(expression)) {
    return failure("regex.byte_class", "\\C matches single bytes and cuts characters",
                   "write (?s:.) for any character")
        .value();
  }
  return std::nullopt;
}

std::vector<std::string> names_of_groups(const RE2& regex) {
  std::vector<std::string> names(static_cast<std::size_t>(regex.NumberOfCapturingGroups()));
  for (const auto& [index, name] : regex.CapturingGroupNames()) {
    names[static_cast<std::size_t>(index) - 1] = name;
  }
  return names;
}

bool run(const RE2& regex, std::string_view text, std::size_t from, std::size_t until,
         RE2::Anchor anchor, std::vector<std::string_view>& groups) {
  assert(from <= text.size() && "a search begins inside the text");
  std::array<re2::StringPiece, 16> few;
  std::vector<re2::StringPiece> many;
  re2::StringPiece* found = few.data();
  if (groups.size() > few.size()) {
    many.resize(groups.size());
    found = many.data();
  }
  const re2::StringPiece subject = piece(text);
  if (!regex.Match(subject, from, until, anchor, found, static_cast<int>(groups.size()))) {
    return false;
  }
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i] = {found[i].data(), found[i].size()};
  return true;
}

}  // namespace

struct Pattern::Compiled {
  explicit Compiled(std::string_view expression) : text(expression) {}
  std::optional<RE2> regex;
  std::string text;
  std::vector<std::string> names;
};

Result<Pattern> Pattern::compile(std::string_view expression, const Limits& limits) {
  if (auto error = check_text(expression, limits.max_length_bytes)) {
    return tl::unexpected(std::move(*error));
  }
  Pattern pattern;
  pattern.compiled_ = std::make_shared<Compiled>(expression);
  pattern.compiled_->regex.emplace(piece(expression), options());
  return finished(std::move(pattern), limits);
}

Result<Pattern> Pattern::compile_coded(std::string_view coded, std::string_view expression,
                                       const Limits& limits) {
  Pattern pattern;
  pattern.compiled_ = std::make_shared<Compiled>(expression);
  pattern.compiled_->regex.emplace(piece(coded), options());
  return finished(std::move(pattern), limits);
}

Result<Pattern> Pattern::check(std::string_view expression, const Limits& limits) {
  if (auto error = check_text(expression, limits.max_length_bytes)) {
    return tl::unexpected(std::move(*error));
  }
  std::string message;
  RE2::Set parser(options(), RE2::UNANCHORED);
  if (parser.Add(piece(expression), &message) < 0) return bad_syntax(message, expression);
  Pattern pattern;
  pattern.compiled_ = std::make_shared<Compiled>(expression);
  return pattern;
}

Result<Pattern> Pattern::finished(Pattern pattern, const Limits& limits) {
  const RE2& regex = *pattern.compiled_->regex;
  if (!regex.ok()) return refusal(regex, pattern.expression());
  if (regex.ProgramSize() > limits.max_program_size) {
    return failure("regex.too_large",
                   say("the pattern compiles to {} instructions; the limit is {}",
                       regex.ProgramSize(), limits.max_program_size),
                   "shorten its counted repeats or use a lexicon");
  }
  pattern.compiled_->names = names_of_groups(regex);
  return pattern;
}

bool Pattern::search(std::string_view text, std::size_t from,
                     std::vector<std::string_view>& groups) const {
  return run(*compiled_->regex, text, from, text.size(), RE2::UNANCHORED, groups);
}

bool Pattern::search(std::string_view text, std::size_t from, std::size_t until,
                     std::vector<std::string_view>& groups) const {
  return run(*compiled_->regex, text, from, until, RE2::UNANCHORED, groups);
}

bool Pattern::match_at(std::string_view text, std::size_t from,
                       std::vector<std::string_view>& groups) const {
  return run(*compiled_->regex, text, from, text.size(), RE2::ANCHOR_START, groups);
}

bool Pattern::match_at(std::string_view text, std::size_t from, std::size_t until,
                       std::vector<std::string_view>& groups) const {
  return run(*compiled_->regex, text, from, until, RE2::ANCHOR_START, groups);
}

bool Pattern::contains(std::string_view text) const {
  const re2::StringPiece subject = piece(text);
  return compiled_->regex->Match(subject, 0, subject.size(), RE2::UNANCHORED, nullptr, 0);
}

bool Pattern::matches_all(std::string_view text) const {
  const re2::StringPiece subject = piece(text);
  return compiled_->regex->Match(subject, 0, subject.size(), RE2::ANCHOR_BOTH, nullptr, 0);
}

int Pattern::group_count() const { return compiled_->regex->NumberOfCapturingGroups(); }
const std::vector<std::string>& Pattern::group_names() const { return compiled_->names; }
const std::string& Pattern::expression() const { return compiled_->text; }
int Pattern::program_size() const { return compiled_->regex->ProgramSize(); }

std::string quote(std::string_view text) { return RE2::QuoteMeta(piece(text)); }

}  // namespace zhailu::base
