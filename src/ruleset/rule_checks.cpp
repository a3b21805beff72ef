#include "ruleset/rule_checks.hpp"

#include <algorithm>
#include <array>
#include <set>

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
    collect_attributes();
  }

  void check(const Rule& rule) {
    rule_ = &rule;
    check_attribute_tests();
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

  // {post[kind=party]} of which no word list and no `set` says so.
  void check_attribute_tests() {
    if (!rule_->find) return;
    for (const Group& group : rule_->find->groups) {
      if (!group.attribute_test || attributes_.count(key_of(*group.attribute_test)) != 0) continue;
      report(Severity::kError, "ruleset.never_matches",
             say("nothing has the attribute {}",
                 pack_.names[group.attribute_test->name] + "=" + group.attribute_test->value),
             "give it to entries of a word list, or `set` it in a rule");
    }
  }

  static std::pair<NameId, std::string> key_of(const Attribute& one) {
    return {one.name, one.value};
  }

  void collect_attributes() {
    for (const Lexicon& lexicon : pack_.lexicons) {
      for (const LexiconEntry& entry : lexicon.entries) {
        for (const Attribute& one : entry.attributes) attributes_.insert(key_of(one));
      }
    }
    for (const Rule& rule : pack_.rules) {
      for (const Attribute& one : rule.set) attributes_.insert(key_of(one));
    }
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
      // `_name` is for itself alone: its finds keep others away.
      used_[type] =
          known.record >= 0 || known.name.starts_with('_') ||
          std::find(kOwnMeaning.begin(), kOwnMeaning.end(), known.name) != kOwnMeaning.end();
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

  void check_tests() {
    const bool hit =
        std::any_of(rule_->tests.begin(), rule_->tests.end(),
                    [](const RuleTest& test) { return !test.none && test.todo.empty(); });
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
  std::vector<bool> used_;                               // by type
  std::set<std::pair<NameId, std::string>> attributes_;  // that some word or rule has
};

}  // namespace

void check_rules(const Pack& pack, Diagnostics& findings) {
  RuleChecker checker(pack, findings);
  for (const Rule& rule : pack.rules) checker.check(rule);
}

}  // namespace zhailu::ruleset
