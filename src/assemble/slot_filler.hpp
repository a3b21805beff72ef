#pragma once

#include <vector>

#include "assemble/document_view.hpp"
#include "assemble/mention_search.hpp"
#include "assemble/value_reader.hpp"

namespace zhailu::assemble {

// Looks for what a slot wants around a find: the nearest date of the sentence, the venue behind 在,
// the subject, the issuer, a piece of the heading. The cost of a slot does not grow with its scope:
// see MentionSearch; patterns over text see 4,000 bytes on either side of the find.
class SlotFiller {
 public:
  explicit SlotFiller(const DocumentView& view) : view_(view), search_(view) {}

  // What `source` finds for the find `mention`: one piece at most unless `list`. Sources `items` and
  // `inherit` find nothing here; they read other records.
  [[nodiscard]] std::vector<Found> find(const ruleset::SlotSource& source, std::int32_t mention,
                                        bool list) const;

 private:
  [[nodiscard]] std::vector<Found> mentions(const MentionQuery& query, bool list) const;
  [[nodiscard]] std::vector<Found> subject(const MentionQuery& query, bool list) const;
  [[nodiscard]] std::vector<Found> issuer() const;
  [[nodiscard]] std::vector<Found> heading(const MentionQuery& query) const;
  [[nodiscard]] std::vector<Found> text(const MentionQuery& query, bool list) const;
  [[nodiscard]] std::vector<Found> text_matches(const MentionQuery& query) const;
  [[nodiscard]] Span<Normalized> text_window(const MentionQuery& query) const;
  [[nodiscard]] std::vector<Found> coordinated(const MentionQuery& query,
                                               std::int32_t chosen) const;
  [[nodiscard]] bool joined(Span<Normalized> left, Span<Normalized> right) const;
  [[nodiscard]] Found found(std::int32_t mention) const {
    return {view_.reader.mention(mention).span, mention};
  }

  const DocumentView& view_;
  MentionSearch search_;
};

}  // namespace zhailu::assemble
