#include "ruleset/pack_loader.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "base/nearest.hpp"
#include "ruleset/lexicon_reader.hpp"
#include "ruleset/macro_reader.hpp"
#include "ruleset/manifest.hpp"
#include "ruleset/phase_coder.hpp"
#include "ruleset/record_loader.hpp"
#include "ruleset/rule_checks.hpp"
#include "ruleset/rule_files.hpp"
#include "ruleset/rule_reader.hpp"
#include "ruleset/symbol_reference.hpp"

namespace zhailu::ruleset {
namespace {

constexpr std::size_t kMaxTypes = kFirstWordSymbol - kFirstSymbol;
constexpr std::size_t kMaxLexicons = kLastSymbol + 1 - kFirstWordSymbol;

class PackLoader {
 public:
  explicit PackLoader(Manifest manifest)
      : manifest_(std::move(manifest)), findings_(manifest_.findings), files_(findings_) {}

  LoadedPack load(const PackEdit& edit) {
    pack_.name = manifest_.name;
    pack_.version = manifest_.version;
    for (const PackFile& file : manifest_.files) files_.bytes(file, kMaxRuleBytes);
    macros_ = read_macros(manifest_.macros, files_, findings_);
    read_lexicons();
    read_layout_file();
    phase_rules_ = read_rule_files(manifest_, files_, findings_);
    if (edit) edit(macros_, phase_rules_);
    register_types();
    load_records(manifest_, plain_scope(), files_, pack_, findings_);
    for (const ManifestPhase& phase : manifest_.phases) read_phase(phase);
    finish();
    return {std::move(pack_), std::move(findings_)};
  }

 private:
  void report(Severity severity, std::string code, Wording message, Wording hint,
              const Place& place) {
    findings_.push_back({severity, std::move(code), std::move(message), std::move(hint), place});
  }
  void error(std::string code, Wording message, Wording hint, const Place& place) {
    report(Severity::kError, std::move(code), std::move(message), std::move(hint), place);
  }
  void warn(std::string code, Wording message, Wording hint, const Place& place) {
    report(Severity::kWarning, std::move(code), std::move(message), std::move(hint), place);
  }

  NameId intern(std::string_view name) {
    const auto known = name_ids_.find(name);
    if (known != name_ids_.end()) return known->second;
    const auto id = static_cast<NameId>(pack_.names.size());
    pack_.names.emplace_back(name);
    name_ids_.emplace(name, id);
    return id;
  }

  // ---- word lists
  void read_lexicons() {
    for (const ManifestLexicon& one : manifest_.lexicons) {
      const auto bytes = files_.bytes(one.file, kMaxLexiconBytes);
      if (!bytes) continue;
      Lexicon lexicon;
      lexicon.name = one.name;
      lexicon.path = one.file.shown;
      lexicon.entries = read_lexicon(
          *bytes, one.file.shown, !one.make.empty(),
          [&](std::string_view name) { return intern(name); }, findings_);
      lexicon.symbol = kFirstWordSymbol + static_cast<char32_t>(pack_.lexicons.size());
      if (!one.make.empty()) lexicon.make = type_id(one.make, one.place);
      lexicon_ids_[one.name] = static_cast<int>(pack_.lexicons.size());
      pack_.lexicons.push_back(std::move(lexicon));
    }
    if (pack_.lexicons.size() > kMaxLexicons)
      error("ruleset.too_large", "more than 2048 lexicons", "join some", {});
    for (std::size_t i = 0; i < pack_.lexicons.size(); ++i) {
      if (pack_.lexicons[i].make)
        add_words(static_cast<int>(i), {TextUse::Kind::kGlobalWord, -1}, pack_.global_entries);
    }
  }

  void add_words(int lexicon, TextUse use, std::vector<std::pair<int, int>>& entries) {
    const auto& list = pack_.lexicons[static_cast<std::size_t>(lexicon)].entries;
    for (std::size_t entry = 0; entry < list.size(); ++entry) {
      use.id = static_cast<int>(entries.size());
      add_text(list[entry].text, use);
      entries.emplace_back(lexicon, static_cast<int>(entry));
    }
  }

  void add_text(const std::string& text, const TextUse& use) {
    texts_.emplace_back(text, static_cast<int>(pack_.text_uses.size()));
    pack_.text_uses.push_back(use);
  }

  void read_layout_file() {
    if (!manifest_.layout) {
      return error("ruleset.manifest", "a pack needs a `layout`", "layout: layout.yaml",
                   {manifest_.files[0].shown, 0, 0});
    }
    if (const auto node = files_.yaml(*manifest_.layout))
      pack_.layout = read_layout(*node, findings_);
  }

  // ---- types
  TypeId type_id(std::string_view name, const Place& place) {
    if (const auto known = pack_.find_type(name)) return *known;
    const bool good = !name.empty() && std::all_of(name.begin(), name.end(), is_name_char);
    if (!good || name == "any" || name == "start" || name == "end") {
      error("ruleset.type_name", say("no type can be called '{}'", name),
            good ? "it has a meaning of its own in patterns" : "use small letters, digits and _",
            place);
    }
    if (pack_.types.size() == kMaxTypes)
      error("ruleset.too_large", "more than 2048 mention types", "", place);
    const auto id = static_cast<TypeId>(pack_.types.size());
    pack_.types.push_back({std::string(name), kFirstSymbol + id, -1});
    return id;
  }

  // Types exist by being made, so every rule is looked at before the first is compiled.
  void register_types() {
    for (const ManifestRecord& record : manifest_.records) type_id(record.type, record.place);
    for (const ManifestPhase& phase : manifest_.phases) {
      for (const RuleNode& rule : phase_rules_[phase.id]) {
        const Node* make = rule.node.find("make");
        if (make != nullptr && make->kind == Node::Kind::kScalar && !make->is_null())
          type_id(make->scalar, make->place);
      }
    }
    pack_.document_type = pack_.find_type("document");
    pack_.issuer_type = pack_.find_type("issuer");
    for (const Lexicon& lexicon : pack_.lexicons) {
      if (lexicon.make) made_.insert(*lexicon.make);
    }
  }

  // ---- phases
  PatternScope plain_scope() {
    PatternScope scope;
    scope.macros = &macros_;
    scope.symbol = [](std::string_view) { return std::optional<char32_t>(); };
    scope.words = [this](std::string_view name) { return words(name); };
    scope.intern = [this](std::string_view name) { return intern(name); };
    scope.keep_names = true;
    scope.classes = &classes_;
    for (const auto& [name, index] : lexicon_ids_) scope.lexicon_names.push_back(name);
    return scope;
  }

  std::optional<std::vector<std::string>> words(std::string_view name) {
    const auto id = lexicon_ids_.find(name);
    if (id == lexicon_ids_.end()) return std::nullopt;
    used_lexicons_.insert(id->second);
    std::vector<std::string> all;
    for (const LexiconEntry& entry : pack_.lexicons[static_cast<std::size_t>(id->second)].entries) {
      if (!entry.blocking) all.push_back(entry.text);
    }
    return all;
  }

  using Symbols = std::map<std::string, char32_t, std::less<>>;

  void read_phase(const ManifestPhase& one) {
    Phase phase;
    phase.id = one.id;
    Symbols symbols;
    for (const std::string& name : one.view) add_view_type(name, one, phase, symbols);
    for (const std::string& name : one.symbols) add_symbol_list(name, one, phase, symbols);
    PatternScope view = plain_scope();
    view.keep_names = false;
    view.compiled_later = true;
    view.symbol = [&symbols](std::string_view name) {
      const auto found = symbols.find(name);
      return found == symbols.end() ? std::nullopt : std::optional<char32_t>(found->second);
    };
    for (const auto& [name, symbol] : symbols) view.symbol_names.push_back(name);
    const std::set<NameId> remembered = remembered_;
    const std::set<TypeId> made = made_;
    const RuleScope scope{&pack_, view, plain_scope(), &remembered, &made};
    const std::size_t first_rule = pack_.rules.size();
    for (const RuleNode& rule : phase_rules_[one.id]) add_rule(rule.node, scope, phase);
    for (const auto& [text, id] :
         code_phase(phase, std::span(pack_.rules).subspan(first_rule), classes_, findings_)) {
      add_text(text, {TextUse::Kind::kLiteral, phase_number(), id});
    }
    pack_.phases.push_back(std::move(phase));
  }

  // Of the phase that is being read.
  [[nodiscard]] int phase_number() const { return static_cast<int>(pack_.phases.size()); }

  void add_symbol(const std::string& name, char32_t symbol, const ManifestPhase& one,
                  Symbols& symbols) {
    if (symbols.emplace(name, symbol).second) return;
    error("ruleset.duplicate_id",
          say("phase {}: '{}' is named twice in `view` and `symbols`", one.id, name),
          "name it once", one.place);
  }

  void add_view_type(const std::string& name, const ManifestPhase& one, Phase& phase,
                     Symbols& symbols) {
    const auto type = pack_.find_type(name);
    if (!type || made_.count(*type) == 0) {
      std::vector<std::string_view> known;
      for (const TypeId made : made_) known.push_back(pack_.types[made].name);
      return error(
          "ruleset.type_not_made", say("phase {}: no earlier phase makes '{}'", one.id, name),
          base::did_you_mean(name, known, "take it out of `view`, or move the phase"), one.place);
    }
    phase.view.push_back(*type);
    add_symbol(name, pack_.types[*type].symbol, one, symbols);
  }

  void add_symbol_list(const std::string& name, const ManifestPhase& one, Phase& phase,
                       Symbols& symbols) {
    const auto id = lexicon_ids_.find(name);
    if (id == lexicon_ids_.end()) {
      return error("ruleset.unknown_lexicon", say("phase {}: unknown lexicon '{}'", one.id, name),
                   base::did_you_mean(name, plain_scope().lexicon_names, "add it to `lexicons`"),
                   one.place);
    }
    used_lexicons_.insert(id->second);
    phase.symbols.push_back(id->second);
    add_symbol(name, pack_.lexicons[static_cast<std::size_t>(id->second)].symbol, one, symbols);
    add_words(id->second, {TextUse::Kind::kWord, phase_number()}, phase.word_entries);
  }

  void add_rule(const Node& node, const RuleScope& scope, Phase& phase) {
    const std::size_t known = findings_.size();
    Rule rule = read_rule(node, scope, findings_);
    const auto [first, fresh] = rule_places_.emplace(rule.id, rule.place);
    if (!fresh && !rule.id.empty()) {
      error("ruleset.duplicate_id",
            say("two rules are called '{}'; the first is at {}:{}", rule.id, first->second.path,
                first->second.line),
            "give each its own id", rule.place);
    }
    // Also of a rule with errors, so that its users do not seem wrong.
    if (rule.make) made_.insert(*rule.make);
    if (rule.remember) remembered_.insert(*rule.remember);
    const bool good =
        std::none_of(findings_.begin() + static_cast<std::ptrdiff_t>(known), findings_.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::kError; });
    if (!good) return;
    phase.rules.push_back(static_cast<std::uint32_t>(pack_.rules.size()));
    pack_.rules.push_back(std::move(rule));
  }

  // ---- the whole
  // A macro that stages ask for by name.
  void take_macro(const char* name, const char* before, const char* behind,
                  std::optional<base::Pattern>& pattern) {
    const auto macro = macros_.find(name);
    if (macro == macros_.end()) return;
    pattern = translate_plain({{macro->second.body, macro->second.place}}, plain_scope(), before,
                              behind, findings_);
    macro->second.used = true;
  }

  void finish() {
    pack_.texts = base::LexiconAutomaton(texts_);
    take_macro("list_separator", "^", "$", pack_.list_separator);
    take_macro("list_marker", "^", "", pack_.list_marker);
    take_macro("body_part", "", "$", pack_.body_part);
    take_macro("body_lead", "^", "", pack_.body_lead);
    for (const ManifestPageField& one : manifest_.page)
      pack_.page.push_back({one.field, one.names});
    for (const auto& [name, macro] : macros_)
      pack_.macros.push_back({name, macro.body, macro.place});
    for (const ManifestName& one : manifest_.off) pack_.off.push_back(one.name);
    check_rules(pack_, findings_);
    warn_of_unused();
    pack_.hash = files_.hash();
  }

  void warn_of_unused() {
    for (const auto& [name, macro] : macros_) {
      if (!macro.used)
        warn("ruleset.unused_macro", say("macro '{}' is used nowhere", name), "delete it",
             macro.place);
    }
    for (const ManifestLexicon& one : manifest_.lexicons) {
      const auto id = lexicon_ids_.find(one.name);
      if (id == lexicon_ids_.end() || !one.make.empty() || used_lexicons_.count(id->second) != 0)
        continue;
      warn("ruleset.unused_lexicon", say("lexicon '{}' is used nowhere", one.name),
           "name it in `symbols` of a phase, or delete it", one.place);
    }
    for (const ManifestRecord& one : manifest_.records) {
      if (made_.count(*pack_.find_type(one.type)) != 0) continue;
      warn("ruleset.record_without_rule", say("no rule makes '{}'", one.type),
           "write one, or take it out of `records`", one.place);
    }
  }

  Manifest manifest_;
  Pack pack_;
  std::vector<std::pair<std::string, int>> texts_;  // of Pack::texts
  base::KnownClasses classes_;
  Diagnostics findings_;
  PackFiles files_;
  Macros macros_;
  std::map<std::string, NameId, std::less<>> name_ids_;
  std::map<std::string, int, std::less<>> lexicon_ids_;
  PhaseRules phase_rules_;
  std::map<std::string, Place> rule_places_;
  std::set<NameId> remembered_;  // document lexicons that rules so far fill
  std::set<TypeId> made_;        // types that rules so far make
  std::set<int> used_lexicons_;
};

}  // namespace

std::optional<NameId> Pack::find_name(std::string_view text) const {
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return static_cast<NameId>(found - names.begin());
}

std::optional<TypeId> Pack::find_type(std::string_view text) const {
  const auto found = std::find_if(types.begin(), types.end(),
                                  [&](const MentionType& type) { return type.name == text; });
  if (found == types.end()) return std::nullopt;
  return static_cast<TypeId>(found - types.begin());
}

Result<LoadedPack> load_pack(const std::string& folder, const std::string& shipped) {
  return load_pack(folder, shipped, {});
}

Result<LoadedPack> load_pack(const std::string& folder, const std::string& shipped,
                             const PackEdit& edit) {
  auto manifest = read_manifest(folder, shipped);
  if (!manifest) return tl::unexpected(manifest.error());
  return PackLoader(std::move(*manifest)).load(edit);
}

}  // namespace zhailu::ruleset
