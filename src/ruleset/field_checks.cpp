#include "ruleset/field_checks.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/nearest.hpp"
#include "ruleset/field_reader.hpp"

namespace zhailu::ruleset {
namespace {

using Fields = std::set<std::string_view>;

// Captures that stages know by name (rules/README.md, "Types with a meaning of their own").
struct OwnFields {
  std::string_view type;
  Fields fields;
};
const std::array<OwnFields, 3>& own_fields() {
  static const std::array<OwnFields, 3> kOwn = {
      {{"document",
        {"title", "published", "source", "genre", "issue_year", "issue_number", "issue_total",
         "address", "postcode", "phone", "fax", "email", "report", "send", "issue_to"}},
       {"issuer", {"organization"}},
       {"author", {"name", "role"}}}};
  return kOwn;
}
// Captures of any helper that have a meaning.
constexpr std::array<std::string_view, 8> kOfHelpers = {"name",    "inner", "full",   "alias",
                                                        "aliases", "date",  "number", "text"};

class FieldChecks {
 public:
  FieldChecks(const Rule& rule, const Node& node, const Pack& pack, Diagnostics& findings)
      : rule_(rule), node_(node), pack_(pack), findings_(findings) {}

  void run() {
    if (pack_.records.empty()) return;  // their schemas could not be read
    check_slots();
    const Fields fields = allowed();
    const bool helper = fields.empty();
    if (!helper) {
      for (const Slot& slot : rule_.slots) check(slot.field, "slot", fields);
    }
    if (rule_.resolver == Resolver::kDate) return;  // its fields are those of the resolver
    each_capture([&](NameId name) { helper ? check_use(name) : check(name, "capture", fields); });
    for (const Attribute& one : rule_.set) {
      if (!helper) check(one.name, "set", fields);
    }
  }

 private:
  void add_record(TypeId type, Fields& fields) const {
    const MentionType& known = pack_.types[type];
    for (const OwnFields& own : own_fields()) {
      if (own.type == known.name) fields.insert(own.fields.begin(), own.fields.end());
    }
    if (known.record < 0) return;
    for (const auto& column : pack_.records[static_cast<std::size_t>(known.record)].columns)
      fields.insert(column.name);
  }

  // The fields that captures, `set` and slots of this rule may fill; empty: any (helpers of patterns alone).
  Fields allowed() const {
    Fields fields;
    if (rule_.make) add_record(*rule_.make, fields);
    if (rule_.attach) {
      for (const TypeId type : rule_.attach->to) add_record(type, fields);
    }
    // What the announcement of a list says of its items: who organizes them.
    for (const Slot& slot : rule_.slots) {
      for (const SlotSource& source : slot.sources) {
        if (source.from == SlotFrom::kItems && !source.types.empty())
          add_record(source.types.front(), fields);
      }
    }
    if (!fields.empty()) fields.insert({"date", "inner"});
    return fields;
  }

  template <class Take>
  void each_capture(Take take) const {
    const auto of = [&](const std::vector<Group>& groups) {
      for (const Group& group : groups) take(group.name);
    };
    if (rule_.find) of(rule_.find->groups);
    if (!rule_.sequence) return;
    of(rule_.sequence->item.groups);
    if (rule_.sequence->start) of(rule_.sequence->start->groups);
  }

  void check(NameId name, std::string_view what, const Fields& fields) {
    if (name == kNoName) return;
    const std::string& text = pack_.names[name];
    if (text.starts_with('_') || fields.count(text) != 0) return;
    const std::vector<std::string_view> known(fields.begin(), fields.end());
    report(Severity::kError, "ruleset.unknown_field",
           say("{} '{}' is no field of the record", what, text),
           base::did_you_mean(text, known, "begin its name with _ when it is for the rule alone"),
           place_of(what, text));
  }

  // The captures of a helper come to records when it is captured there, so a field of any will do.
  void check_use(NameId name) {
    if (name == kNoName || name == rule_.span || name == rule_.remember_capture) return;
    const std::string& text = pack_.names[name];
    if (text.starts_with('_')) return;
    Fields fields(kOfHelpers.begin(), kOfHelpers.end());
    for (const RecordType& record : pack_.records) add_record(record.mention, fields);
    if (fields.count(text) != 0) return;
    const std::vector<std::string_view> known(fields.begin(), fields.end());
    report(Severity::kWarning, "ruleset.unused_capture",
           say("nothing reads the capture '{}'", text),
           base::did_you_mean(text, known, "begin its name with _ when it is for the rule alone"),
           place_of("capture", text));
  }

  void check_slots() {
    if (rule_.slots.empty() || !rule_.make || pack_.types[*rule_.make].record >= 0) return;
    const Node* slots = node_.find("slots");
    report(Severity::kError, "ruleset.slot",
           say("'{}' is no record and has no slots", pack_.types[*rule_.make].name),
           "name the type under `records`, or use `attach`",
           slots != nullptr ? slots->place : node_.place);
  }

  // The key of `set` or `slots`, or the capture in its pattern.
  Place place_of(std::string_view what, std::string_view name) const {
    if (what != "capture") {
      const Node* members = node_.find(what == "slot" ? "slots" : "set");
      for (const auto& [key, value] : members->members) {
        if (key.scalar == name) return key.place;
      }
      return node_.place;
    }
    for (const std::string& written :
         {"(?P<" + std::string(name) + ">", ":" + std::string(name) + "}"}) {
      if (const auto place = place_in(node_, written)) return *place;
    }
    return node_.place;
  }

  // Of the pattern in a rule's tree that holds `written`.
  static std::optional<Place> place_in(const Node& node, const std::string& written) {
    if (node.kind == Node::Kind::kScalar) {
      if (node.scalar.find(written) == std::string::npos) return std::nullopt;
      const PatternText pattern = pattern_text(node);
      Place place = pattern.place_of(written);
      if (place.column != pattern.place.column) place.column += written.find_first_not_of("(?P<:");
      return place;
    }
    for (const Node& item : node.items) {
      if (const auto place = place_in(item, written)) return place;
    }
    for (const auto& [key, value] : node.members) {
      if (key.scalar == "tests") continue;
      if (const auto place = place_in(value, written)) return place;
    }
    return std::nullopt;
  }

  void report(Severity severity, std::string code, Wording message, Wording hint,
              const Place& place) {
    findings_.push_back({severity, std::move(code), std::move(message), std::move(hint), place});
  }

  const Rule& rule_;
  const Node& node_;
  const Pack& pack_;
  Diagnostics& findings_;
};

}  // namespace

void check_fields(const Rule& rule, const Node& node, const Pack& pack, Diagnostics& findings) {
  FieldChecks(rule, node, pack, findings).run();
}

}  // namespace zhailu::ruleset
