#include "ruleset/slot_reader.hpp"

#include <algorithm>

#include "ruleset/key_tables.hpp"

namespace zhailu::ruleset {
namespace {

constexpr std::array<Choice<Where>, 8> kWheres = {{{"find", Where::kFind},
                                                   {"clause", Where::kClause},
                                                   {"sentence", Where::kSentence},
                                                   {"block", Where::kBlock},
                                                   {"heading", Where::kHeading},
                                                   {"section", Where::kSection},
                                                   {"article", Where::kArticle},
                                                   {"document", Where::kDocument}}};
constexpr std::array<Choice<Where>, 4> kAttachWheres = {{{"sentence", Where::kSentence},
                                                         {"block", Where::kBlock},
                                                         {"section", Where::kSection},
                                                         {"article", Where::kArticle}}};
constexpr std::array<Choice<Pick>, 4> kPicks = {{{"nearest", Pick::kNearest},
                                                 {"first", Pick::kFirst},
                                                 {"last", Pick::kLast},
                                                 {"all", Pick::kAll}}};
constexpr std::array<Choice<SlotFrom>, 5> kFroms = {{{"subject", SlotFrom::kSubject},
                                                     {"issuer", SlotFrom::kIssuer},
                                                     {"heading", SlotFrom::kHeading},
                                                     {"items", SlotFrom::kItems},
                                                     {"inherit", SlotFrom::kInherit}}};

// A slot's text pattern keeps the name of its group `value` (PatternScope::keep_names).
std::optional<base::Pattern> read_text(const Node& node, const FieldReader& reader) {
  auto pattern = reader.guard(node, reader.scope().plain, "", "");
  if (!pattern) return std::nullopt;
  const auto& names = pattern->group_names();
  if (std::find(names.begin(), names.end(), "value") == names.end()) {
    reader.error("ruleset.slot", "a slot's `text` needs a capture (?P<value>…)",
                 "name the part that is the value", node.place);
  }
  return pattern;
}

// Where the value may stand, and between what.
void read_reach(const Node& node, const FieldReader& reader, SlotSource& source) {
  const PatternScope& plain = reader.scope().plain;
  if (const Node* where = node.find("where"))
    source.where = reader.choose(*where, kWheres, Where::kSentence);
  if (const Node* side = node.find("side")) source.side = reader.choose(*side, kSides, Side::kBoth);
  if (const Node* pick = node.find("pick"))
    source.pick = reader.choose(*pick, kPicks, Pick::kNearest);
  if (const Node* within = node.find("within")) source.within = reader.count(*within);
  if (const Node* before = node.find("before"))
    source.before = reader.guard(*before, plain, "", "$");
  if (const Node* after = node.find("after")) source.after = reader.guard(*after, plain, "^", "");
  if (const Node* outside = node.find("not_type")) source.not_types = reader.types(*outside);
  if (const Node* needed = node.find("needed")) source.needed = reader.boolean(*needed);
}

SlotSource read_source(const Node& node, const FieldReader& reader) {
  SlotSource source;
  if (!reader.is_mapping(node)) return source;
  check_keys(node, slot_keys(), reader.diagnostics());
  const Node* type = node.find("type");
  const Node* pattern = node.find("text");
  const Node* from = node.find("from");
  const bool alone = (type == nullptr && from == nullptr) || pattern == nullptr;
  if (!alone || (type == nullptr && pattern == nullptr && from == nullptr)) {
    reader.error("ruleset.slot", "a slot has just one of `type`, `text` and `from`",
                 "only `from` may have a `type` beside it", node.place);
  }
  if (type != nullptr) source.types = reader.types(*type);
  if (pattern != nullptr) {
    source.from = SlotFrom::kText;
    source.text = read_text(*pattern, reader);
  }
  if (from != nullptr) source.from = reader.choose(*from, kFroms, SlotFrom::kMention);
  read_reach(node, reader, source);
  return source;
}

}  // namespace

std::vector<Slot> read_slots(const Node& node, const FieldReader& reader) {
  std::vector<Slot> slots;
  if (!reader.is_mapping(node)) return slots;
  for (const auto& [key, value] : node.members) {
    Slot slot;
    slot.field = reader.intern(key.scalar);
    if (value.kind == Node::Kind::kSequence) {
      for (const Node& source : value.items) slot.sources.push_back(read_source(source, reader));
    } else {
      slot.sources.push_back(read_source(value, reader));
    }
    slots.push_back(std::move(slot));
  }
  return slots;
}

Attach read_attach(const Node& node, const FieldReader& reader) {
  Attach attach;
  if (!reader.is_mapping(node)) return attach;
  check_keys(node, attach_keys(), reader.diagnostics());
  const Node* to = node.find("to");
  if (to == nullptr) {
    reader.error("ruleset.attach", "attach without `to`", "name the record types", node.place);
  } else {
    attach.to = reader.types(*to);
  }
  for (const TypeId type : attach.to) {
    const MentionType& known = reader.scope().pack->types[type];
    if (known.record < 0)
      reader.error("ruleset.attach", say("'{}' is no record", known.name),
                   "name types of `records`", to->place);
  }
  if (const Node* where = node.find("where"))
    attach.where = reader.choose(*where, kAttachWheres, Where::kSentence);
  if (const Node* side = node.find("side")) attach.side = reader.choose(*side, kSides, Side::kBoth);
  if (const Node* status = node.find("status")) attach.status = reader.text(*status);
  return attach;
}

}  // namespace zhailu::ruleset
