#include "ruleset/rule_files.hpp"

#include <algorithm>
#include <set>

#include "base/nearest.hpp"

namespace zhailu::ruleset {
namespace {

std::string_view id_of(const RuleNode& rule) {
  const Node* id = rule.node.find("id");
  return id != nullptr ? std::string_view(id->scalar) : std::string_view{};
}

// The highest layer that has a rule of that id.
using TopLayers = std::map<std::string, std::size_t, std::less<>>;

TopLayers top_layers(const PhaseRules& all) {
  TopLayers top;
  for (const auto& [phase, rules] : all) {
    for (const RuleNode& rule : rules) {
      std::size_t& layer = top.try_emplace(std::string(id_of(rule)), rule.layer).first->second;
      layer = std::max(layer, rule.layer);
    }
  }
  return top;
}

void read_file(const PackFile& file, PackFiles& files, std::vector<RuleNode>& rules,
               Diagnostics& findings) {
  auto node = files.yaml(file);
  if (!node) return;
  if (node->kind != Node::Kind::kSequence) {
    findings.push_back({Severity::kError, "ruleset.wrong_type", "a rule file is a list of rules",
                        "begin each rule with `- id:`", node->place});
    return;
  }
  for (Node& rule : node->items) rules.push_back({std::move(rule), file.layer});
}

Diagnostic unknown_rule(const ManifestName& one, const TopLayers& rules) {
  std::vector<std::string_view> known;
  for (const auto& [id, layer] : rules) known.push_back(id);
  return {Severity::kError, "ruleset.unknown_rule", say("off: no rule is called '{}'", one.name),
          base::did_you_mean(one.name, known, "take it out"), one.place};
}

}  // namespace

PhaseRules read_rule_files(const Manifest& manifest, PackFiles& files, Diagnostics& findings) {
  PhaseRules all;
  for (const ManifestPhase& phase : manifest.phases) {
    for (const PackFile& file : phase.files) read_file(file, files, all[phase.id], findings);
  }
  const TopLayers top = top_layers(all);
  std::set<std::string, std::less<>> off;
  for (const ManifestName& one : manifest.off) {
    off.insert(one.name);
    if (top.count(one.name) == 0) findings.push_back(unknown_rule(one, top));
  }
  for (auto& [phase, rules] : all) {
    std::erase_if(rules, [&](const RuleNode& rule) {
      return !id_of(rule).empty() &&
             (off.count(id_of(rule)) != 0 || rule.layer < top.find(id_of(rule))->second);
    });
  }
  return all;
}

}  // namespace zhailu::ruleset
