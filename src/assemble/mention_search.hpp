#pragma once

#include <cstdint>
#include <vector>

#include "assemble/document_view.hpp"

namespace zhailu::assemble {

// Where and which mentions a slot's source looks for: around one find, in one scope.
struct MentionQuery {
  const ruleset::SlotSource* source = nullptr;
  std::int32_t find = -1;   // the mention that the slot belongs to; never found itself
  Span<Normalized> around;  // its span
  Span<Normalized> scope;   // a candidate lies wholly inside
};

// Searches the mentions of a document. Of mentions within one another the outermost counts. At most
// 64 candidates are looked at for one value, 500 for all of a scope.
class MentionSearch {
 public:
  explicit MentionSearch(const DocumentView& view) : view_(view) {}

  // The nearest (left before right at the same distance), first or last of any of the source's
  // types; -1: none.
  [[nodiscard]] std::int32_t nearest(const MentionQuery& query) const;
  [[nodiscard]] std::int32_t first(const MentionQuery& query) const;
  [[nodiscard]] std::int32_t last(const MentionQuery& query) const;
  // All, in text order.
  [[nodiscard]] std::vector<std::int32_t> all(const MentionQuery& query) const;

 private:
  [[nodiscard]] std::int32_t nearest_of(const MentionQuery& query, ruleset::TypeId type) const;
  [[nodiscard]] std::int32_t first_behind(const MentionQuery& query, ruleset::TypeId type,
                                          std::size_t from) const;
  [[nodiscard]] std::int32_t last_before(const MentionQuery& query, ruleset::TypeId type,
                                         std::size_t until) const;
  [[nodiscard]] std::int32_t closer(const MentionQuery& query, std::int32_t a,
                                    std::int32_t b) const;
  [[nodiscard]] bool fits(const MentionQuery& query, std::int32_t candidate) const;
  [[nodiscard]] bool fits_side(const MentionQuery& query, Span<Normalized> span) const;
  [[nodiscard]] bool fits_distance(const MentionQuery& query, Span<Normalized> span) const;
  [[nodiscard]] bool fits_cues(const MentionQuery& query, Span<Normalized> span) const;
  [[nodiscard]] Span<Normalized> span_of(std::int32_t mention) const {
    return view_.reader.mention(mention).span;
  }

  const DocumentView& view_;
};

// Bytes between two spans; 0 when they touch or overlap.
std::size_t byte_distance(Span<Normalized> a, Span<Normalized> b);

}  // namespace zhailu::assemble
