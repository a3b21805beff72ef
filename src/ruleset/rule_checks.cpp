#include "ruleset/rule_checks.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/nearest.hpp"

namespace zhailu::ruleset {
namespace {

// Patterns far above the others are slow to run. DESIGN.md says 500 instructions; a third of the shipped rules (281 on
// 2026-11-25, up to 3,600) have more, and a warning that nobody acts on hides those that matter.
constexpr int kLargeProgram = 5000;
// Types that stages know by name (rules/README.md, "Types with a meaning of their own").
constexpr std::array<std::string_view, 4> kOwnMeaning = {"document", "issuer", "author",
                                                         "short_body"};

class RuleChecker {
 public:
  RuleChecker(const Pack& pack, Diagnostics& findings) : pack_(pack), findings_(findings) {
    mark_used_types();
  }

  void check(const Rule& rule) {
    rule_ = &rule;
    check_fields();
    check_slots();
    check_use();
    check_tests();
    if (rule.find && rule.find->pattern.program_size() > kLargeProgram) {
      report(Severity::kWarning, "ruleset.large_pattern",
             say("the pattern compiles to {} instructions", rule.find->pattern.program_size()),
             "move long word lists into a lexicon");
    }
  }

 private:
  void report(Severity severity, std::string code, Wording message, Wording hint) {
    findings_.push_back(
        {severity, std::move(code), std::move(message), std::move(hint), rule_->place, rule_->id});
  }

  // The fields that captures, `set` and slots of this rule may fill; empty: any (helpers of patterns alone).
  std::set<std::string_view> allowed() const {
    std::set<std::string_view> fields;
    const auto add = [&](TypeId type) {
      const int record = pack_.types[type].record;
      if (record < 0) return;
      for (const auto& column : pack_.records[static_cast<std::size_t>(record)].columns)
        fields.insert(column.name);
    };
    if (rule_->make) add(*rule_->make);
    if (rule_->attach) {
      for (const TypeId type : rule_->attach->to) add(type);
    }
    // What the announcement of a list says of its items: who organizes them.
    for (const Slot& slot : rule_->slots) {
      for (const SlotSource& source : slot.sources) {
        if (source.from == SlotFrom::kItems && !source.types.empty()) add(source.types.front());
      }
    }
    if (!fields.empty()) fields.insert({"date", "inner"});
    return fields;
  }

  void check_fields() {
    const auto fields = allowed();
    if (fields.empty()) return;
    const auto check = [&](NameId name, std::string_view what) {
      if (name == kNoName) return;
      const std::string& text = pack_.names[name];
      if (text.starts_with('_') || fields.count(text) != 0) return;
      const std::vector<std::string_view> known(fields.begin(), fields.end());
      report(
          Severity::kError, "ruleset.unknown_field",
          say("{} '{}' is no field of the record", what, text),
          base::did_you_mean(text, known, "begin its name with _ when it is for the rule alone"));
    };
    if (rule_->resolver != Resolver::kDate) {
      if (rule_->find) check_groups(rule_->find->groups, check);
      if (rule_->sequence) check_groups(rule_->sequence->item.groups, check);
      if (rule_->sequence && rule_->sequence->start)
        check_groups(rule_->sequence->start->groups, check);
      for (const Attribute& one : rule_->set) check(one.name, "set");
    }
    for (const Slot& slot : rule_->slots) check(slot.field, "slot");
  }

  void check_slots() {
    if (rule_->slots.empty() || !rule_->make || pack_.types[*rule_->make].record >= 0) return;
    report(Severity::kError, "ruleset.slot",
           say("'{}' is no record and has no slots", pack_.types[*rule_->make].name),
           "name the type under `records`, or use `attach`");
  }

  // The type of a helper must be of use to someone; said once, by its first rule.
  void check_use() {
    if (!rule_->make || used_[*rule_->make] || rule_->attach || rule_->remember ||
        !rule_->remove.empty())
      return;
    used_[*rule_->make] = true;
    report(Severity::kWarning, "ruleset.unused_type",
           say("nothing uses mentions of '{}'", pack_.types[*rule_->make].name),
           "name the type in a `view`, a slot or a guard, or let the rule `attach` them");
  }

  // Types that are records, stand in a view, fill slots, guard others or have a meaning of their own.
  void mark_used_types() {
    used_.assign(pack_.types.size(), false);
    const auto mark = [&](const std::vector<TypeId>& types) {
      for (const TypeId type : types) used_[type] = true;
    };
    for (std::size_t type = 0; type < used_.size(); ++type) {
      const MentionType& known = pack_.types[type];
      used_[type] = known.record >= 0 || std::find(kOwnMeaning.begin(), kOwnMeaning.end(),
                                                   known.name) != kOwnMeaning.end();
    }
    for (const Phase& phase : pack_.phases) mark(phase.view);
    for (const Rule& rule : pack_.rules) {
      for (const InsideGuard& guard : rule.inside) mark(guard.types);
      mark(rule.remove);
      for (const Slot& slot : rule.slots) {
        for (const SlotSource& source : slot.sources) mark(source.types), mark(source.not_types);
      }
      if (rule.make && gives_alias(rule)) used_[*rule.make] = true;
    }
  }

  // Any helper with the captures `full` and `alias` is of use.
  bool gives_alias(const Rule& rule) const {
    const auto captures = [&](std::string_view name) {
      return rule.find && std::any_of(rule.find->groups.begin(), rule.find->groups.end(),
                                      [&](const Group& group) {
                                        return group.name != kNoName &&
                                               pack_.names[group.name] == name;
                                      });
    };
    return captures("full") && captures("alias");
  }

  template <class Check>
  void check_groups(const std::vector<Group>& groups, Check check) {
    for (const Group& group : groups) check(group.name, "capture");
  }

  void check_tests() {
    const bool hit = std::any_of(rule_->tests.begin(), rule_->tests.end(),
                                 [](const RuleTest& test) { return !test.none; });
    const bool miss = std::any_of(rule_->tests.begin(), rule_->tests.end(),
                                  [](const RuleTest& test) { return test.none; });
    if (hit && miss) return;
    report(Severity::kWarning, "ruleset.no_tests",
           hit    ? "no test shows what it must not find"
           : miss ? "no test shows what it finds"
                  : "it has no tests",
           "add `tests` with a hit and a non-hit");
  }

  const Pack& pack_;
  Diagnostics& findings_;
  const Rule* rule_ = nullptr;
  std::vector<bool> used_;  // by type
};

}  // namespace

void check_rules(const Pack& pack, Diagnostics& findings) {
  RuleChecker checker(pack, findings);
  for (const Rule& rule : pack.rules) checker.check(rule);
}

}  // namespace zhailu::ruleset
