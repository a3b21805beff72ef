#include "schema/compiler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/nearest.hpp"
#include "schema/keywords.hpp"
#include "schema/loops.hpp"
#include "schema/uri.hpp"

// Documents are walked with a list of work, not by recursion. A schema is known by the address of
// its value, so that `$ref`s may lead anywhere, also to places that no keyword calls a schema;
// those are compiled on demand.
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

// A schema that `$ref` can name.
struct Resource {
  const Value* value = nullptr;
  Site site;
};

struct Work {
  const Value* value = nullptr;
  NodeId node = kNoNode;
};

struct PendingRef {
  NodeId from = kNoNode;
  std::string reference;
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
    if (errors_.empty()) report_loops();
    if (errors_.empty()) skip_refs(nodes_);
    for (std::size_t i = 0; i < validatable; ++i) name_root(i, root_nodes[i], roots);
    return std::move(errors_);
  }

 private:
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
    error("schema.draft", site, "/$schema", "only draft 7 is understood",
          fmt::format("write {}#", kDraft7));
  }

  // The node of a schema; a new one is put on the list of work.
  NodeId node_of(const Value& value, Site site) {
    const auto [known, added] = by_value_.try_emplace(&value, static_cast<NodeId>(nodes_.size()));
    if (!added) return known->second;
    nodes_.emplace_back().place = documents_[site.document].name + "#" + site.pointer;
    sites_.push_back(std::move(site));
    work_.push_back({&value, known->second});
    return known->second;
  }

  // `pointer` goes from the site: "/properties/name".
  void error(std::string code, const Site& site, std::string_view pointer, std::string_view message,
             Wording hint = {}) {
    if (errors_.size() >= kMostErrors) return;
    errors_.push_back({Severity::kError, std::move(code),
                       fmt::format("#{}{}: {}", site.pointer, pointer, message), std::move(hint),
                       Place{documents_[site.document].path, 0, 0}});
  }

  void invalid(const Site& site, std::string_view pointer, std::string_view message) {
    error("schema.invalid", site, pointer, message);
  }

  // ---- one schema

  void work_off() {
    while (!work_.empty()) {
      const Work work = work_.back();
      work_.pop_back();
      compile_schema(work.node, *work.value);
    }
  }

  void compile_schema(NodeId id, const Value& value) {
    Node& node = nodes_[id];
    if (value.is_boolean()) return compile_boolean(node, value.boolean(), sites_[id]);
    if (!value.is_object()) return invalid(sites_[id], {}, "a schema is an object, true or false");
    if (const Value* ref = value.find("$ref")) return compile_ref(id, value, *ref);
    enter_id(value, sites_[id]);
    const KeywordContext context = context_of(sites_[id]);
    for (const auto& [name, content] : value.object()) {
      if (!read_keyword(name, content, node, context) && strict_) unknown_keyword(name, sites_[id]);
    }
    if (strict_) refuse_idle_keywords(value, sites_[id]);
    list_groups(node);
  }

  KeywordContext context_of(const Site& site) {
    return {[this, site](const Value& value, const std::string& pointer) {
              return node_of(value, {site.document, site.pointer + pointer, site.base});
            },
            [this, site](const std::string& pointer, const std::string& message) {
              invalid(site, pointer, message);
            }};
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
  void compile_ref(NodeId id, const Value& schema, const Value& ref) {
    const Site& site = sites_[id];
    if (!ref.is_text()) return invalid(site, "/$ref", "must be a text");
    refs_.push_back({id, ref.text()});
    nodes_[id].groups = {Group::kRef};
    const KeywordContext context = context_of(site);
    for (const auto& [name, content] : schema.object()) {
      if (name == "definitions") read_keyword(name, content, nodes_[id], context);
      if (strict_ && !may_stand_beside_ref(name)) {
        error("schema.unknown_keyword", sites_[id], append_pointer({}, name),
              "has no effect beside '$ref'", "put the '$ref' into 'allOf'");
      }
    }
  }

  static bool may_stand_beside_ref(std::string_view name) {
    constexpr std::array<std::string_view, 7> kNames{
        "$ref", "$schema", "$id", "$comment", "title", "description", "definitions"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
  }

  void unknown_keyword(std::string_view name, const Site& site) {
    error("schema.unknown_keyword", site, append_pointer({}, name),
          "no keyword that is checked here",
          base::did_you_mean(name, keyword_names(), "take it out or use 'pattern'"));
  }

  void refuse_idle_keywords(const Value& schema, const Site& site) {
    const Value* items = schema.find("items");
    const bool tuple = items != nullptr && items->is_array();
    const auto refuse = [&](std::string_view name, std::string_view without) {
      if (schema.find(name) == nullptr) return;
      error("schema.unknown_keyword", site, append_pointer({}, name),
            fmt::format("has no effect without {}", without));
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
    if (!id->is_text()) return invalid(site, "/$id", "must be a text");
    const std::string uri = resolve_uri(site.base, id->text());
    const auto parts = split_uri(uri);
    if (!parts) return invalid(site, "/$id", "a percent sign without two hex digits");
    if (!parts->fragment.empty()) return register_resource(uri, schema, site);
    if (site.pointer.empty()) resources_.at(site.base).site.base = parts->resource;
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
    const std::string uri = resolve_uri(sites_[pending.from].base, pending.reference);
    const auto parts = split_uri(uri);
    if (!parts) return missing(pending, "a percent sign without two hex digits");
    const bool pointer = parts->fragment.empty() || parts->fragment.front() == '/';
    const auto resource = resources_.find(pointer ? parts->resource : uri);
    if (resource == resources_.end()) {
      return missing(pending, "no schema that was handed in has that name");
    }
    const auto target = follow(resource->second, pointer ? parts->fragment : std::string());
    if (!target) return missing(pending, "nothing stands at that pointer");
    nodes_[pending.from].ref = node_of(*target->value, target->site);
  }

  void missing(const PendingRef& pending, std::string_view why) {
    error("schema.ref_missing", sites_[pending.from], "/$ref",
          fmt::format("'{}': {}", pending.reference, why),
          "nothing is fetched; schemas of one pack refer to one another by '$id'");
  }

  // Down the pointer, taking each `$id` on the way; that of the target is taken when it is
  // compiled.
  static std::optional<Resource> follow(Resource at, std::string_view pointer) {
    const auto names = split_pointer(pointer);
    if (!names) return std::nullopt;
    bool target_of_resource = true;  // whose `$id` is in its site
    for (const std::string& name : *names) {
      const Value* id = at.value->find("$id");
      const bool entered = id != nullptr && id->is_text() && at.value->find("$ref") == nullptr;
      if (entered && !target_of_resource)
        at.site.base = resource_of(resolve_uri(at.site.base, id->text()));
      target_of_resource = false;
      at.value = step(*at.value, name);
      if (at.value == nullptr) return std::nullopt;
      at.site.pointer = append_pointer(at.site.pointer, name);
    }
    return at;
  }

  static const Value* step(const Value& value, const std::string& name) {
    if (!value.is_array()) return value.find(name);
    const bool digits = !name.empty() && name.size() < 10 &&
                        name.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) return nullptr;
    const auto index = static_cast<std::size_t>(std::stoul(name));
    return index < value.array().size() ? &value.array()[index] : nullptr;
  }

  void report_loops() {
    for (const NodeId id : find_loops(nodes_)) {
      error("schema.ref_loop", sites_[id], {},
            "'$ref's lead back here without going into the value",
            "let one of them stand under 'properties' or 'items'");
    }
  }

  std::deque<NamedSchema>& documents_;
  bool strict_;
  std::deque<Node>& nodes_;
  std::unordered_map<const Value*, NodeId> by_value_;
  std::deque<Site> sites_;  // by node
  std::vector<Work> work_;
  std::map<std::string, Resource> resources_;
  std::vector<PendingRef> refs_;
  Diagnostics errors_;
};

}  // namespace

Diagnostics compile_documents(std::deque<NamedSchema>& documents, std::size_t validatable,
                              bool refuse_unknown_keywords, std::deque<Node>& nodes,
                              std::map<std::string, Root, std::less<>>& roots) {
  return Compiler(documents, refuse_unknown_keywords, nodes).run(validatable, roots);
}

}  // namespace zhailu::schema
