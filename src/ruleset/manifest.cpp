#include "ruleset/manifest.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>

#include "ruleset/key_tables.hpp"

namespace zhailu::ruleset {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxManifestBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxExtends = 8;

class ManifestReader {
 public:
  ManifestReader(const fs::path& folder, Diagnostics& diagnostics)
      : folder_(folder), diagnostics_(diagnostics) {}

  Manifest read(const Node& node) {
    check_keys(node, manifest_keys(), diagnostics_);
    if (const Node* one = node.find("name")) manifest_.name = text(*one);
    if (const Node* one = node.find("version")) manifest_.version = text(*one);
    if (const Node* one = node.find("extends")) manifest_.extends = text(*one);
    if (manifest_.name.empty()) error("ruleset.manifest", "a pack needs a `name`", node.place);
    if (const Node* one = node.find("schemas")) schemas_ = text(*one);
    if (const Node* one = node.find("layout")) manifest_.layout = file(*one);
    if (const Node* one = node.find("records")) read_records(*one);
    if (const Node* one = node.find("document")) read_document(*one);
    if (const Node* one = node.find("macros")) manifest_.macros = files(*one);
    if (const Node* one = node.find("lexicons")) read_lexicons(*one);
    if (const Node* one = node.find("phases")) read_phases(*one);
    if (const Node* one = node.find("page")) read_page(*one);
    if (const Node* one = node.find("off")) read_off(*one);
    return std::move(manifest_);
  }

 private:
  void error(std::string code, Wording message, const Place& place, Wording hint = {}) {
    diagnostics_.push_back(
        {Severity::kError, std::move(code), std::move(message), std::move(hint), place});
  }
  std::string text(const Node& node) { return as_text(node, diagnostics_).value_or(""); }
  std::vector<std::string> texts(const Node& node) {
    if (node.kind != Node::Kind::kSequence) return {text(node)};
    std::vector<std::string> all;
    for (const Node& item : node.items) all.push_back(text(item));
    return all;
  }
  // The members of a mapping; none and an error when it is no mapping.
  const std::vector<std::pair<Node, Node>>& members(const Node& node, const char* what) {
    if (node.kind != Node::Kind::kMapping) {
      error("ruleset.wrong_type", say("`{}` is a mapping", what), node.place,
            "write 'name: …' lines");
    }
    return node.members;
  }

  // A path inside the pack; the schemas' folder alone may lie beside it.
  PackFile file_at(const std::string& name, const Place& place, const std::string& folder = {}) {
    const fs::path relative = fs::path(folder) / name;
    const bool outside = fs::path(name).is_absolute() ||
                         std::any_of(relative.begin(), relative.end(),
                                     [](const fs::path& part) { return part == ".."; });
    const bool schema =
        !folder.empty() && fs::path(name).filename() == name && (folder == schemas_);
    if (outside && !schema) {
      error("ruleset.outside", say("'{}' lies outside of the pack", name), place,
            "move the file into the pack");
      return {"", name, place};
    }
    const fs::path full = (folder_ / relative).lexically_normal();
    const fs::path base = fs::absolute(folder_).lexically_normal();
    const std::string pack =
        (base.filename().empty() ? base.parent_path() : base).filename().string();
    return {full.string(), (fs::path(pack) / relative).lexically_normal().string(), place};
  }
  PackFile file(const Node& node) { return file_at(text(node), node.place); }
  std::vector<PackFile> files(const Node& node) {
    if (node.kind != Node::Kind::kSequence) return {file(node)};
    std::vector<PackFile> all;
    for (const Node& item : node.items) all.push_back(file(item));
    return all;
  }
  PackFile schema(const Node& node) { return file_at(text(node), node.place, schemas_); }

  void read_records(const Node& node) {
    for (const auto& [key, value] : members(node, "records")) {
      ManifestRecord record;
      record.type = key.scalar;
      record.place = key.place;
      check_keys(value, record_keys(), diagnostics_);
      if (const Node* one = value.find("collection")) record.collection = text(*one);
      if (const Node* one = value.find("schema")) record.schema = schema(*one);
      if (record.collection.empty() || record.schema.path.empty()) {
        error("ruleset.manifest", say("record '{}' needs `collection` and `schema`", record.type),
              key.place);
      }
      if (const Node* merge = value.find("merge")) read_merge(*merge, record);
      manifest_.records.push_back(std::move(record));
    }
  }

  void read_merge(const Node& node, ManifestRecord& record) {
    check_keys(node, merge_keys(), diagnostics_);
    if (const Node* one = node.find("by")) record.merge_by = text(*one);
    if (const Node* one = node.find("suffix"))
      record.merge_suffix = as_boolean(*one, diagnostics_).value_or(false);
    if (const Node* one = node.find("suffix_heads")) record.merge_suffix_heads = text(*one);
    if (const Node* one = node.find("where")) record.merge_where = text(*one);
    if (const Node* one = node.find("distinct")) record.merge_distinct = texts(*one);
  }

  void read_document(const Node& node) {
    check_keys(node, document_keys(), diagnostics_);
    if (const Node* one = node.find("schema")) manifest_.document_schema = schema(*one);
  }

  void read_lexicons(const Node& node) {
    for (const auto& [key, value] : members(node, "lexicons")) {
      ManifestLexicon lexicon;
      lexicon.name = key.scalar;
      lexicon.place = key.place;
      check_keys(value, lexicon_keys(), diagnostics_);
      if (const Node* one = value.find("file")) {
        lexicon.file = file(*one);
      } else {
        error("ruleset.manifest", say("lexicon '{}' needs `file`", lexicon.name), key.place);
      }
      if (const Node* one = value.find("make")) lexicon.make = text(*one);
      manifest_.lexicons.push_back(std::move(lexicon));
    }
  }

  void read_phases(const Node& node) {
    if (node.kind != Node::Kind::kSequence) {
      return error("ruleset.wrong_type", "`phases` is a list", node.place,
                   "begin each phase with `- id:`");
    }
    for (const Node& item : node.items) {
      ManifestPhase phase;
      phase.place = item.place;
      if (!check_keys(item, phase_keys(), diagnostics_) && item.kind != Node::Kind::kMapping)
        continue;
      if (const Node* one = item.find("id")) phase.id = text(*one);
      if (phase.id.empty()) error("ruleset.manifest", "a phase needs an `id`", item.place);
      for (const ManifestPhase& other : manifest_.phases) {
        if (other.id != phase.id || phase.id.empty()) continue;
        error(
            "ruleset.duplicate_id",
            say("two phases are called '{}'; the first is in line {}", phase.id, other.place.line),
            item.place, "give each its own id");
      }
      if (const Node* one = item.find("view")) phase.view = texts(*one);
      if (const Node* one = item.find("symbols")) phase.symbols = texts(*one);
      if (const Node* one = item.find("files")) phase.files = files(*one);
      manifest_.phases.push_back(std::move(phase));
    }
  }

  void read_off(const Node& node) {
    if (node.kind != Node::Kind::kSequence)
      return manifest_.off.push_back({text(node), node.place});
    for (const Node& item : node.items) manifest_.off.push_back({text(item), item.place});
  }

  void read_page(const Node& node) {
    for (const auto& [key, value] : members(node, "page")) {
      manifest_.page.push_back({key.scalar, texts(value), key.place});
    }
  }

  fs::path folder_;
  Diagnostics& diagnostics_;
  Manifest manifest_;
  std::string schemas_ = "schemas";
};

Result<Manifest> read_one(const std::string& folder) {
  const fs::path path = fs::path(folder) / "pack.yaml";
  const PackFile own{path.string(), path.string(), {path.string(), 0, 0}};
  auto bytes = read_pack_file(own, kMaxManifestBytes);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto node = read_yaml(*bytes, path.string());
  if (!node) return tl::unexpected(node.error());
  if (node->kind != Node::Kind::kMapping) {
    return failure("ruleset.wrong_type", "a manifest is a mapping", "name: …", node->place);
  }
  Diagnostics findings;
  Manifest manifest = ManifestReader(folder, findings).read(*node);
  manifest.findings = std::move(findings);
  manifest.files.push_back(own);
  return manifest;
}

void set_layer(Manifest& manifest, std::size_t layer) {
  for (PackFile& file : manifest.macros) file.layer = layer;
  for (ManifestPhase& phase : manifest.phases) {
    for (PackFile& file : phase.files) file.layer = layer;
  }
}

// Appends what is not there yet.
void add_new(std::vector<std::string>& into, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (std::find(into.begin(), into.end(), name) == into.end()) into.push_back(name);
  }
}

template <class T, class Key>
void add_or_replace(std::vector<T>& into, T&& one, Key key) {
  const auto same = std::find_if(into.begin(), into.end(),
                                 [&](const T& other) { return other.*key == one.*key; });
  if (same != into.end()) {
    *same = std::move(one);
  } else {
    into.push_back(std::move(one));
  }
}

// The extending pack's files come before those of the pack below it, so that its rules win ties.
Manifest put_on_top(Manifest base, Manifest&& own) {
  base.name = own.name;
  base.version = own.version.empty() ? base.version : own.version;
  if (own.layout) base.layout = own.layout;
  if (own.document_schema) base.document_schema = own.document_schema;
  for (auto& one : own.records) add_or_replace(base.records, std::move(one), &ManifestRecord::type);
  for (auto& one : own.lexicons)
    add_or_replace(base.lexicons, std::move(one), &ManifestLexicon::name);
  for (auto& one : own.page) add_or_replace(base.page, std::move(one), &ManifestPageField::field);
  base.macros.insert(base.macros.end(), own.macros.begin(), own.macros.end());
  base.off.insert(base.off.end(), own.off.begin(), own.off.end());
  base.files.insert(base.files.end(), own.files.begin(), own.files.end());
  base.findings.insert(base.findings.end(), own.findings.begin(), own.findings.end());
  for (ManifestPhase& phase : own.phases) {
    const auto same =
        std::find_if(base.phases.begin(), base.phases.end(),
                     [&](const ManifestPhase& other) { return other.id == phase.id; });
    if (same == base.phases.end()) {
      base.phases.push_back(std::move(phase));
      continue;
    }
    same->files.insert(same->files.begin(), phase.files.begin(), phase.files.end());
    add_new(same->view, phase.view);
    add_new(same->symbols, phase.symbols);
  }
  return base;
}

}  // namespace

Result<std::string> read_pack_file(const PackFile& file, std::size_t max_bytes) {
  const int fd = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) {
    return failure(
        "ruleset.missing_file", say("cannot open '{}'", file.shown),
        errno == ENOENT ? "create it, or mend the path in pack.yaml" : "check its permissions",
        file.place);
  }
  struct stat status {};
  std::string bytes;
  const bool regular = ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
  const bool small = regular && static_cast<std::size_t>(status.st_size) <= max_bytes;
  if (small) {
    bytes.resize(static_cast<std::size_t>(status.st_size));
    std::size_t at = 0;
    while (at < bytes.size()) {
      const ssize_t n = ::read(fd, bytes.data() + at, bytes.size() - at);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) break;
      at += static_cast<std::size_t>(n);
    }
    bytes.resize(at);
  }
  ::close(fd);
  if (!regular)
    return failure("ruleset.not_a_file", say("'{}' is no regular file", file.shown), "",
                   file.place);
  if (!small) {
    return failure("ruleset.too_large", say("'{}' has more than {} bytes", file.shown, max_bytes),
                   "split it", file.place);
  }
  return bytes;
}

Result<Manifest> read_manifest(const std::string& folder, const std::string& shipped) {
  std::vector<Manifest> stack;
  std::string next = folder;
  while (true) {
    auto one = read_one(next);
    if (!one) return tl::unexpected(one.error());
    const std::string extends = one->extends;
    stack.push_back(std::move(*one));
    if (extends.empty()) break;
    if (stack.size() >= kMaxExtends) {
      return failure("ruleset.extends", "packs extend one another in a circle or too deeply", "",
                     {stack.back().files[0].shown, 0, 0});
    }
    next = extends == "shipped" ? shipped : (fs::path(next) / extends).lexically_normal().string();
  }
  for (std::size_t i = 0; i < stack.size(); ++i) set_layer(stack[i], stack.size() - 1 - i);
  Manifest manifest = std::move(stack.back());
  for (stack.pop_back(); !stack.empty(); stack.pop_back())
    manifest = put_on_top(std::move(manifest), std::move(stack.back()));
  return manifest;
}

}  // namespace zhailu::ruleset
