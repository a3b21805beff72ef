#include "ruleset/record_loader.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

#include "base/nearest.hpp"
#include "schema/json_reader.hpp"

namespace zhailu::ruleset {
namespace {

struct WhereWord {
  std::string_view word;
  Where where;
};
constexpr std::array<WhereWord, 5> kWheres = {{{"", Where::kDocument},
                                               {"document", Where::kDocument},
                                               {"article", Where::kArticle},
                                               {"section", Where::kSection},
                                               {"block", Where::kBlock}}};
// Members of a document's object beside the collections, and the table of documents.
constexpr std::array<std::string_view, 5> kOwnMembers = {"schema_version", "pack", "document",
                                                         "documents", "warnings"};

FieldKind field_kind(const Value& property) {
  const Value* kind = property.find("type");
  const Value* items = property.find("items");
  if (items != nullptr) return field_kind(*items);
  const auto is = [&](std::string_view name) {
    if (kind == nullptr) return false;
    if (kind->is_text()) return kind->text() == name;
    return kind->is_array() &&
           std::any_of(kind->array().begin(), kind->array().end(),
                       [&](const Value& one) { return one.is_text() && one.text() == name; });
  };
  if (is("object")) return FieldKind::kObject;
  if (is("integer")) return FieldKind::kInteger;
  if (is("number")) return FieldKind::kNumber;
  if (is("boolean")) return FieldKind::kBoolean;
  return FieldKind::kText;
}

std::string schema_name(const PackFile& file) { return file.path.substr(file.path.rfind('/') + 1); }

PackFile common_beside(const PackFile& file) {
  constexpr std::string_view kCommon = "common.schema.json";
  PackFile common = file;
  common.path = file.path.substr(0, file.path.rfind('/') + 1) + std::string(kCommon);
  common.shown = file.shown.substr(0, file.shown.rfind('/') + 1) + std::string(kCommon);
  return common;
}

class RecordLoader {
 public:
  RecordLoader(const Manifest& manifest, const PatternScope& plain, PackFiles& files, Pack& pack,
               Diagnostics& findings)
      : manifest_(manifest), plain_(plain), files_(files), pack_(pack), findings_(findings) {}

  void load() {
    check_collections();
    if (!compile_schemas()) return;
    for (const ManifestRecord& record : manifest_.records) add_record(record);
    if (const Value* document = pack_.schemas.find(pack_.document_schema)) {
      pack_.document_columns = schema::columns_of(*document);
      for (const ManifestPageField& one : manifest_.page) {
        if (one.field != "author")
          check_field(one.field, pack_.document_columns, "page", one.place);
      }
    }
  }

 private:
  void error(std::string code, Wording message, Wording hint, const Place& place) {
    findings_.push_back(
        {Severity::kError, std::move(code), std::move(message), std::move(hint), place});
  }
  void append(const Diagnostics& more) {
    findings_.insert(findings_.end(), more.begin(), more.end());
  }

  void check_collections() {
    std::map<std::string, const ManifestRecord*> known;
    for (const ManifestRecord& record : manifest_.records) {
      if (record.collection.empty()) continue;
      if (std::find(kOwnMembers.begin(), kOwnMembers.end(), record.collection) !=
          kOwnMembers.end()) {
        error("ruleset.manifest", say("no collection can be called '{}'", record.collection),
              "choose another name", record.place);
      }
      const auto [first, fresh] = known.emplace(record.collection, &record);
      if (fresh) continue;
      error("ruleset.manifest",
            say("'{}' and '{}' have one collection, '{}'", record.type, first->second->type,
                record.collection),
            "give each its own", record.place);
    }
  }

  bool compile_schemas() {
    for (const ManifestRecord& record : manifest_.records) read_schema(record.schema);
    if (manifest_.document_schema) {
      read_schema(*manifest_.document_schema);
      read_common(*manifest_.document_schema);
      pack_.document_schema = schema_name(*manifest_.document_schema);
    }
    for (const ManifestRecord& record : manifest_.records) read_common(record.schema);
    auto compiled = schema::SchemaSet::compile(std::move(schemas_));
    if (!compiled) return append(compiled.error().diagnostics), false;
    pack_.schemas = std::move(*compiled);
    return true;
  }

  void read_common(const PackFile& file) {
    const PackFile common = common_beside(file);
    std::error_code ignored;
    if (!file.path.empty() && std::filesystem::exists(common.path, ignored)) read_schema(common);
  }

  // Schemas refer to one another by name, so of two files of one name the first counts.
  void read_schema(const PackFile& file) {
    if (file.path.empty() || !seen_.insert(schema_name(file)).second) return;
    const auto bytes = files_.bytes(file, kMaxSchemaBytes);
    if (!bytes) return;
    auto value = schema::from_json(*bytes, {file.shown, schema::kSchemaDepth});
    if (!value) return append(value.error().diagnostics);
    schemas_.push_back({schema_name(file), std::move(*value), file.shown});
  }

  void add_record(const ManifestRecord& one) {
    RecordType record;
    record.type = one.type;
    record.mention = *pack_.find_type(one.type);
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
      record.defaults.push_back(fallback != nullptr ? *fallback
                                : column.list       ? Value(Value::Array{})
                                                    : Value());
    }
    record.has_mentions = properties != nullptr && properties->find("mentions") != nullptr;
    record.has_aliases = properties != nullptr && properties->find("aliases") != nullptr;
    record.merge = merge_policy(one, record.columns);
    pack_.types[record.mention].record = static_cast<int>(pack_.records.size());
    pack_.records.push_back(std::move(record));
  }

  MergePolicy merge_policy(const ManifestRecord& one,
                           const std::vector<CollectionInfo::Column>& columns) {
    MergePolicy merge;
    if (!one.merge_by.empty()) {
      check_field(one.merge_by, columns, "merge: by", one.place);
      merge.by = plain_.intern(one.merge_by);
    }
    merge.suffix = one.merge_suffix;
    if (!one.merge_suffix_heads.empty()) {
      merge.suffix_heads =
          translate_plain({{one.merge_suffix_heads, one.place}}, plain_, "", "", findings_);
    }
    for (const std::string& field : one.merge_distinct) {
      check_field(field, columns, "merge: distinct", one.place);
      merge.distinct.push_back(plain_.intern(field));
    }
    const auto where = std::find_if(kWheres.begin(), kWheres.end(), [&](const WhereWord& word) {
      return word.word == one.merge_where;
    });
    if (where == kWheres.end()) {
      error("ruleset.unknown_word", say("'{}' is not known here", one.merge_where),
            say("one of: {}", "document, article, section, block"), one.place);
    } else {
      merge.where = where->where;
    }
    return merge;
  }

  void check_field(const std::string& field, const std::vector<CollectionInfo::Column>& columns,
                   std::string_view what, const Place& place) {
    std::vector<std::string_view> known;
    for (const auto& column : columns) known.push_back(column.name);
    if (std::find(known.begin(), known.end(), field) != known.end()) return;
    error("ruleset.unknown_field", say("{}: the schema has no field '{}'", what, field),
          base::did_you_mean(field, known), place);
  }

  const Manifest& manifest_;
  const PatternScope& plain_;
  PackFiles& files_;
  Pack& pack_;
  Diagnostics& findings_;
  std::vector<schema::NamedSchema> schemas_;
  std::set<std::string> seen_;
};

}  // namespace

void load_records(const Manifest& manifest, const PatternScope& plain, PackFiles& files, Pack& pack,
                  Diagnostics& findings) {
  RecordLoader(manifest, plain, files, pack, findings).load();
}

}  // namespace zhailu::ruleset
