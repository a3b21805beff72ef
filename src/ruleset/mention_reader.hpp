#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/analysis.hpp"
#include "ruleset/pack.hpp"

namespace zhailu::ruleset {

// Reads a document's mentions with the names of the pack that made them. Both must outlive it.
class MentionReader {
 public:
  MentionReader(const model::Analysis& analysis, const Pack& pack)
      : analysis_(&analysis),
        pack_(&pack),
        name_(pack.find_name("name").value_or(kNoName)),
        inner_(pack.find_name("inner").value_or(kNoName)) {}

  [[nodiscard]] const model::Mention& mention(std::int32_t index) const {
    return analysis_->mentions[static_cast<std::size_t>(index)];
  }
  // The rule that made it, or nullptr: a hit of a word list.
  [[nodiscard]] const Rule* rule(const model::Mention& mention) const {
    return (mention.rule & kLexiconRule) != 0 ? nullptr : &pack_->rules[mention.rule];
  }
  // The word list that made it, or nullptr.
  [[nodiscard]] const Lexicon* lexicon(const model::Mention& mention) const {
    if ((mention.rule & kLexiconRule) == 0) return nullptr;
    return &pack_->lexicons[mention.rule & ~kLexiconRule];
  }
  // What `set` or the word list's entry says of it.
  [[nodiscard]] const std::vector<Attribute>& attributes(const model::Mention& mention) const {
    if (const Rule* made_by = rule(mention)) return made_by->set;
    return entry_attributes(mention.rule & ~kLexiconRule, mention.lexicon_entry);
  }
  // What the entry of a captured word says; nothing of other captures.
  [[nodiscard]] const std::vector<Attribute>& attributes(const model::Capture& capture) const {
    return entry_attributes(static_cast<std::uint32_t>(capture.lexicon), capture.entry);
  }
  // The value of that attribute, or nullptr.
  [[nodiscard]] const std::string* attribute(const model::Mention& mention, NameId name) const {
    for (const Attribute& one : attributes(mention)) {
      if (one.name == name) return &one.value;
    }
    return nullptr;
  }
  // The first capture of that name, or nullptr.
  [[nodiscard]] static const model::Capture* capture(const model::Mention& mention, NameId name) {
    for (const model::Capture& one : mention.captures) {
      if (one.name == name && name != kNoName) return &one;
    }
    return nullptr;
  }
  // Where the value of a mention stands: its capture `name`, else `inner`, else the whole of it.
  [[nodiscard]] Span<Normalized> value_span(std::int32_t index) const {
    for (int depth = 0; depth < kDepth; ++depth) {
      const model::Mention& one = mention(index);
      const model::Capture* part = capture(one, name_);
      if (part == nullptr) part = capture(one, inner_);
      if (part == nullptr) return one.span;
      if (part->mention < 0 || part->mention == index) return part->span;
      index = part->mention;
    }
    return mention(index).span;
  }
  [[nodiscard]] std::string_view text(Span<Normalized> span) const {
    return slice(std::string_view(analysis_->normalized.text), span);
  }
  // Normalized text of the value.
  [[nodiscard]] std::string_view value_text(std::int32_t index) const {
    return text(value_span(index));
  }

 private:
  static constexpr int kDepth = 4;  // of mentions captured in mentions

  [[nodiscard]] const std::vector<Attribute>& entry_attributes(std::uint32_t list,
                                                               std::int32_t entry) const {
    static const std::vector<Attribute> kNothing;
    if (entry < 0 || list >= pack_->lexicons.size()) return kNothing;
    return pack_->lexicons[list].entries[static_cast<std::size_t>(entry)].attributes;
  }

  const model::Analysis* analysis_;
  const Pack* pack_;
  NameId name_;
  NameId inner_;
};

// The mention types that rules with that resolver make, by type.
inline std::vector<bool> types_resolved_as(const Pack& pack, Resolver resolver) {
  std::vector<bool> types(pack.types.size(), false);
  for (const Rule& rule : pack.rules) {
    if (rule.resolver == resolver && rule.make) types[*rule.make] = true;
  }
  return types;
}

}  // namespace zhailu::ruleset
