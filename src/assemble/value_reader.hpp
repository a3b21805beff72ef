#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assemble/document_view.hpp"
#include "assemble/draft.hpp"

namespace zhailu::assemble {

// The integer that a text says, or none: 十一 → 11. The stage `resolve`, handed in by the pipeline.
using CountResolver = std::function<std::optional<std::int64_t>(std::string_view)>;

// A piece of text found for a field: a mention (≥ 0) or bare text.
struct Found {
  Span<Normalized> span;
  std::int32_t mention = -1;
};

// ISO 8601: 2020-07-01.
std::string iso_day(const model::Day& day);

// Turns what was found into the values of fields, as the rule language says: of a date its days, of
// a count its number, of a person the name, of a word that stands for a body (局) the body's name;
// else the characters as written.
class ValueReader {
 public:
  ValueReader(const DocumentView& view, const CountResolver& count) : view_(view), count_(count) {}

  // None when the text gives no such value: a vague count adds the warning count_vague.
  // `fullest`: a body's name in the fullest form that the document gives.
  [[nodiscard]] std::optional<FieldValue> read(const Found& found, ruleset::FieldKind kind,
                                               bool fullest, std::string_view slot,
                                               std::vector<DraftWarning>& warnings) const;
  // An attribute's text as a value of that kind: "true" of a boolean, "5" of an integer.
  [[nodiscard]] FieldValue attribute(const std::string& text, ruleset::FieldKind kind,
                                     Span<Normalized> evidence) const;
  // The days of a date mention; none when neither day nor time is known.
  [[nodiscard]] std::optional<DateField> date(std::int32_t mention) const;
  // An integer in the text, by the resolver.
  [[nodiscard]] std::optional<std::int64_t> integer(const Found& found) const;

 private:
  [[nodiscard]] std::optional<FieldValue> number(const Found& found, std::string_view slot,
                                                 std::vector<DraftWarning>& warnings) const;
  [[nodiscard]] std::optional<FieldValue> of_mention(std::int32_t mention, bool fullest) const;
  [[nodiscard]] std::optional<FieldValue> text(Span<Normalized> span) const;
  [[nodiscard]] std::optional<FieldValue> body_name(std::int32_t mention) const;
  [[nodiscard]] std::optional<FieldValue> entity_name(std::int32_t entity) const;

  const DocumentView& view_;
  const CountResolver& count_;
};

}  // namespace zhailu::assemble
