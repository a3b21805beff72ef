#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ruleset/pack.hpp"
#include "ruleset/pattern_translator.hpp"
#include "ruleset/yaml_reader.hpp"

namespace zhailu::ruleset {

// What the rules of one phase may refer to; filled by the pack loader.
struct RuleScope {
  const Pack* pack = nullptr;
  PatternScope view;   // patterns over the phase's view
  PatternScope plain;  // patterns over normalized text: macros and lexicons, no symbols
  const std::set<NameId>* remembered = nullptr;  // document lexicons that earlier phases fill
  const std::set<TypeId>* made = nullptr;        // types that earlier phases make
};

// One of the words that a key may have as its value.
template <class T>
struct Choice {
  std::string_view word;
  T value;
};

// Reads the values of a rule's keys. What is wrong goes to the diagnostics, and something harmless is
// returned, so that one reading says all that is wrong.
class FieldReader {
 public:
  FieldReader(const RuleScope& scope, Diagnostics& diagnostics)
      : scope_(scope), diagnostics_(diagnostics) {}

  [[nodiscard]] const RuleScope& scope() const { return scope_; }
  [[nodiscard]] Diagnostics& diagnostics() const { return diagnostics_; }
  void error(std::string code, Wording message, Wording hint, const Place& place) const;

  [[nodiscard]] std::string text(const Node& node) const;
  // A text or a list of texts; never an empty list without an error.
  [[nodiscard]] std::vector<std::string> texts(const Node& node) const;
  // Zero up to a million.
  [[nodiscard]] std::size_t count(const Node& node) const;
  [[nodiscard]] bool boolean(const Node& node) const;
  [[nodiscard]] NameId name(const Node& node) const { return intern(text(node)); }
  [[nodiscard]] NameId intern(std::string_view name) const { return scope_.view.intern(name); }
  // Mention types that some rule or word list makes.
  [[nodiscard]] std::vector<TypeId> types(const Node& node) const;
  // The same, of earlier phases: what a guard may ask for.
  [[nodiscard]] std::vector<TypeId> earlier_types(const Node& node) const;
  // Bits of the kinds of blocks.
  [[nodiscard]] std::uint32_t block_kinds(const Node& node) const;
  // "ruleset.wrong_type" unless it is one.
  [[nodiscard]] bool is_mapping(const Node& node) const;

  // A pattern, or a list of which any may match, as written; what looks wrong in them is said.
  [[nodiscard]] PatternText pattern(const Node& node) const;
  [[nodiscard]] Alternatives patterns(const Node& node) const;
  // A guard over the phase's view or over normalized text.
  [[nodiscard]] std::optional<base::Pattern> guard(const Node& node, const PatternScope& scope,
                                                   std::string_view prefix,
                                                   std::string_view suffix) const;

  template <class T, std::size_t N>
  [[nodiscard]] T choose(const Node& node, const std::array<Choice<T>, N>& choices,
                         T otherwise) const {
    const std::string given = text(node);
    std::string known;
    for (const Choice<T>& choice : choices) {
      if (choice.word == given) return choice.value;
      known += (known.empty() ? "" : ", ") + std::string(choice.word);
    }
    error("ruleset.unknown_word", say("'{}' is not known here", given), say("one of: {}", known),
          node.place);
    return otherwise;
  }

 private:
  const RuleScope& scope_;
  Diagnostics& diagnostics_;
};

// A scalar as a pattern, unchecked.
PatternText pattern_text(const Node& node);

inline constexpr std::array<Choice<Side>, 4> kSides = {
    {{"left", Side::kLeft}, {"right", Side::kRight}, {"both", Side::kBoth}, {"any", Side::kBoth}}};

}  // namespace zhailu::ruleset
