#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ruleset/mention_reader.hpp"

namespace zhailu::link {

// A name as it is written somewhere in the document.
struct NameForm {
  std::string_view text;               // normalized
  std::size_t length = 0;              // code points
  std::vector<std::int32_t> mentions;  // in text order; empty: only an explicit alias
  Span<Normalized> first;              // where it first stands
  std::vector<std::size_t>
      shorter;  // forms that may be short for this one: 市审计局 of 沅川市审计局
  std::size_t same_as = 0;  // the form that an explicit alias makes it one with; else itself
  bool is_short = false;    // in `shorter` of some form
};

// The names of one record type in the document.
struct NameForms {
  std::vector<NameForm> forms;        // in the order of their first mention
  std::vector<std::int64_t> form_of;  // by mention of the document: its form, or -1
  // The form that all forms of one name lead to.
  [[nodiscard]] std::size_t root(std::size_t form) const;
};

// Collects the forms of `record`'s mentions. Explicit aliases are captures `alias` or `aliases` of a
// mention of the type itself, or of a helper mention that captures such a mention as `full`
// (沅川市审计局（以下简称“市局”）). Short forms are told by MergePolicy::suffix. Linear in the text of
// the names, of which the last 64 characters count for short forms.
NameForms collect_name_forms(const model::Analysis& analysis, const ruleset::Pack& pack,
                             const ruleset::RecordType& record);

}  // namespace zhailu::link
