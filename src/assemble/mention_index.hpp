#pragma once

#include <cstdint>
#include <vector>

#include "model/analysis.hpp"
#include "ruleset/mention_reader.hpp"

namespace zhailu::assemble {

// Where the mentions of a document stand, by type, and which lie within which.
class MentionIndex {
 public:
  MentionIndex(const model::Analysis& analysis, const ruleset::Pack& pack);

  // The mentions of the type by begin, without those that lie within another of the same type.
  [[nodiscard]] const std::vector<std::int32_t>& outermost(ruleset::TypeId type) const {
    return outermost_[type];
  }
  // Lies within the value of another mention of its type: 座谈会 in 庆祝建党100周年座谈会.
  [[nodiscard]] bool is_part(std::int32_t mention) const {
    return is_part_[static_cast<std::size_t>(mention)];
  }
  // Lies within a mention of one of the types (the closest 16 around it are looked at).
  [[nodiscard]] bool is_inside(std::int32_t mention,
                               const std::vector<ruleset::TypeId>& types) const;

  // The first of `mentions` (by begin) that begins at or behind `byte`, as a position.
  [[nodiscard]] std::size_t first_from(const std::vector<std::int32_t>& mentions,
                                       std::size_t byte) const;

 private:
  void note(std::int32_t index, const std::vector<std::int32_t>& open,
            const ruleset::MentionReader& reader);

  const model::Analysis* analysis_;
  std::vector<std::vector<std::int32_t>> outermost_;  // by type
  std::vector<bool> is_part_;                         // by mention
  std::vector<std::size_t> around_begin_;             // by mention: its slice of `around_`
  std::vector<ruleset::TypeId> around_;               // types of the mentions around each
};

}  // namespace zhailu::assemble
