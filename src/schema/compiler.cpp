#include "schema/compiler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <set>

#include "base/nearest.hpp"
#include "schema/canonical.hpp"
#include "schema/ecma_pattern.hpp"
#include "schema/number.hpp"
#include "schema/uri.hpp"

// Documents are walked with a list of work, not by recursion. A schema is known by the address of its value, so that
// `$ref`s may lead anywhere, also to places that no keyword calls a schema; those are compiled on demand.
namespace zhailu::schema {
namespace {

constexpr std::size_t kMostErrors = 20;
constexpr std::string_view kDraft7 = "http://json-schema.org/draft-07/schema";

// Where a schema stands.
struct Site {
  std::size_t document = 0;
  std::string pointer;  // from the document's root
  std::string base;     // URI that `$ref` and `$id` in it are relative to
};

struct Work {
  const Value* value = nullptr;
  NodeId node = kNoNode;
  Site site;
};

struct PendingRef {
  NodeId from = kNoNode;
  std::string reference;
  Site site;
};

struct Resource {
  const Value* value = nullptr;
  Site site;
};

class Compiler {
 public:
  Compiler(std::deque<NamedSchema>& documents, bool strict, std::deque<Node>& nodes)
      : documents_(documents), strict_(strict), nodes_(nodes) {}

  Diagnostics run(std::size_t validatable, std::map<std::string, Root, std::less<>>& roots) {
    std::vector<NodeId> root_nodes;
    for (std::size_t i = 0; i < documents_.size(); ++i) root_nodes.push_back(add_document(i));
    work_off();
    while (!refs_.empty()) {
      const PendingRef pending = std::move(refs_.back());
      refs_.pop_back();
      resolve(pending);
      work_off();
    }
    if (errors_.empty()) find_loops();
    for (std::size_t i = 0; i < validatable; ++i) name_root(i, root_nodes[i], roots);
    return std::move(errors_);
  }

 private:
  using Handler = void (Compiler::*)(Node&, const Value&, const Site&);
  struct Keyword {
    std::string_view name;
    Handler handler;
  };
  static const std::array<Keyword, 43> kKeywords;

  // ---- documents and sites

  NodeId add_document(std::size_t index) {
    const NamedSchema& document = documents_[index];
    Site site{index, {}, resource_of(document.name)};
    register_resource(site.base, document.value, site);
    check_draft(document.value, site);
    return node_of(document.value, std::move(site));
  }

  void name_root(std::size_t index, NodeId node, std::map<std::string, Root, std::less<>>& roots) {
    const NamedSchema& document = documents_[index];
    roots.insert_or_assign(document.name, Root{node, &document.value});
    const Value* id = document.value.find("$id");
    if (id != nullptr && id->is_text()) roots.try_emplace(id->text(), Root{node, &document.value});
  }

  static std::string resource_of(std::string_view uri) {
    return std::string(uri.substr(0, uri.find('#')));
  }

  void check_draft(const Value& schema, const Site& site) {
    const Value* draft = schema.find("$schema");
    if (draft == nullptr) return;
    if (draft->is_text() && resource_of(draft->text()) == kDraft7) return;
    error("schema.draft", site, "$schema", "only draft 7 is understood",
          fmt::format("write {}#", kDraft7));
  }

  // The node of a schema; a new one is put on the list of work.
  NodeId node_of(const Value& value, Site site) {
    const auto [known, added] = by_value_.try_emplace(&value, static_cast<NodeId>(nodes_.size()));
    if (!added) return known->second;
    nodes_.emplace_back().place = documents_[site.document].name + "#" + site.pointer;
    work_.push_back({&value, known->second, std::move(site)});
    return known->second;
  }

  static Site below(const Site& site, std::string_view name) {
    return {site.document, append_pointer(site.pointer, name), site.base};
  }

  NodeId child(const Value& value, const Site& site, std::string_view keyword) {
    return node_of(value, below(site, keyword));
  }

  void error(std::string code, const Site& site, std::string_view keyword, std::string message,
             std::string hint = {}) {
    if (errors_.size() >= kMostErrors) return;
    const std::string pointer =
        keyword.empty() ? site.pointer : append_pointer(site.pointer, keyword);
    errors_.push_back({Severity::kError, std::move(code), fmt::format("#{}: {}", pointer, message),
                       std::move(hint), Place{documents_[site.document].path, 0, 0}});
  }

  void invalid(const Site& site, std::string_view keyword, std::string message) {
    error("schema.invalid", site, keyword, std::move(message));
  }

  // ---- one schema

  void work_off() {
    while (!work_.empty()) {
      Work work = std::move(work_.back());
      work_.pop_back();
      compile_schema(nodes_[work.node], *work.value, std::move(work.site));
    }
  }

  void compile_schema(Node& node, const Value& value, Site site) {
    if (value.is_boolean()) return compile_boolean(node, value.boolean(), site);
    if (!value.is_object()) return invalid(site, {}, "a schema is an object, true or false");
    if (const Value* ref = value.find("$ref")) return compile_ref(node, value, *ref, site);
    enter_id(value, site);
    for (const auto& [name, content] : value.object()) {
      const auto keyword = std::find_if(kKeywords.begin(), kKeywords.end(),
                                        [&](const Keyword& k) { return k.name == name; });
      if (keyword != kKeywords.end()) {
        (this->*keyword->handler)(node, content, site);
      } else if (strict_) {
        unknown_keyword(name, site);
      }
    }
    if (strict_) refuse_idle_keywords(value, site);
    list_groups(node);
  }

  static void compile_boolean(Node& node, bool verdict, const Site& site) {
    node.verdict = verdict;
    const bool property = site.pointer.ends_with("/additionalProperties");
    const bool item =
        site.pointer.ends_with("/additionalItems") || site.pointer.ends_with("/items");
    node.refusal = property ? "the schema has no such property"
                   : item   ? "the schema has no such item"
                            : "nothing may stand here";
  }

  // Beside `$ref` draft 7 reads nothing; definitions are there to be referred to.
  void compile_ref(Node& node, const Value& schema, const Value& ref, const Site& site) {
    if (!ref.is_text()) return invalid(site, "$ref", "must be a text");
    refs_.push_back({static_cast<NodeId>(by_value_.at(&schema)), ref.text(), site});
    node.groups = {Group::kRef};
    for (const auto& [name, content] : schema.object()) {
      if (name == "definitions") on_definitions(node, content, site);
      if (strict_ && !may_stand_beside_ref(name)) {
        error("schema.unknown_keyword", site, name, "has no effect beside '$ref'",
              "put the '$ref' into 'allOf'");
      }
    }
  }

  static bool may_stand_beside_ref(std::string_view name) {
    constexpr std::array<std::string_view, 7> kNames{
        "$ref", "$schema", "$id", "$comment", "title", "description", "definitions"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
  }

  void unknown_keyword(std::string_view name, const Site& site) {
    std::vector<std::string_view> names;
    for (const Keyword& keyword : kKeywords) names.push_back(keyword.name);
    const auto near = base::nearest(name, names);
    error("schema.unknown_keyword", site, name, "no keyword that is checked here",
          near ? fmt::format("did you mean '{}'?", *near) : "take it out or use 'pattern'");
  }

  void refuse_idle_keywords(const Value& schema, const Site& site) {
    const Value* items = schema.find("items");
    const bool tuple = items != nullptr && items->is_array();
    const auto refuse = [&](std::string_view name, std::string_view without) {
      if (schema.find(name) == nullptr) return;
      error("schema.unknown_keyword", site, name, fmt::format("has no effect without {}", without));
    };
    if (schema.find("if") == nullptr) {
      refuse("then", "'if'");
      refuse("else", "'if'");
    }
    if (!tuple) refuse("additionalItems", "a list under 'items'");
  }

  static void list_groups(Node& node) {
    const auto add = [&](bool present, Group group) {
      if (present) node.groups.push_back(group);
    };
    add(!node.all_of.empty(), Group::kAllOf);
    add(!node.any_of.empty(), Group::kAnyOf);
    add(!node.one_of.empty(), Group::kOneOf);
    add(node.negated != kNoNode, Group::kNot);
    add(node.condition != kNoNode, Group::kIf);
    add(!node.dependencies.empty(), Group::kDependencies);
    add(!node.properties.empty() || !node.pattern_properties.empty() ||
            node.additional_properties != kNoNode,
        Group::kProperties);
    add(node.property_names != kNoNode, Group::kPropertyNames);
    add(node.has_tuple || node.items != kNoNode, Group::kItems);
    add(node.contains != kNoNode, Group::kContains);
  }

  // ---- $id and $ref

  void enter_id(const Value& schema, Site& site) {
    const Value* id = schema.find("$id");
    if (id == nullptr) return;
    if (!id->is_text()) return invalid(site, "$id", "must be a text");
    const std::string uri = resolve_uri(site.base, id->text());
    const auto parts = split_uri(uri);
    if (!parts) return invalid(site, "$id", "a percent sign without two hex digits");
    if (!parts->fragment.empty()) return register_resource(uri, schema, site);
    site.base = parts->resource;
    register_resource(site.base, schema, site);
  }

  void register_resource(const std::string& uri, const Value& value, const Site& site) {
    const auto [known, added] = resources_.try_emplace(uri, Resource{&value, site});
    if (added || known->second.value == &value) return;
    error("schema.duplicate_id", site, {},
          fmt::format("'{}' is also the name of {}#{}", uri,
                      documents_[known->second.site.document].path, known->second.site.pointer));
  }

  void resolve(const PendingRef& pending) {
    const std::string uri = resolve_uri(pending.site.base, pending.reference);
    const auto parts = split_uri(uri);
    if (!parts) return invalid(pending.site, "$ref", "a percent sign without two hex digits");
    const bool pointer = parts->fragment.empty() || parts->fragment.front() == '/';
    const auto resource = resources_.find(pointer ? parts->resource : uri);
    if (resource == resources_.end())
      return missing(pending, "no schema that was handed in has that name");
    nodes_[pending.from].ref = follow(resource->second, pointer ? parts->fragment : "", pending);
  }

  void missing(const PendingRef& pending, std::string_view why) {
    error("schema.ref_missing", pending.site, "$ref",
          fmt::format("'{}': {}", pending.reference, why),
          "nothing is fetched; schemas of one pack refer to one another by '$id'");
  }

  // Down the pointer, taking each `$id` on the way.
  NodeId follow(const Resource& resource, std::string_view pointer, const PendingRef& pending) {
    const auto names = split_pointer(pointer);
    const Value* value = resource.value;
    Site site = resource.site;
    for (std::size_t i = 0; names && i < names->size() && value != nullptr; ++i) {
      value = step(*value, (*names)[i]);
      if (value == nullptr) break;
      site.pointer = append_pointer(site.pointer, (*names)[i]);
      const Value* id = value->find("$id");
      const bool last = i + 1 == names->size();
      if (!last && id != nullptr && id->is_text())
        site.base = resource_of(resolve_uri(site.base, id->text()));
    }
    if (names && value != nullptr) return node_of(*value, std::move(site));
    missing(pending, "nothing stands at that pointer");
    return kNoNode;
  }

  static const Value* step(const Value& value, const std::string& name) {
    if (!value.is_array()) return value.find(name);
    const bool digits = !name.empty() && name.size() < 10 &&
                        name.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) return nullptr;
    const auto index = static_cast<std::size_t>(std::stoul(name));
    return index < value.array().size() ? &value.array()[index] : nullptr;
  }

  // ---- loops

  // The sub-schemas that look at the same value.
  static std::vector<NodeId> same_value(const Node& node) {
    std::vector<NodeId> all{node.ref, node.negated, node.condition, node.then_node, node.else_node};
    for (const auto* list : {&node.all_of, &node.any_of, &node.one_of}) {
      all.insert(all.end(), list->begin(), list->end());
    }
    for (const auto& dependency : node.dependencies) all.push_back(dependency.node);
    std::erase(all, kNoNode);
    return all;
  }

  void find_loops() {
    enum class State : std::uint8_t { kNew, kOpen, kDone };
    struct Visit {
      NodeId node;
      std::vector<NodeId> next;
    };
    std::vector<State> states(nodes_.size(), State::kNew);
    std::vector<Visit> path;
    const auto open = [&](NodeId id) {
      states[id] = State::kOpen;
      path.push_back({id, same_value(nodes_[id])});
    };
    for (NodeId start = 0; start < nodes_.size(); ++start) {
      if (states[start] == State::kNew) open(start);
      while (!path.empty()) {
        Visit& visit = path.back();
        if (visit.next.empty()) {
          states[visit.node] = State::kDone;
          path.pop_back();
          continue;
        }
        const NodeId next = visit.next.back();
        visit.next.pop_back();
        if (states[next] == State::kOpen) report_loop(next);
        if (states[next] == State::kNew) open(next);
      }
    }
  }

  void report_loop(NodeId id) {
    if (errors_.size() >= kMostErrors) return;
    const std::string& place = nodes_[id].place;
    const auto document =
        std::find_if(documents_.begin(), documents_.end(),
                     [&](const NamedSchema& d) { return place.starts_with(d.name + "#"); });
    assert(document != documents_.end() && "a node's place begins with its document's name");
    errors_.push_back({Severity::kError, "schema.ref_loop",
                       place.substr(document->name.size()) +
                           ": '$ref's lead back here without going into the value",
                       "let one of them stand under 'properties' or 'items'",
                       Place{document->path, 0, 0}});
  }

  // ---- keywords: what values are

  void on_annotation(Node&, const Value&, const Site&) {}

  void on_type(Node& node, const Value& content, const Site& site) {
    const bool list = content.is_array();
    if (list && content.array().empty()) return invalid(site, "type", "names no type");
    const std::size_t count = list ? content.array().size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
      const Value& name = list ? content.array()[i] : content;
      const auto type = std::find_if(
          std::begin(kTypeNames), std::end(kTypeNames),
          [&](const TypeName& t) { return name.is_text() && name.text() == t.keyword; });
      if (type == std::end(kTypeNames)) {
        return invalid(
            site, "type",
            "must be null, boolean, object, array, number, string, integer, or a list of them");
      }
      node.types |= type->bit;
    }
  }

  void on_enum(Node& node, const Value& content, const Site& site) {
    if (!content.is_array() || content.array().empty()) {
      return invalid(site, "enum", "must be a list with at least one value");
    }
    AllowedValues allowed;
    allowed.keyword = "enum";
    for (const Value& value : content.array()) allow(allowed, value);
    node.allowed.push_back(std::move(allowed));
  }

  void on_const(Node& node, const Value& content, const Site&) {
    AllowedValues allowed;
    allowed.keyword = "const";
    allow(allowed, content);
    node.allowed.push_back(std::move(allowed));
  }

  static void allow(AllowedValues& allowed, const Value& value) {
    constexpr std::size_t kMostShown = 300;
    allowed.keys.insert(canonical(value));
    allowed.structured = allowed.structured || value.is_array() || value.is_object();
    if (allowed.shown.size() > kMostShown) return;
    const std::string shown = value.is_text()      ? value.text()
                              : value.is_null()    ? "null"
                              : value.is_boolean() ? (value.boolean() ? "true" : "false")
                              : value.is_array()   ? "a list"
                              : value.is_object()  ? "an object"
                                                   : fmt::format("{}", value.number());
    allowed.shown += (allowed.shown.empty() ? "" : ", ") + shown;
  }

  void number_limit(Node& node, const Value& content, const Site& site, NumberLimit limit) {
    if (!content.is_integer() && !content.is_double())
      return invalid(site, limit.keyword, "must be a number");
    limit.limit = &content;
    node.numbers.push_back(limit);
  }
  void on_maximum(Node& n, const Value& v, const Site& s) {
    number_limit(n, v, s, {nullptr, true, false, "maximum"});
  }
  void on_minimum(Node& n, const Value& v, const Site& s) {
    number_limit(n, v, s, {nullptr, false, false, "minimum"});
  }
  void on_exclusive_maximum(Node& n, const Value& v, const Site& s) {
    number_limit(n, v, s, {nullptr, true, true, "exclusiveMaximum"});
  }
  void on_exclusive_minimum(Node& n, const Value& v, const Site& s) {
    number_limit(n, v, s, {nullptr, false, true, "exclusiveMinimum"});
  }

  void on_multiple_of(Node& node, const Value& content, const Site& site) {
    const bool number = content.is_integer() || content.is_double();
    if (!number || !(content.number() > 0) || !std::isfinite(content.number())) {
      return invalid(site, "multipleOf", "must be a number above 0");
    }
    node.divisor = &content;
  }

  void count_limit(Node& node, const Value& content, const Site& site, CountLimit limit) {
    constexpr double kMost = 9e15;  // whole numbers are exact up to there
    const bool number = content.is_integer() || content.is_double();
    if (!number || !is_integral(content) || content.number() < 0 || content.number() > kMost) {
      return invalid(site, limit.keyword, "must be a whole number, 0 or more");
    }
    limit.limit = static_cast<std::size_t>(content.number());
    node.counts.push_back(limit);
  }
  void on_max_length(Node& n, const Value& v, const Site& s) {
    count_limit(n, v, s, {Quantity::kCharacters, true, 0, "maxLength"});
  }
  void on_min_length(Node& n, const Value& v, const Site& s) {
    count_limit(n, v, s, {Quantity::kCharacters, false, 0, "minLength"});
  }
  void on_max_items(Node& n, const Value& v, const Site& s) {
    count_limit(n, v, s, {Quantity::kItems, true, 0, "maxItems"});
  }
  void on_min_items(Node& n, const Value& v, const Site& s) {
    count_limit(n, v, s, {Quantity::kItems, false, 0, "minItems"});
  }
  void on_max_properties(Node& n, const Value& v, const Site& s) {
    count_limit(n, v, s, {Quantity::kMembers, true, 0, "maxProperties"});
  }
  void on_min_properties(Node& n, const Value& v, const Site& s) {
    count_limit(n, v, s, {Quantity::kMembers, false, 0, "minProperties"});
  }

  std::optional<base::Pattern> pattern(std::string_view expression, const Site& site,
                                       std::string_view keyword) {
    auto compiled = compile_ecma_pattern(expression);
    if (compiled) return std::move(*compiled);
    invalid(site, keyword, compiled.error().diagnostics.front().message);
    return std::nullopt;
  }

  void on_pattern(Node& node, const Value& content, const Site& site) {
    if (!content.is_text()) return invalid(site, "pattern", "must be a text");
    node.pattern = pattern(content.text(), site, "pattern");
    node.pattern_text = content.text();
  }

  void on_unique_items(Node& node, const Value& content, const Site& site) {
    if (!content.is_boolean()) return invalid(site, "uniqueItems", "must be true or false");
    node.unique_items = content.boolean();
  }

  // ---- keywords: names

  std::vector<std::string> names(const Value& content, const Site& site, std::string_view keyword) {
    std::vector<std::string> result;
    std::set<std::string_view> seen;
    const bool list = content.is_array();
    for (std::size_t i = 0; list && i < content.array().size(); ++i) {
      const Value& name = content.array()[i];
      if (!name.is_text() || !seen.insert(name.text()).second) break;
      result.push_back(name.text());
    }
    if (!list || result.size() != content.array().size()) {
      invalid(site, keyword, "must be a list of texts, none of them twice");
    }
    return result;
  }

  void on_required(Node& node, const Value& content, const Site& site) {
    node.required = names(content, site, "required");
  }

  bool expect_object(const Value& content, const Site& site, std::string_view keyword) {
    if (!content.is_object()) invalid(site, keyword, "must be an object");
    return content.is_object();
  }

  void on_dependencies(Node& node, const Value& content, const Site& site) {
    if (!expect_object(content, site, "dependencies")) return;
    const Site inner = below(site, "dependencies");
    for (const auto& [name, dependency] : content.object()) {
      if (dependency.is_array()) {
        node.requirements.push_back({name, names(dependency, inner, name)});
      } else {
        node.dependencies.push_back({name, child(dependency, inner, name)});
      }
    }
  }

  // ---- keywords: sub-schemas

  void on_properties(Node& node, const Value& content, const Site& site) {
    if (!expect_object(content, site, "properties")) return;
    const Site inner = below(site, "properties");
    for (const auto& [name, value] : content.object())
      node.properties.emplace(name, child(value, inner, name));
  }

  void on_pattern_properties(Node& node, const Value& content, const Site& site) {
    if (!expect_object(content, site, "patternProperties")) return;
    const Site inner = below(site, "patternProperties");
    for (const auto& [name, value] : content.object()) {
      auto compiled = pattern(name, inner, name);
      if (compiled)
        node.pattern_properties.push_back({std::move(*compiled), child(value, inner, name)});
    }
  }

  void on_definitions(Node&, const Value& content, const Site& site) {
    if (!expect_object(content, site, "definitions")) return;
    const Site inner = below(site, "definitions");
    for (const auto& [name, value] : content.object()) child(value, inner, name);
  }

  std::vector<NodeId> children(const Value& content, const Site& site, std::string_view keyword) {
    std::vector<NodeId> result;
    const Site inner = below(site, keyword);
    for (std::size_t i = 0; i < content.array().size(); ++i) {
      result.push_back(child(content.array()[i], inner, std::to_string(i)));
    }
    return result;
  }

  void on_items(Node& node, const Value& content, const Site& site) {
    node.has_tuple = content.is_array();
    if (node.has_tuple) {
      node.tuple = children(content, site, "items");
    } else {
      node.items = child(content, site, "items");
    }
  }

  void on_additional_items(Node& n, const Value& v, const Site& s) {
    n.additional_items = child(v, s, "additionalItems");
  }

  std::vector<NodeId> alternatives(const Value& content, const Site& site,
                                   std::string_view keyword) {
    if (content.is_array() && !content.array().empty()) return children(content, site, keyword);
    invalid(site, keyword, "must be a list with at least one schema");
    return {};
  }
  void on_all_of(Node& n, const Value& v, const Site& s) { n.all_of = alternatives(v, s, "allOf"); }
  void on_any_of(Node& n, const Value& v, const Site& s) { n.any_of = alternatives(v, s, "anyOf"); }
  void on_one_of(Node& n, const Value& v, const Site& s) { n.one_of = alternatives(v, s, "oneOf"); }
  void on_not(Node& n, const Value& v, const Site& s) { n.negated = child(v, s, "not"); }
  void on_if(Node& n, const Value& v, const Site& s) { n.condition = child(v, s, "if"); }
  void on_then(Node& n, const Value& v, const Site& s) { n.then_node = child(v, s, "then"); }
  void on_else(Node& n, const Value& v, const Site& s) { n.else_node = child(v, s, "else"); }
  void on_contains(Node& n, const Value& v, const Site& s) { n.contains = child(v, s, "contains"); }
  void on_property_names(Node& n, const Value& v, const Site& s) {
    n.property_names = child(v, s, "propertyNames");
  }
  void on_additional_properties(Node& n, const Value& v, const Site& s) {
    n.additional_properties = child(v, s, "additionalProperties");
  }

  std::deque<NamedSchema>& documents_;
  bool strict_;
  std::deque<Node>& nodes_;
  std::unordered_map<const Value*, NodeId> by_value_;
  std::vector<Work> work_;
  std::map<std::string, Resource> resources_;
  std::vector<PendingRef> refs_;
  Diagnostics errors_;
};

// The one list of keywords. `$ref` is read before all others.
const std::array<Compiler::Keyword, 43> Compiler::kKeywords{{
    {"$schema", &Compiler::on_annotation},
    {"$id", &Compiler::on_annotation},
    {"$ref", &Compiler::on_annotation},
    {"$comment", &Compiler::on_annotation},
    {"title", &Compiler::on_annotation},
    {"description", &Compiler::on_annotation},
    {"default", &Compiler::on_annotation},
    {"examples", &Compiler::on_annotation},
    {"readOnly", &Compiler::on_annotation},
    {"writeOnly", &Compiler::on_annotation},
    {"definitions", &Compiler::on_definitions},
    {"type", &Compiler::on_type},
    {"enum", &Compiler::on_enum},
    {"const", &Compiler::on_const},
    {"multipleOf", &Compiler::on_multiple_of},
    {"maximum", &Compiler::on_maximum},
    {"exclusiveMaximum", &Compiler::on_exclusive_maximum},
    {"minimum", &Compiler::on_minimum},
    {"exclusiveMinimum", &Compiler::on_exclusive_minimum},
    {"maxLength", &Compiler::on_max_length},
    {"minLength", &Compiler::on_min_length},
    {"pattern", &Compiler::on_pattern},
    {"items", &Compiler::on_items},
    {"additionalItems", &Compiler::on_additional_items},
    {"maxItems", &Compiler::on_max_items},
    {"minItems", &Compiler::on_min_items},
    {"uniqueItems", &Compiler::on_unique_items},
    {"contains", &Compiler::on_contains},
    {"maxProperties", &Compiler::on_max_properties},
    {"minProperties", &Compiler::on_min_properties},
    {"required", &Compiler::on_required},
    {"properties", &Compiler::on_properties},
    {"patternProperties", &Compiler::on_pattern_properties},
    {"additionalProperties", &Compiler::on_additional_properties},
    {"dependencies", &Compiler::on_dependencies},
    {"propertyNames", &Compiler::on_property_names},
    {"if", &Compiler::on_if},
    {"then", &Compiler::on_then},
    {"else", &Compiler::on_else},
    {"allOf", &Compiler::on_all_of},
    {"anyOf", &Compiler::on_any_of},
    {"oneOf", &Compiler::on_one_of},
    {"not", &Compiler::on_not},
}};

}  // namespace

Diagnostics compile_documents(std::deque<NamedSchema>& documents, std::size_t validatable,
                              bool refuse_unknown_keywords, std::deque<Node>& nodes,
                              std::map<std::string, Root, std::less<>>& roots) {
  return Compiler(documents, refuse_unknown_keywords, nodes).run(validatable, roots);
}

}  // namespace zhailu::schema
