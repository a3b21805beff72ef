#include "write/offsets.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.hpp"

namespace zhailu::write {
namespace {

constexpr std::size_t kStep = 256;

constexpr std::array<std::pair<std::string_view, OffsetUnit>, 3> kUnits = {{
    {"code-point", OffsetUnit::kCodePoint},
    {"byte", OffsetUnit::kByte},
    {"utf16", OffsetUnit::kUtf16},
}};

// Members that hold spans, alone or in lists.
constexpr std::array<std::string_view, 5> kSpanMembers = {"span", "mentions", "evidence", "removed",
                                                          "sentences"};

std::size_t units_of(OffsetUnit unit, std::size_t bytes) {
  if (unit == OffsetUnit::kByte) return bytes;
  return unit == OffsetUnit::kUtf16 && bytes == 4 ? 2 : 1;
}

bool is_span(const Value::Array& items) {
  return items.size() == 2 && items[0].is_integer() && items[1].is_integer();
}

void recount_place(Value& place, const PlaceMap& map) {
  place = map.at(static_cast<std::size_t>(std::max<std::int64_t>(place.integer(), 0)));
}

void recount_spans(Value& value, const PlaceMap& map) {
  if (value.is_object()) {
    for (auto& [name, member] : value.object()) recount_spans(member, map);
  } else if (value.is_array() && is_span(value.array())) {
    for (Value& place : value.array()) recount_place(place, map);
  } else if (value.is_array()) {
    for (Value& item : value.array()) recount_spans(item, map);
  }
}

void recount_members(Value& value, const PlaceMap& map) {
  if (value.is_array()) {
    for (Value& item : value.array()) recount_members(item, map);
  } else if (value.is_object()) {
    for (auto& [name, member] : value.object()) {
      const bool spans =
          std::find(kSpanMembers.begin(), kSpanMembers.end(), name) != kSpanMembers.end();
      spans ? recount_spans(member, map) : recount_members(member, map);
    }
  }
}

void name_unit(Value& value, OffsetUnit unit) {
  Value* document = value.find("document");
  if (!document || !document->is_object()) return;
  if (unit != OffsetUnit::kCodePoint) {
    document->set("offsets", offset_unit_name(unit));
    return;
  }
  std::erase_if(document->object(), [](const auto& member) { return member.first == "offsets"; });
}

}  // namespace

Result<OffsetUnit> offset_unit(std::string_view name) {
  for (const auto& [word, unit] : kUnits) {
    if (word == name) return unit;
  }
  return failure("options.offsets", say("offsets cannot be counted in '{}'", name),
                 "there are code-point, byte and utf16");
}

std::string_view offset_unit_name(OffsetUnit unit) {
  return kUnits[static_cast<std::size_t>(unit)].first;
}

PlaceMap::PlaceMap(std::string_view text, OffsetUnit from, OffsetUnit to)
    : text_(text), from_(from), to_(to) {
  Step step;
  for (std::size_t characters = 0; step.byte < text.size(); ++characters) {
    if (characters % kStep == 0) steps_.push_back(step);
    const std::size_t bytes = base::character_bytes(text[step.byte]);
    step = {step.from + units_of(from, bytes), step.to + units_of(to, bytes), step.byte + bytes};
  }
  steps_.push_back(step);
}

std::size_t PlaceMap::at(std::size_t place) const {
  const auto after =
      std::upper_bound(steps_.begin() + 1, steps_.end(), place,
                       [](std::size_t wanted, const Step& step) { return wanted < step.from; });
  Step step = *std::prev(after);
  while (step.byte < text_.size()) {
    const std::size_t bytes = base::character_bytes(text_[step.byte]);
    const std::size_t next = step.from + units_of(from_, bytes);
    if (next > place) break;
    step = {next, step.to + units_of(to_, bytes), step.byte + bytes};
  }
  return step.to;
}

OffsetUnit offsets_of(const DocumentRecords& records) {
  const Value* document = records.value.find("document");
  const Value* unit = document ? document->find("offsets") : nullptr;
  if (!unit || !unit->is_text()) return OffsetUnit::kCodePoint;
  return offset_unit(unit->text()).value_or(OffsetUnit::kCodePoint);
}

void recount(DocumentRecords& records, OffsetUnit unit) {
  const OffsetUnit former = offsets_of(records);
  if (former == unit) return;
  const PlaceMap map(records.decoded, former, unit);
  recount_members(records.value, map);
  for (Value& reject : records.rejects) recount_members(reject, map);
  for (CodePointSpan& sentence : records.sentences) {
    sentence = {map.at(sentence.begin), map.at(sentence.end)};
  }
  name_unit(records.value, unit);
}

}  // namespace zhailu::write
