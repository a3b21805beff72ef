#include "ruleset/field_reader.hpp"

#include "base/nearest.hpp"
#include "ruleset/pattern_lint.hpp"

namespace zhailu::ruleset {
namespace {

constexpr std::int64_t kMaxCount = 1'000'000;

}  // namespace

void FieldReader::error(std::string code, Wording message, Wording hint, const Place& place) const {
  diagnostics_.push_back(
      {Severity::kError, std::move(code), std::move(message), std::move(hint), place});
}

std::string FieldReader::text(const Node& node) const {
  return as_text(node, diagnostics_).value_or("");
}

std::vector<std::string> FieldReader::texts(const Node& node) const {
  if (node.kind != Node::Kind::kSequence) return {text(node)};
  if (node.items.empty())
    error("ruleset.wrong_type", "an empty list", "take the key out", node.place);
  std::vector<std::string> all;
  for (const Node& item : node.items) all.push_back(text(item));
  return all;
}

std::size_t FieldReader::count(const Node& node) const {
  const std::int64_t number = as_integer(node, diagnostics_).value_or(0);
  if (number >= 0 && number <= kMaxCount) return static_cast<std::size_t>(number);
  error("ruleset.wrong_type", say("a number from 0 to 1000000 expected, not {}", node.scalar), "",
        node.place);
  return 0;
}

bool FieldReader::boolean(const Node& node) const {
  return as_boolean(node, diagnostics_).value_or(false);
}

std::vector<TypeId> FieldReader::types(const Node& node) const {
  std::vector<TypeId> all;
  for (const std::string& name : texts(node)) {
    if (const auto type = scope_.pack->find_type(name)) {
      all.push_back(*type);
      continue;
    }
    std::vector<std::string_view> known;
    for (const MentionType& type : scope_.pack->types) known.push_back(type.name);
    error("ruleset.unknown_type", say("no rule or lexicon makes '{}'", name),
          base::did_you_mean(name, known, "name a type that some rule makes"), node.place);
  }
  return all;
}

std::vector<TypeId> FieldReader::earlier_types(const Node& node) const {
  std::vector<TypeId> all = types(node);
  for (const TypeId type : all) {
    if (scope_.made->count(type) != 0) continue;
    error("ruleset.type_not_made",
          say("no earlier phase makes '{}'", scope_.pack->types[type].name),
          "take it out, or move the rule to a later phase", node.place);
  }
  return all;
}

std::uint32_t FieldReader::block_kinds(const Node& node) const {
  std::vector<std::string_view> known;
  for (int kind = 0; kind < model::kBlockKinds; ++kind)
    known.push_back(model::block_kind_name(static_cast<model::BlockKind>(kind)));
  std::uint32_t kinds = 0;
  for (const std::string& name : texts(node)) {
    const auto kind = std::find(known.begin(), known.end(), name);
    if (kind != known.end()) {
      kinds |= 1u << (kind - known.begin());
      continue;
    }
    error("ruleset.unknown_block", say("'{}' is no kind of block", name),
          base::did_you_mean(name, known, "see `in` in rules/README.md"), node.place);
  }
  return kinds;
}

bool FieldReader::is_mapping(const Node& node) const {
  if (node.kind == Node::Kind::kMapping) return true;
  error("ruleset.wrong_type", "'key: value' lines expected here", "", node.place);
  return false;
}

PatternText FieldReader::pattern(const Node& node) const {
  PatternText pattern = pattern_text(node);
  pattern.text = text(node);
  lint_pattern(pattern.text, node.double_quoted, node.place, diagnostics_);
  return pattern;
}

Alternatives FieldReader::patterns(const Node& node) const {
  if (node.kind != Node::Kind::kSequence) return {pattern(node)};
  if (node.items.empty())
    error("ruleset.wrong_type", "an empty list of patterns", "take the key out", node.place);
  Alternatives all;
  for (const Node& item : node.items) all.push_back(pattern(item));
  return all;
}

PatternText pattern_text(const Node& node) {
  using Form = PatternText::Form;
  const bool plain = !node.quoted && !node.double_quoted;
  const Form form = plain                                 ? Form::kPlain
                    : node.double_quoted || node.is_block ? Form::kOther
                                                          : Form::kSingleQuoted;
  return {node.scalar, node.place, form};
}

std::optional<base::Pattern> FieldReader::guard(const Node& node, const PatternScope& scope,
                                                std::string_view prefix,
                                                std::string_view suffix) const {
  return translate_plain(patterns(node), scope, prefix, suffix, diagnostics_);
}

}  // namespace zhailu::ruleset
