#include "assemble/value_reader.hpp"

#include <fmt/format.h>

#include <charconv>

namespace zhailu::assemble {
namespace {

using ruleset::FieldKind;

Value text_or_null(const std::optional<std::string>& text) { return text ? Value(*text) : Value(); }

}  // namespace

std::string iso_day(const model::Day& day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

std::optional<FieldValue> ValueReader::read(const Found& found, FieldKind kind, bool fullest,
                                            std::string_view slot,
                                            std::vector<DraftWarning>& warnings) const {
  if (kind == FieldKind::kInteger || kind == FieldKind::kNumber) {
    return number(found, slot, warnings);
  }
  if (kind == FieldKind::kBoolean) return FieldValue{true, found.span, -1, false, false};
  return found.mention >= 0 ? of_mention(found.mention, fullest) : text(found.span);
}

FieldValue ValueReader::attribute(const std::string& value, FieldKind kind,
                                  Span<Normalized> evidence) const {
  FieldValue field{value, evidence, -1, false, true};
  if (kind == FieldKind::kBoolean) field.value = value == "true";
  std::int64_t integer = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), integer);
  const bool whole = error == std::errc() && end == value.data() + value.size();
  if (kind == FieldKind::kInteger && whole) field.value = integer;
  return field;
}

std::optional<DateField> ValueReader::date(std::int32_t mention) const {
  const auto found = view_.analysis.dates.find(mention);
  if (found == view_.analysis.dates.end()) return std::nullopt;
  const model::DateValue& value = found->second;
  if (!value.start && !value.time) return std::nullopt;
  DateField field;
  if (value.start) {
    field.start = iso_day(*value.start);
    field.end = iso_day(value.end.value_or(*value.start));
  }
  field.time = text_or_null(value.time);
  field.evidence = view_.reader.mention(mention).span;
  return field;
}

std::optional<std::int64_t> ValueReader::integer(const Found& found) const {
  if (found.mention >= 0) {
    const auto counted = view_.analysis.counts.find(found.mention);
    if (counted != view_.analysis.counts.end()) return counted->second;
    if (view_.count_types[view_.reader.mention(found.mention).type]) return std::nullopt;
  }
  return count_ ? count_(view_.reader.text(found.span)) : std::nullopt;
}

std::optional<FieldValue> ValueReader::number(const Found& found, std::string_view slot,
                                              std::vector<DraftWarning>& warnings) const {
  if (const auto value = integer(found)) return FieldValue{*value, found.span, -1, false, false};
  warnings.push_back({"count_vague", std::string(slot), found.span, view_.value_text(found.span)});
  return std::nullopt;
}

std::optional<FieldValue> ValueReader::of_mention(std::int32_t mention, bool fullest) const {
  if (view_.short_body && view_.reader.mention(mention).type == *view_.short_body) {
    return body_name(mention);
  }
  const auto date = view_.analysis.dates.find(mention);
  if (date != view_.analysis.dates.end() && date->second.start) {
    return FieldValue{iso_day(*date->second.start), view_.reader.mention(mention).span, -1, false,
                      false};
  }
  const std::int32_t entity = view_.entity_of(mention);
  if (fullest && entity >= 0) return entity_name(entity);
  auto value = text(view_.reader.value_span(mention));
  if (value) value->entity = entity;
  return value;
}

// 局 is no name: without a body that it stands for it has no value.
std::optional<FieldValue> ValueReader::body_name(std::int32_t mention) const {
  const auto body = view_.analysis.links.bodies.find(mention);
  if (body == view_.analysis.links.bodies.end()) return std::nullopt;
  auto value = body->second.whole ? entity_name(view_.entity_of(body->second.mention))
                                  : text(body->second.name);
  if (value) value->inferred = true;
  return value;
}

std::optional<FieldValue> ValueReader::entity_name(std::int32_t entity) const {
  if (entity < 0) return std::nullopt;
  const std::int32_t name = view_.analysis.links.entities[static_cast<std::size_t>(entity)].name;
  auto value = text(view_.reader.value_span(name));
  if (value) value->entity = entity;
  return value;
}

std::optional<FieldValue> ValueReader::text(Span<Normalized> span) const {
  std::string value = view_.value_text(span);
  if (value.empty()) return std::nullopt;
  return FieldValue{std::move(value), span, -1, false, false};
}

}  // namespace zhailu::assemble
