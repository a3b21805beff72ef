#include "ruleset/pack_loader.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/fold.hpp"
#include "base/hash.hpp"
#include "base/nearest.hpp"
#include "base/utf8.hpp"
#include "ruleset/lexicon_reader.hpp"
#include "ruleset/manifest.hpp"
#include "ruleset/pattern_translator.hpp"
#include "ruleset/rule_checks.hpp"
#include "ruleset/rule_reader.hpp"
#include "schema/json_reader.hpp"

namespace zhailu::ruleset {
namespace {

constexpr std::size_t kMaxRuleBytes = std::size_t{4} << 20;
constexpr std::size_t kMaxLexiconBytes = std::size_t{64} << 20;
constexpr std::size_t kMaxSchemaBytes = std::size_t{4} << 20;

FieldKind field_kind(const Value& property) {
  const Value* kind = property.find("type");
  const Value* items = property.find("items");
  if (items != nullptr) return field_kind(*items);
  const auto is = [&](std::string_view name) {
    if (kind == nullptr) return false;
    if (kind->is_text()) return kind->text() == name;
    return kind->is_array() && std::any_of(kind->array().begin(), kind->array().end(),
                                           [&](const Value& one) { return one.is_text() && one.text() == name; });
  };
  if (is("object")) return FieldKind::kObject;
  if (is("integer")) return FieldKind::kInteger;
  if (is("number")) return FieldKind::kNumber;
  if (is("boolean")) return FieldKind::kBoolean;
  return FieldKind::kText;
}

class PackLoader {
 public:
  explicit PackLoader(Manifest manifest) : manifest_(std::move(manifest)) {}

  LoadedPack load() {
    pack_.name = manifest_.name;
    pack_.version = manifest_.version;
    for (const PackFile& file : manifest_.files) bytes_of(file, kMaxRuleBytes);
    read_macros();
    read_lexicons();
    read_layout_file();
    read_rule_files();
    register_types();
    read_schemas();
    read_phases();
    finish();
    return {std::move(pack_), std::move(findings_)};
  }

 private:
  void error(std::string code, std::string message, std::string hint, const Place& place) {
    findings_.push_back({Severity::kError, std::move(code), std::move(message), std::move(hint), place});
  }

  NameId intern(std::string_view name) {
    const auto known = name_ids_.find(name);
    if (known != name_ids_.end()) return known->second;
    const auto id = static_cast<NameId>(pack_.names.size());
    pack_.names.emplace_back(name);
    name_ids_.emplace(name, id);
    return id;
  }

  // Every byte that a run depends on goes into the hash.
  std::string bytes_of(const PackFile& file, std::size_t max_bytes) {
    auto bytes = read_pack_file(file, max_bytes);
    if (!bytes) {
      findings_.insert(findings_.end(), bytes.error().diagnostics.begin(), bytes.error().diagnostics.end());
      return {};
    }
    hashed_ += std::to_string(bytes->size()) + ":" + base::sha256_hex(*bytes) + "\n";
    return std::move(*bytes);
  }

  std::optional<Node> yaml_of(const PackFile& file) {
    const std::size_t known = findings_.size();
    const std::string bytes = bytes_of(file, kMaxRuleBytes);
    if (findings_.size() != known) return std::nullopt;
    auto node = read_yaml(bytes, file.shown);
    if (node) return std::move(*node);
    findings_.insert(findings_.end(), node.error().diagnostics.begin(), node.error().diagnostics.end());
    return std::nullopt;
  }

  // ---- macros and word lists
  void read_macros() {
    for (const PackFile& file : manifest_.macros) {
      const auto node = yaml_of(file);
      if (!node) continue;
      if (node->kind != Node::Kind::kMapping) {
        error("ruleset.wrong_type", "a macro file is a mapping", "write each macro as name: 'pattern'", node->place);
      }
      for (const auto& [key, value] : node->members) {
        Macro macro;
        macro.place = key.place;
        macro.body = as_text(value, findings_).value_or("");
        const std::size_t paren = key.scalar.find('(');
        if (paren != std::string::npos) macro.parameters = parameters(key.scalar.substr(paren + 1));
        const auto [known, fresh] = macros_.try_emplace(key.scalar.substr(0, paren), std::move(macro));
        if (!fresh && !replaces(known->second.place, key.place)) {
          error("ruleset.macro", "two macros are called '" + known->first + "'; the first is at " + known->second.place.path + ":" +
                std::to_string(known->second.place.line), "give each its own name", key.place);
        } else if (!fresh) {
          known->second = std::move(macro);  // the extending pack's macro of that name stands
        }
      }
    }
  }

  static std::vector<std::string> parameters(std::string_view list) {
    std::vector<std::string> names;
    std::string name;
    for (const char c : list) {
      if (c == ',' || c == ')') {
        names.push_back(std::move(name));
        name.clear();
      } else if (c != ' ') {
        name += c;
      }
    }
    return names;
  }

  void read_lexicons() {
    for (const ManifestLexicon& one : manifest_.lexicons) {
      Lexicon lexicon;
      lexicon.name = one.name;
      const std::size_t known = findings_.size();
      const std::string bytes = bytes_of(one.file, kMaxLexiconBytes);
      if (findings_.size() != known) continue;
      lexicon.entries = read_lexicon(bytes, one.file.shown, [&](std::string_view name) { return intern(name); }, findings_);
      lexicon.symbol = kFirstWordSymbol + static_cast<char32_t>(pack_.lexicons.size());
      if (!one.make.empty()) lexicon.make = type_id(one.make);
      lexicon_ids_[one.name] = static_cast<int>(pack_.lexicons.size());
      pack_.lexicons.push_back(std::move(lexicon));
    }
    std::vector<std::pair<std::string, int>> words;
    for (std::size_t i = 0; i < pack_.lexicons.size(); ++i) {
      if (pack_.lexicons[i].make) add_words(static_cast<int>(i), words, pack_.global_entries);
    }
    pack_.global_words = base::LexiconAutomaton(words);
  }

  void add_words(int lexicon, std::vector<std::pair<std::string, int>>& words, std::vector<std::pair<int, int>>& entries) {
    const auto& list = pack_.lexicons[static_cast<std::size_t>(lexicon)].entries;
    for (std::size_t entry = 0; entry < list.size(); ++entry) {
      words.emplace_back(list[entry].text, static_cast<int>(entries.size()));
      entries.emplace_back(lexicon, static_cast<int>(entry));
    }
  }

  void read_layout_file() {
    if (!manifest_.layout) {
      return error("ruleset.manifest", "a pack needs a `layout`", "layout: layout.yaml", {manifest_.files[0].shown, 0, 0});
    }
    if (const auto node = yaml_of(*manifest_.layout)) pack_.layout = read_layout(*node, findings_);
  }

  // ---- types
  TypeId type_id(std::string_view name) {
    if (const auto known = pack_.find_type(name)) return *known;
    const auto id = static_cast<TypeId>(pack_.types.size());
    pack_.types.push_back({std::string(name), kFirstSymbol + id, -1});
    return id;
  }

  void read_rule_files() {
    for (const ManifestPhase& phase : manifest_.phases) {
      std::vector<Node>& rules = phase_rules_[phase.id];
      for (const PackFile& file : phase.files) {
        auto node = yaml_of(file);
        if (!node) continue;
        if (node->kind != Node::Kind::kSequence) {
          error("ruleset.wrong_type", "a rule file is a list of rules", "begin each rule with `- id:`", node->place);
          continue;
        }
        for (Node& rule : node->items) rules.push_back(std::move(rule));
      }
    }
  }

  // Types exist by being made, so every rule is looked at before the first is compiled.
  void register_types() {
    for (const ManifestRecord& record : manifest_.records) type_id(record.type);
    for (const ManifestPhase& phase : manifest_.phases) {
      for (const Node& rule : phase_rules_[phase.id]) {
        if (const Node* make = rule.find("make"); make != nullptr && make->kind == Node::Kind::kScalar) type_id(make->scalar);
      }
    }
    pack_.document_type = pack_.find_type("document");
    pack_.issuer_type = pack_.find_type("issuer");
  }

  // ---- schemas
  void read_schemas() {
    std::vector<schema::NamedSchema> all;
    std::set<std::string> seen;
    const auto add = [&](const PackFile& file) {
      if (file.path.empty() || !seen.insert(file.path).second) return;
      const std::size_t known = findings_.size();
      const std::string bytes = bytes_of(file, kMaxSchemaBytes);
      if (findings_.size() != known) return;
      auto value = schema::from_json(bytes, {file.shown, schema::kSchemaDepth});
      if (!value) {
        findings_.insert(findings_.end(), value.error().diagnostics.begin(), value.error().diagnostics.end());
        return;
      }
      all.push_back({schema_name(file), std::move(*value), file.shown});
    };
    for (const ManifestRecord& record : manifest_.records) add(record.schema);
    if (manifest_.document_schema) {
      add(*manifest_.document_schema);
      add(beside(*manifest_.document_schema, "common.schema.json"));
      pack_.document_schema = schema_name(*manifest_.document_schema);
    }
    auto compiled = schema::SchemaSet::compile(std::move(all));
    if (!compiled) {
      findings_.insert(findings_.end(), compiled.error().diagnostics.begin(), compiled.error().diagnostics.end());
      return;
    }
    pack_.schemas = std::move(*compiled);
    for (const ManifestRecord& record : manifest_.records) add_record(record);
    if (const Value* document = pack_.schemas.find(pack_.document_schema)) pack_.document_columns = schema::columns_of(*document);
  }

  static std::string schema_name(const PackFile& file) { return file.path.substr(file.path.rfind('/') + 1); }
  static PackFile beside(const PackFile& file, std::string_view name) {
    PackFile other = file;
    other.path = file.path.substr(0, file.path.rfind('/') + 1) + std::string(name);
    other.shown = file.shown.substr(0, file.shown.rfind('/') + 1) + std::string(name);
    return other;
  }

  void add_record(const ManifestRecord& one) {
    RecordType record;
    record.type = one.type;
    record.mention = type_id(one.type);
    record.collection = one.collection;
    record.schema = schema_name(one.schema);
    const Value* schema = pack_.schemas.find(record.schema);
    if (schema == nullptr) return;
    record.columns = schema::columns_of(*schema);
    const Value* properties = schema->find("properties");
    for (const auto& column : record.columns) {
      const Value& property = *properties->find(column.name);
      record.kinds.push_back(field_kind(property));
      const Value* fallback = property.find("default");
      record.defaults.push_back(fallback != nullptr ? *fallback : column.list ? Value(Value::Array{}) : Value());
    }
    record.has_mentions = properties != nullptr && properties->find("mentions") != nullptr;
    record.has_aliases = properties != nullptr && properties->find("aliases") != nullptr;
    record.merge = merge_policy(one);
    pack_.types[record.mention].record = static_cast<int>(pack_.records.size());
    pack_.records.push_back(std::move(record));
  }

  MergePolicy merge_policy(const ManifestRecord& one) {
    MergePolicy merge;
    if (!one.merge_by.empty()) merge.by = intern(one.merge_by);
    merge.suffix = one.merge_suffix;
    if (!one.merge_suffix_heads.empty()) {
      merge.suffix_heads = translate_plain(one.merge_suffix_heads, plain_scope(), "", "", one.place, findings_);
    }
    for (const std::string& field : one.merge_distinct) merge.distinct.push_back(intern(field));
    if (one.merge_where == "section") merge.where = Where::kSection;
    else if (one.merge_where == "article") merge.where = Where::kArticle;
    else if (!one.merge_where.empty() && one.merge_where != "document") {
      error("ruleset.unknown_word", "merge: where is section, article or document", "", one.place);
    }
    return merge;
  }

  // ---- phases
  PatternScope plain_scope() {
    PatternScope scope;
    scope.macros = &macros_;
    scope.symbol = [](std::string_view) { return std::optional<Symbol>(); };
    scope.words = [this](std::string_view name) { return words(name); };
    scope.intern = [this](std::string_view name) { return intern(name); };
    scope.keep_names = true;
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

  void read_phases() {
    for (const Lexicon& lexicon : pack_.lexicons) {
      if (lexicon.make) made_.insert(*lexicon.make);
    }
    for (const ManifestPhase& one : manifest_.phases) {
      read_phase(one);
      for (const std::uint32_t rule : pack_.phases.back().rules) {
        if (pack_.rules[rule].make) made_.insert(*pack_.rules[rule].make);
      }
    }
  }

  void read_phase(const ManifestPhase& one) {
    Phase phase;
    phase.id = one.id;
    PatternScope scope = plain_scope();
    scope.keep_names = false;
    std::map<std::string, char32_t, std::less<>> symbols;
    for (const std::string& name : one.view) add_view_type(name, one, phase, symbols);
    std::vector<std::pair<std::string, int>> words;
    for (const std::string& name : one.symbols) add_symbol_list(name, one, phase, symbols, words);
    phase.words = base::LexiconAutomaton(words);
    scope.symbol = [&symbols](std::string_view name) {
      const auto found = symbols.find(name);
      return found == symbols.end() ? std::nullopt : std::optional<Symbol>(Symbol{found->second});
    };
    for (const auto& [name, symbol] : symbols) scope.symbol_names.push_back(name);
    const RuleScope rule_scope{&pack_, scope, plain_scope(), &document_lexicons_};
    for (const Node& node : phase_rules_[one.id]) add_rule(node, rule_scope, phase);
    phase.sentence_filter.finish();
    phase.block_filter.finish();
    pack_.phases.push_back(std::move(phase));
  }

  void add_view_type(const std::string& name, const ManifestPhase& one, Phase& phase,
                     std::map<std::string, char32_t, std::less<>>& symbols) {
    const auto type = pack_.find_type(name);
    if (!type || made_.count(*type) == 0) {
      std::vector<std::string_view> known;
      for (const TypeId made : made_) known.push_back(pack_.types[made].name);
      const auto near = base::nearest(name, known);
      return error("ruleset.type_not_made", "phase " + one.id + ": no earlier phase makes '" + name + "'",
                   near ? "did you mean '" + *near + "'?" : "take it out of `view`, or move the phase", one.place);
    }
    phase.view.push_back(*type);
    symbols[name] = pack_.types[*type].symbol;
  }

  void add_symbol_list(const std::string& name, const ManifestPhase& one, Phase& phase,
                       std::map<std::string, char32_t, std::less<>>& symbols,
                       std::vector<std::pair<std::string, int>>& words) {
    const auto id = lexicon_ids_.find(name);
    if (id == lexicon_ids_.end()) {
      std::vector<std::string_view> known;
      for (const auto& [lexicon, index] : lexicon_ids_) known.push_back(lexicon);
      const auto near = base::nearest(name, known);
      return error("ruleset.unknown_lexicon", "phase " + one.id + ": unknown lexicon '" + name + "'",
                   near ? "did you mean '" + *near + "'?" : "add it to `lexicons`", one.place);
    }
    used_lexicons_.insert(id->second);
    phase.symbols.push_back(id->second);
    symbols[name] = pack_.lexicons[static_cast<std::size_t>(id->second)].symbol;
    add_words(id->second, words, phase.word_entries);
  }

  void add_rule(const Node& node, const RuleScope& scope, Phase& phase) {
    const std::size_t known = findings_.size();
    Rule rule = read_rule(node, scope, findings_);
    if (std::find(manifest_.off.begin(), manifest_.off.end(), rule.id) != manifest_.off.end()) {
      switched_off_.insert(rule.id);
      return;
    }
    const auto [first, fresh] = rule_places_.emplace(rule.id, rule.place);
    if (!fresh && !rule.id.empty()) {
      if (replaces(first->second, rule.place)) return;  // the extending pack's rule of that id stands
      error("ruleset.duplicate_id", "two rules are called '" + rule.id + "'; the first is at " + first->second.path + ":" +
            std::to_string(first->second.line), "give each its own id", rule.place);
    }
    if (findings_.size() != known) return;
    index_rule(std::move(rule), phase);
  }

  // Rules of different folders: the pack on top comes first and replaces the one below.
  static bool replaces(const Place& first, const Place& second) {
    return first.path.substr(0, first.path.find('/')) != second.path.substr(0, second.path.find('/'));
  }

  void index_rule(Rule&& rule, Phase& phase) {
    const auto index = static_cast<std::uint32_t>(pack_.rules.size());
    phase.rules.push_back(index);
    const std::string expression = rule.find       ? rule.find->pattern.expression()
                                   : rule.sequence ? rule.sequence->probe.expression()
                                                   : ".";
    (rule.block_unit ? phase.block_filter : phase.sentence_filter).add(expression);
    (rule.block_unit ? phase.block_rules : phase.sentence_rules).push_back(index);
    pack_.rules.push_back(std::move(rule));
  }

  // A macro that stages ask for by name.
  void take_macro(const char* name, const char* before, const char* behind, std::optional<base::Pattern>& pattern) {
    const auto macro = macros_.find(name);
    if (macro == macros_.end()) return;
    pattern = translate_plain(macro->second.body, plain_scope(), before, behind, macro->second.place, findings_);
    macro->second.used = true;
  }

  // ---- the whole
  void finish() {
    take_macro("list_separator", "^", "$", pack_.list_separator);
    take_macro("list_marker", "^", "", pack_.list_marker);
    take_macro("body_part", "", "$", pack_.body_part);
    take_macro("body_lead", "^", "", pack_.body_lead);
    for (const ManifestPageField& one : manifest_.page) pack_.page.push_back({one.field, one.names});
    check_rules(pack_, findings_);
    for (const auto& [name, macro] : macros_) {
      if (!macro.used) {
        findings_.push_back({Severity::kWarning, "ruleset.unused_macro", "macro '" + name + "' is used nowhere", "delete it", macro.place});
      }
    }
    for (const ManifestLexicon& one : manifest_.lexicons) {
      const auto id = lexicon_ids_.find(one.name);
      if (id == lexicon_ids_.end() || !one.make.empty() || used_lexicons_.count(id->second) != 0) continue;
      findings_.push_back({Severity::kWarning, "ruleset.unused_lexicon", "lexicon '" + one.name + "' is used nowhere", "name it in `symbols` of a phase, or delete it", one.place});
    }
    for (const std::string& id : manifest_.off) {
      if (switched_off_.count(id) == 0) error("ruleset.unknown_rule", "off: no rule is called '" + id + "'", "", {manifest_.files.back().shown, 0, 0});
    }
    pack_.hash = base::sha256_hex(hashed_);
  }

  Manifest manifest_;
  Pack pack_;
  Diagnostics findings_;
  Macros macros_;
  std::map<std::string, NameId, std::less<>> name_ids_;
  std::map<std::string, int, std::less<>> lexicon_ids_;
  std::map<std::string, std::vector<Node>> phase_rules_;
  std::map<std::string, Place> rule_places_;
  std::map<std::string, NameId, std::less<>> document_lexicons_;
  std::set<TypeId> made_;
  std::set<int> used_lexicons_;
  std::set<std::string> switched_off_;
  std::string hashed_;
};

}  // namespace

std::optional<NameId> Pack::find_name(std::string_view text) const {
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return static_cast<NameId>(found - names.begin());
}

std::optional<TypeId> Pack::find_type(std::string_view text) const {
  const auto found = std::find_if(types.begin(), types.end(), [&](const MentionType& type) { return type.name == text; });
  if (found == types.end()) return std::nullopt;
  return static_cast<TypeId>(found - types.begin());
}

Result<LoadedPack> load_pack(const std::string& folder, const std::string& shipped) {
  auto manifest = read_manifest(folder, shipped);
  if (!manifest) return tl::unexpected(manifest.error());
  return PackLoader(std::move(*manifest)).load();
}

}  // namespace zhailu::ruleset
