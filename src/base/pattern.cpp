#include "base/pattern.hpp"

#include <fmt/format.h>
#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

#include "base/aho_corasick.hpp"
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

tl::unexpected<Error> refusal(const RE2& regex, std::string_view expression) {
  if (regex.error_code() == RE2::ErrorPatternTooLarge) {
    return failure("regex.too_large", "the pattern compiles to too many instructions",
                   "shorten its counted repeats or use a lexicon");
  }
  return failure("regex.syntax", say("bad pattern: {}", regex.error()), syntax_hint(expression));
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
  explicit Compiled(std::string_view expression)
      : regex(piece(expression), options()), text(expression) {}
  RE2 regex;
  std::string text;
  std::vector<std::string> names;
};

Result<Pattern> Pattern::compile(std::string_view expression, const Limits& limits) {
  if (auto error = check_text(expression, limits.max_length_bytes)) {
    return tl::unexpected(std::move(*error));
  }
  auto compiled = std::make_shared<Compiled>(expression);
  if (!compiled->regex.ok()) return refusal(compiled->regex, expression);
  if (compiled->regex.ProgramSize() > limits.max_program_size) {
    return failure("regex.too_large",
                   say("the pattern compiles to {} instructions; the limit is {}",
                       compiled->regex.ProgramSize(), limits.max_program_size),
                   "shorten its counted repeats or use a lexicon");
  }
  compiled->names = names_of_groups(compiled->regex);
  Pattern pattern;
  pattern.compiled_ = std::move(compiled);
  return pattern;
}

bool Pattern::search(std::string_view text, std::size_t from,
                     std::vector<std::string_view>& groups) const {
  return run(compiled_->regex, text, from, text.size(), RE2::UNANCHORED, groups);
}

bool Pattern::search(std::string_view text, std::size_t from, std::size_t until,
                     std::vector<std::string_view>& groups) const {
  return run(compiled_->regex, text, from, until, RE2::UNANCHORED, groups);
}

bool Pattern::match_at(std::string_view text, std::size_t from,
                       std::vector<std::string_view>& groups) const {
  return run(compiled_->regex, text, from, text.size(), RE2::ANCHOR_START, groups);
}

bool Pattern::match_at(std::string_view text, std::size_t from, std::size_t until,
                       std::vector<std::string_view>& groups) const {
  return run(compiled_->regex, text, from, until, RE2::ANCHOR_START, groups);
}

bool Pattern::contains(std::string_view text) const {
  const re2::StringPiece subject = piece(text);
  return compiled_->regex.Match(subject, 0, subject.size(), RE2::UNANCHORED, nullptr, 0);
}

bool Pattern::matches_all(std::string_view text) const {
  const re2::StringPiece subject = piece(text);
  return compiled_->regex.Match(subject, 0, subject.size(), RE2::ANCHOR_BOTH, nullptr, 0);
}

int Pattern::group_count() const { return compiled_->regex.NumberOfCapturingGroups(); }
const std::vector<std::string>& Pattern::group_names() const { return compiled_->names; }
const std::string& Pattern::expression() const { return compiled_->text; }
int Pattern::program_size() const { return compiled_->regex.ProgramSize(); }

struct Prefilter::Compiled {
  re2::FilteredRE2 filter{1};  // atoms of one byte and more
  AhoCorasick atoms;
  std::vector<int> always;       // atoms that the automaton can not look for
  std::vector<int> no_atom_ids;  // what may match a text without any atom
};

namespace {

// RE2 lower-cases its atoms by Unicode, the automaton only folds ASCII: of an atom it looks for the
// longest stretch that has no other case. (K is U+212A too, so k is not safe either.)
std::string caseless_part(std::string_view atom) {
  static const RE2 kStretch(
      "([^k\\p{M}\\x{80}-\\x{2FF}\\x{370}-\\x{1FFF}\\x{2100}-\\x{218F}\\x{24B6}-\\x{24E9}"
      "\\x{2C00}-\\x{2DFF}\\x{A640}-\\x{A7FF}\\x{AB30}-\\x{ABBF}\\x{FB00}-\\x{FB06}"
      "\\x{FF21}-\\x{FF5A}\\x{10400}-\\x{10FFF}\\x{118A0}-\\x{118DF}\\x{16E40}-\\x{16E7F}"
      "\\x{1E900}-\\x{1E943}]+)",
      options());
  re2::StringPiece rest = piece(atom);
  re2::StringPiece stretch;
  std::string longest;
  while (RE2::FindAndConsume(&rest, kStretch, &stretch)) {
    if (stretch.size() > longest.size()) longest = stretch.as_string();
  }
  return longest;
}

}  // namespace

Prefilter::Prefilter() : compiled_(std::make_unique<Compiled>()) {}
Prefilter::~Prefilter() = default;
Prefilter::Prefilter(Prefilter&&) noexcept = default;
Prefilter& Prefilter::operator=(Prefilter&&) noexcept = default;

void Prefilter::add(std::string_view expression) {
  int id = 0;
  [[maybe_unused]] const auto code = compiled_->filter.Add(piece(expression), options(), &id);
  assert(code == RE2::NoError && "Pattern::compile accepted it");
}

void Prefilter::finish() {
  if (compiled_->filter.NumRegexps() == 0) return;
  std::vector<std::string> atoms;
  compiled_->filter.Compile(&atoms);
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const std::string part = caseless_part(atoms[i]);
    const int id = static_cast<int>(i);
    if (part.empty()) {
      compiled_->always.push_back(id);
    } else {
      compiled_->atoms.add(part, id);
    }
  }
  compiled_->atoms.finish();
  compiled_->filter.AllPotentials(compiled_->always, &compiled_->no_atom_ids);
}

void Prefilter::candidates(std::string_view text, std::vector<int>& ids) const {
  // Buffers of a thread, so that a call takes no memory of its own; nothing is kept in them.
  thread_local AhoCorasick::Found found;
  thread_local std::vector<int> passed;
  compiled_->atoms.find(text, found);
  if (found.ids.empty()) {
    ids.insert(ids.end(), compiled_->no_atom_ids.begin(), compiled_->no_atom_ids.end());
    return;
  }
  found.ids.insert(found.ids.end(), compiled_->always.begin(), compiled_->always.end());
  compiled_->filter.AllPotentials(found.ids, &passed);
  ids.insert(ids.end(), passed.begin(), passed.end());
}

std::size_t Prefilter::unfiltered() const { return compiled_->no_atom_ids.size(); }

std::string quote(std::string_view text) { return RE2::QuoteMeta(piece(text)); }

}  // namespace zhailu::base
