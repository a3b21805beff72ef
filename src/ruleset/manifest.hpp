#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ruleset/yaml_reader.hpp"
#include "zhailu/result.hpp"

// pack.yaml as read, one pack on top of the one that it extends.
namespace zhailu::ruleset {

// A file of the pack: `path` is opened, `shown` is what messages name (relative to the pack's parent).
struct PackFile {
  std::string path;
  std::string shown;
  Place place;            // where the manifest names it
  std::size_t layer = 0;  // 0: of the lowest pack, 1: of the pack that extends it …
};

struct ManifestLexicon {
  std::string name;
  PackFile file;
  std::string make;  // empty: local
  Place place;
};

struct ManifestPhase {
  std::string id;
  std::vector<std::string> view;
  std::vector<std::string> symbols;
  std::vector<PackFile> files;  // of the extending pack first
  Place place;
};

struct ManifestRecord {
  std::string type;
  std::string collection;
  PackFile schema;
  std::string merge_by;
  bool merge_suffix = false;
  std::string merge_suffix_heads;
  std::string merge_where;
  std::vector<std::string> merge_distinct;
  Place place;
};

struct ManifestName {
  std::string name;
  Place place;
};

struct ManifestPageField {
  std::string field;
  std::vector<std::string> names;
  Place place;
};

struct Manifest {
  std::string name;
  std::string version;
  std::string extends;  // as written; empty: none
  std::optional<PackFile> layout;
  std::optional<PackFile> document_schema;
  std::vector<ManifestRecord> records;
  std::vector<PackFile> macros;  // of the extended pack first: later definitions win
  std::vector<ManifestLexicon> lexicons;
  std::vector<ManifestPhase> phases;
  std::vector<ManifestPageField> page;
  std::vector<ManifestName> off;  // ids of rules that are switched off
  std::vector<PackFile> files;    // the manifests themselves, the lowest pack's first
  Diagnostics findings;           // what is wrong in them, though they could be read
};

// The manifest of the pack in `folder`. `shipped` is the folder of the shipped pack, which
// `extends: shipped` names; other values of `extends` are folders relative to the pack. An Error: a
// manifest that cannot be read; all else is in Manifest::findings.
Result<Manifest> read_manifest(const std::string& folder, const std::string& shipped);

// The bytes of a file of the pack: a regular file (no device, no pipe) of at most `max_bytes`.
// Errors "ruleset.missing_file", "ruleset.not_a_file", "ruleset.too_large", at the place that names it.
Result<std::string> read_pack_file(const PackFile& file, std::size_t max_bytes);

}  // namespace zhailu::ruleset
