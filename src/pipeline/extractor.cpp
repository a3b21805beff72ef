#include "zhailu/extractor.hpp"

#include <algorithm>

#include "assemble/assembler.hpp"
#include "pipeline/loaded_pack.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/rule_finds.hpp"
#include "ruleset/pack_loader.hpp"

namespace zhailu {
namespace {

validate::RecordSchemas schemas_of(const ruleset::Pack& pack) {
  validate::RecordSchemas schemas{pack.schemas, pack.document_schema, {}};
  for (const ruleset::RecordType& record : pack.records) schemas.collections.push_back({record.collection, record.schema});
  return schemas;
}

std::vector<CollectionInfo> collections_of(const ruleset::Pack& pack) {
  std::vector<CollectionInfo> all;
  for (const ruleset::RecordType& record : pack.records) {
    const Value* schema = pack.schemas.find(record.schema);
    const Value* title = schema != nullptr ? schema->find("title") : nullptr;
    all.push_back({record.collection, record.type, record.columns, title != nullptr && title->is_text() ? title->text() : "", record.has_mentions});
  }
  return all;
}

}  // namespace

Result<Extractor> Extractor::load(const std::string& folder, const std::string& shipped, Diagnostics& findings) {
  auto loaded = ruleset::load_pack(folder, shipped);
  if (!loaded) {
    findings = loaded.error().diagnostics;
    return tl::unexpected(loaded.error());
  }
  findings = std::move(loaded->findings);
  Diagnostics errors;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(errors),
               [](const Diagnostic& one) { return one.severity == Severity::kError; });
  if (!errors.empty()) return tl::unexpected(Error{std::move(errors)});
  auto state = std::make_shared<Loaded>();
  state->schemas = schemas_of(loaded->pack);
  state->collections = collections_of(loaded->pack);
  state->pack = std::move(loaded->pack);
  Extractor extractor;
  extractor.loaded_ = std::move(state);
  return extractor;
}

tl::expected<DocumentRecords, DocumentFailure> Extractor::extract(const DocumentInput& input,
                                                                 const ExtractOptions& options) const {
  const model::SourceDocument source{input.path, input.path, input.bytes};
  return pipeline::process(source, {loaded_->pack, loaded_->schemas, options});
}

std::vector<Extractor::RuleTestCase> Extractor::rule_tests() const {
  std::vector<RuleTestCase> cases;
  for (const ruleset::Rule& rule : loaded_->pack.rules) {
    for (const ruleset::RuleTest& test : rule.tests) {
      std::optional<std::string> block;
      if (test.block) block = std::string(model::block_kind_name(*test.block));
      cases.push_back({rule.id, test.text, test.reference_date, block, test.expect, test.place, test.todo});
    }
  }
  return cases;
}

std::vector<RuleFind> Extractor::finds_of(const RuleTestCase& test) const {
  return pipeline::rule_finds(loaded_->pack, test);
}

const std::vector<CollectionInfo>& Extractor::collections() const { return loaded_->collections; }

const std::vector<CollectionInfo::Column>& Extractor::document_columns() const { return loaded_->pack.document_columns; }

Extractor::PackInfo Extractor::info() const {
  return {loaded_->pack.name, loaded_->pack.version, loaded_->pack.hash, loaded_->pack.rules.size()};
}

}  // namespace zhailu
