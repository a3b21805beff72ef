#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assemble/code_point_index.hpp"
#include "assemble/mention_index.hpp"
#include "assemble/record_fields.hpp"
#include "assemble/scopes.hpp"
#include "model/analysis.hpp"
#include "ruleset/mention_reader.hpp"

namespace zhailu::assemble {

// A document and its pack as the parts of this stage look at them. Built once for a document; both
// must outlive it.
struct DocumentView {
  DocumentView(const model::Analysis& analysis_in, const ruleset::Pack& pack_in);

  const model::Analysis& analysis;
  const ruleset::Pack& pack;
  ruleset::MentionReader reader;
  MentionIndex index;
  Scopes scopes;
  CodePointIndex code_points;
  std::vector<RecordFields> fields;  // by record type
  std::vector<bool> count_types;     // mention types that are counts
  std::optional<ruleset::TypeId> short_body;

  // The decoded characters under a span without what normalisation removed.
  [[nodiscard]] std::string value_text(Span<Normalized> span) const {
    const Span<Decoded> decoded = analysis.normalized.map.to_decoded(span);
    return analysis.normalized.map.value_text(analysis.decoded.text, decoded);
  }
  [[nodiscard]] CodePointSpan position(Span<Normalized> span) const {
    return code_points.span(analysis.normalized.map.to_decoded(span));
  }
  // The entity that a mention names, or -1.
  [[nodiscard]] std::int32_t entity_of(std::int32_t mention) const {
    const auto& entity_of = analysis.links.entity_of;
    const auto at = static_cast<std::size_t>(mention);
    return at < entity_of.size() ? entity_of[at] : -1;
  }
};

inline DocumentView::DocumentView(const model::Analysis& analysis_in, const ruleset::Pack& pack_in)
    : analysis(analysis_in),
      pack(pack_in),
      reader(analysis_in, pack_in),
      index(analysis_in, pack_in),
      scopes(analysis_in),
      code_points(analysis_in.decoded.text),
      count_types(types_resolved_as(pack_in, ruleset::Resolver::kCount)),
      short_body(pack_in.find_type("short_body")) {
  for (const ruleset::RecordType& record : pack.records) fields.emplace_back(pack, record);
}

}  // namespace zhailu::assemble
