#include "authoring/mutation_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <set>
#include <thread>

#include "authoring/field_comparison.hpp"
#include "pipeline/rule_finds.hpp"
#include "ruleset/manifest.hpp"
#include "ruleset/pack_loader.hpp"
#include "write/json_emitter.hpp"

namespace zhailu::authoring {
namespace {

using ruleset::Node;

constexpr std::array<std::string_view, 12> kGuards = {
    "in",     "not_in",     "before", "after",    "not_before", "not_after",
    "inside", "not_inside", "near",   "not_near", "retry",      "remove"};

// One removal: what it is, and how it is done to the rules as read from the files.
struct Mutation {
  Removal removal;
  bool whole_rule = false;
  ruleset::PackEdit edit;
};

// The borders of a pattern's alternatives: of a|b(c|d) two. One group around all is looked into.
std::vector<std::string> alternatives_of(std::string_view pattern) {
  std::vector<std::string> all(1);
  int depth = 0;
  bool in_class = false;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char c = pattern[at];
    if (c == '\\' && at + 1 < pattern.size()) {
      all.back() += c;
      all.back() += pattern[++at];
      continue;
    }
    if (c == '|' && depth == 0 && !in_class) {
      all.emplace_back();
      continue;
    }
    all.back() += c;
    if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
    } else if (c == '(' || c == '{') {
      ++depth;
    } else if (c == ')' || c == '}') {
      --depth;
    }
  }
  const bool group = all.size() == 1 && pattern.starts_with("(?:") && pattern.ends_with(")");
  if (!group) return all;
  const auto inside = alternatives_of(pattern.substr(3, pattern.size() - 4));
  const auto balanced = [](const std::string& one) {
    return std::count(one.begin(), one.end(), '(') == std::count(one.begin(), one.end(), ')');
  };
  return std::all_of(inside.begin(), inside.end(), balanced) ? inside : all;
}

std::string without(const std::vector<std::string>& alternatives, std::size_t left_out) {
  std::string rest;
  for (std::size_t at = 0; at < alternatives.size(); ++at) {
    if (at != left_out) rest += (rest.empty() ? "" : "|") + alternatives[at];
  }
  return "(?:" + rest + ")";
}

class Mutations {
 public:
  Mutations(std::string filter, std::size_t top, std::set<std::string> macro_files)
      : filter_(std::move(filter)), top_(top), macro_files_(std::move(macro_files)) {}

  void collect(const ruleset::Macros& macros, const ruleset::PhaseRules& phases) {
    for (const auto& [phase, rules] : phases) {
      for (std::size_t at = 0; at < rules.size(); ++at) {
        const Node* id = rules[at].node.find("id");
        if (rules[at].layer != top_ || id == nullptr) continue;
        if (id->scalar.find(filter_) != std::string::npos) add_rule(phase, at, rules[at].node);
      }
    }
    for (const auto& [name, macro] : macros) {
      if (filter_.empty() && macro_files_.count(macro.place.path) != 0) add_macro(name, macro);
    }
    std::stable_sort(all.begin(), all.end(), [](const Mutation& a, const Mutation& b) {
      return std::tie(a.removal.place.path, a.removal.place.line) <
             std::tie(b.removal.place.path, b.removal.place.line);
    });
  }

  std::vector<Mutation> all;

 private:
  void add_rule(const std::string& phase, std::size_t at, const Node& rule) {
    const auto add = [&](std::string what, std::function<void(Node&)> change) {
      all.push_back({{rule.place, rule.find("id")->scalar, std::move(what)},
                     false,
                     [phase, at, change](ruleset::Macros&, ruleset::PhaseRules& rules) {
                       change(rules.at(phase)[at].node);
                     }});
    };
    all.push_back({{rule.place, rule.find("id")->scalar, "the rule"},
                   true,
                   [phase, at](ruleset::Macros&, ruleset::PhaseRules& rules) {
                     auto& list = rules.at(phase);
                     list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
                   }});
    for (std::size_t member = 0; member < rule.members.size(); ++member) {
      const std::string& key = rule.members[member].first.scalar;
      const Node& value = rule.members[member].second;
      if (std::find(kGuards.begin(), kGuards.end(), key) != kGuards.end()) {
        add(key, [member](Node& node) {
          node.members.erase(node.members.begin() + static_cast<std::ptrdiff_t>(member));
        });
      }
      if (key == "slots") add_slots(value, member, add);
      if (key != "in" && key != "not_in" && key != "tests")
        add_alternatives(key, member, value, add);
    }
  }

  template <class Add>
  static void add_slots(const Node& slots, std::size_t member, Add add) {
    for (std::size_t slot = 0; slot < slots.members.size(); ++slot) {
      add("slot " + slots.members[slot].first.scalar, [member, slot](Node& node) {
        auto& list = node.members[member].second.members;
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(slot));
      });
    }
  }

  // Of a pattern, and of each pattern of a list.
  template <class Add>
  static void add_alternatives(const std::string& key, std::size_t member, const Node& value,
                               Add add) {
    static constexpr std::array<std::string_view, 5> kPatterns = {"find", "before", "after",
                                                                  "not_before", "not_after"};
    if (std::find(kPatterns.begin(), kPatterns.end(), key) == kPatterns.end()) return;
    if (value.kind == Node::Kind::kSequence) {
      for (std::size_t item = 0; value.items.size() > 1 && item < value.items.size(); ++item) {
        add(fmt::format("{}, alternative {}: {}", key, item + 1, value.items[item].scalar),
            [member, item](Node& node) {
              auto& list = node.members[member].second.items;
              list.erase(list.begin() + static_cast<std::ptrdiff_t>(item));
            });
      }
      return;
    }
    const auto alternatives = alternatives_of(value.scalar);
    for (std::size_t one = 0; alternatives.size() > 1 && one < alternatives.size(); ++one) {
      add(fmt::format("{}, alternative {}: {}", key, one + 1, alternatives[one]),
          [member, rest = without(alternatives, one)](Node& node) {
            node.members[member].second.scalar = rest;
          });
    }
  }

  void add_macro(const std::string& name, const ruleset::Macro& macro) {
    const auto alternatives = alternatives_of(macro.body);
    for (std::size_t one = 0; alternatives.size() > 1 && one < alternatives.size(); ++one) {
      all.push_back({{macro.place, "macro " + name,
                      fmt::format("alternative {}: {}", one + 1, alternatives[one])},
                     false,
                     [name, rest = without(alternatives, one)](ruleset::Macros& macros,
                                                               ruleset::PhaseRules&) {
                       macros.find(name)->second.body = rest;
                     }});
    }
  }

  std::string filter_;
  std::size_t top_;
  std::set<std::string> macro_files_;
};

bool passes(const ruleset::Pack& pack, const ruleset::Rule& rule, const ruleset::RuleTest& test) {
  std::optional<std::string> block;
  if (test.block) block = std::string(model::block_kind_name(*test.block));
  const Extractor::RuleTestCase wanted{
      rule.id, test.text, test.reference_date, block, test.expect, test.place, test.todo};
  return fits(test.expect, pipeline::rule_finds(pack, wanted)) == test.todo.empty();
}

bool all_pass(const ruleset::Pack& pack, const ruleset::Rule& rule) {
  return std::all_of(rule.tests.begin(), rule.tests.end(),
                     [&](const ruleset::RuleTest& test) { return passes(pack, rule, test); });
}

bool has_errors(const Diagnostics& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::kError; });
}

// The tests of the rule itself first: they notice most removals.
bool is_noticed(const Mutation& mutation, const std::string& folder, const std::string& shipped) {
  const auto loaded = ruleset::load_pack(folder, shipped, mutation.edit);
  if (!loaded || has_errors(loaded->findings)) return true;
  const ruleset::Pack& pack = loaded->pack;
  for (const ruleset::Rule& rule : pack.rules) {
    if (rule.id == mutation.removal.name && !all_pass(pack, rule)) return true;
  }
  return !std::all_of(pack.rules.begin(), pack.rules.end(),
                      [&](const ruleset::Rule& rule) { return all_pass(pack, rule); });
}

// A rule that is gone fails each of its own tests that has a hit.
std::set<std::string> rules_with_hits(const ruleset::Pack& pack) {
  std::set<std::string> ids;
  for (const ruleset::Rule& rule : pack.rules) {
    const bool hit = std::any_of(rule.tests.begin(), rule.tests.end(),
                                 [](const auto& test) { return !test.none && test.todo.empty(); });
    if (hit) ids.insert(rule.id);
  }
  return ids;
}

}  // namespace

Result<MutationReport> mutation_check(const std::string& folder, const std::string& shipped,
                                      const std::string& filter) {
  const auto manifest = ruleset::read_manifest(folder, shipped);
  if (!manifest) return tl::unexpected(manifest.error());
  const std::size_t top = manifest->files.size() - 1;
  std::set<std::string> macro_files;
  for (const ruleset::PackFile& file : manifest->macros) {
    if (file.layer == top) macro_files.insert(file.shown);
  }
  Mutations mutations(filter, top, std::move(macro_files));
  const auto whole =
      ruleset::load_pack(folder, shipped, [&](ruleset::Macros& macros, ruleset::PhaseRules& rules) {
        mutations.collect(macros, rules);
      });
  if (!whole) return tl::unexpected(whole.error());
  if (has_errors(whole->findings)) return tl::unexpected(Error{whole->findings});
  const std::set<std::string> with_hits = rules_with_hits(whole->pack);

  std::vector<char> noticed(mutations.all.size(), 0);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t at = next++; at < noticed.size(); at = next++) {
      const Mutation& one = mutations.all[at];
      const bool obvious = one.whole_rule && with_hits.count(one.removal.name) != 0;
      noticed[at] = obvious || is_noticed(one, folder, shipped) ? 1 : 0;
    }
  };
  {
    std::vector<std::jthread> workers;
    for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) workers.emplace_back(work);
    work();
  }
  MutationReport report{noticed.size(), {}};
  for (std::size_t at = 0; at < noticed.size(); ++at) {
    if (noticed[at] == 0) report.unnoticed.push_back(mutations.all[at].removal);
  }
  return report;
}

std::string mutation_lines(const MutationReport& report) {
  std::string lines;
  for (const Removal& one : report.unnoticed) {
    lines += fmt::format("{}:{}:{}: {}: {}\n", one.place.path, one.place.line, one.place.column,
                         one.name, one.what);
  }
  return lines + fmt::format("{} removals, {} that no test notices\n", report.removals,
                             report.unnoticed.size());
}

std::string mutations_as_json(const MutationReport& report) {
  Value::Array unnoticed;
  for (const Removal& one : report.unnoticed) {
    unnoticed.push_back(Value::Object{{"path", one.place.path},
                                      {"line", one.place.line},
                                      {"column", one.place.column},
                                      {"name", one.name},
                                      {"what", one.what}});
  }
  const Value value =
      Value::Object{{"removals", report.removals}, {"unnoticed", std::move(unnoticed)}};
  return write::to_json(value, write::JsonLayout::kReadable) + "\n";
}

}  // namespace zhailu::authoring
