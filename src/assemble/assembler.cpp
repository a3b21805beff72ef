#include "assemble/assembler.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "assemble/attacher.hpp"
#include "assemble/document_builder.hpp"
#include "assemble/draft_builder.hpp"
#include "assemble/draft_merger.hpp"
#include "assemble/list_builder.hpp"
#include "assemble/record_writer.hpp"

namespace zhailu::assemble {
namespace {

using Table = std::vector<Draft>;  // of one record type

// One draft for each mention of the type that is no part of another, in text order.
Table draft_table(std::size_t type, const DocumentView& view, const DraftBuilder& builder) {
  Table drafts;
  const ruleset::TypeId wanted = view.pack.records[type].mention;
  std::int64_t last_section = -1;
  std::ptrdiff_t previous = -1;  // the last draft of the section
  for (std::size_t i = 0; i < view.analysis.mentions.size(); ++i) {
    const model::Mention& mention = view.analysis.mentions[i];
    const auto index = static_cast<std::int32_t>(i);
    if (mention.type != wanted || view.index.is_part(index)) continue;
    const std::int64_t section = view.scopes.number(mention, ruleset::Where::kSection);
    if (section != last_section) previous = -1;
    last_section = section;
    Draft draft = builder.build(
        type, index, previous < 0 ? nullptr : &drafts[static_cast<std::size_t>(previous)]);
    drafts.push_back(std::move(draft));
    previous = static_cast<std::ptrdiff_t>(drafts.size()) - 1;
  }
  return drafts;
}

// A record for each thing and each doing: what several mentions tell is put together.
void merge_table(Table& drafts, const DocumentView& view) {
  std::erase_if(drafts, [](const Draft& draft) { return draft.dropped; });
  if (drafts.empty()) return;
  const ruleset::MergePolicy& policy = view.pack.records[drafts.front().type].merge;
  if (policy.by == ruleset::kNoName) return;
  if (policy.where == ruleset::Where::kDocument) {
    drafts = unite_entities(std::move(drafts), view);
  } else {
    merge_drafts(drafts, view);
  }
}

// Whoever an author mention names is a person with the role `author`.
void add_author_roles(std::vector<Table>& tables, const DocumentView& view) {
  const auto author = view.pack.find_type("author");
  const auto name = view.pack.find_name("name");
  if (!author || !name) return;
  std::vector<bool> is_author(view.analysis.links.entities.size(), false);
  for (const model::Mention& mention : view.analysis.mentions) {
    if (mention.type != *author) continue;
    const model::Capture* capture = ruleset::MentionReader::capture(mention, *name);
    if (capture == nullptr || capture->mention < 0) continue;
    const std::int32_t entity = view.entity_of(capture->mention);
    if (entity >= 0) is_author[static_cast<std::size_t>(entity)] = true;
  }
  for (Table& table : tables) {
    for (Draft& draft : table) {
      const int roles = view.fields[draft.type].column("roles");
      const std::int32_t entity = view.entity_of(draft.mention);
      if (roles < 0 || entity < 0 || !is_author[static_cast<std::size_t>(entity)]) continue;
      add_to_list(draft.fields[static_cast<std::size_t>(roles)],
                  {"author", draft.span, -1, false, true});
    }
  }
}

// The letter of a record type in ids.
std::string id_letter(const std::string& type) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kLetters = {{
      {"date", "d"}, {"person", "p"}, {"organization", "o"},
      {"meeting", "m"}, {"activity", "a"}, {"activity_list", "l"},
  }};
  for (const auto& [name, letter] : kLetters) {
    if (name == type) return std::string(letter);
  }
  return type.substr(0, 2);
}

// The drafts that become records, in text order.
std::vector<std::size_t> text_order(const Table& drafts) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (!drafts[i].dropped) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto left = drafts[a].span;
    const auto right = drafts[b].span;
    return left.begin != right.begin ? left.begin < right.begin : left.end > right.end;
  });
  return order;
}

// Writes the tables with their ids.
class Output {
 public:
  Output(const std::vector<Table>& tables, const DocumentView& view, const AssembleOptions& options)
      : tables_(tables), view_(view), writer_(view, options.evidence) {
    for (std::size_t type = 0; type < tables.size(); ++type) {
      order_.push_back(text_order(tables[type]));
      ids_.emplace_back(tables[type].size());
      const std::string head = options.document_id + "-" + id_letter(view.pack.records[type].type);
      for (std::size_t i = 0; i < order_[type].size(); ++i) {
        ids_[type][order_[type][i]] = head + std::to_string(i + 1);
      }
    }
  }

  [[nodiscard]] Value collection(std::size_t type) const {
    Value::Array records;
    records.reserve(order_[type].size());
    for (const std::size_t index : order_[type]) {
      const Draft& draft = tables_[type][index];
      records.push_back(writer_.record(draft, ids_[type][index], items_of(draft)));
    }
    return records;
  }

 private:
  [[nodiscard]] std::vector<std::string> items_of(const Draft& draft) const {
    std::vector<std::string> ids;
    for (const std::size_t item : draft.items) {
      ids.push_back(ids_[static_cast<std::size_t>(draft.item_type)][item]);
    }
    return ids;
  }

  const std::vector<Table>& tables_;
  const DocumentView& view_;
  RecordWriter writer_;
  std::vector<std::vector<std::size_t>> order_;  // by record type
  std::vector<std::vector<std::string>> ids_;    // by record type and draft
};

Value pack_value(const ruleset::Pack& pack) {
  return Value::Object{{"name", pack.name}, {"version", pack.version}, {"hash", pack.hash}};
}

std::vector<CodePointSpan> sentence_spans(const DocumentView& view) {
  std::vector<CodePointSpan> spans;
  spans.reserve(view.analysis.segments.sentences.size());
  for (const model::Sentence& sentence : view.analysis.segments.sentences) {
    spans.push_back(view.position(sentence.span));
  }
  return spans;
}

std::vector<Table> build_tables(const DocumentView& view, const ValueReader& values) {
  const DraftBuilder builder(view, values);
  std::vector<Table> tables;
  for (std::size_t type = 0; type < view.pack.records.size(); ++type) {
    tables.push_back(draft_table(type, view, builder));
  }
  attach_helpers(tables, view, builder);
  for (Table& table : tables) merge_table(table, view);
  add_author_roles(tables, view);
  build_lists(tables, view, builder);
  return tables;
}

}  // namespace

DocumentRecords assemble(const model::Analysis& analysis, const ruleset::Pack& pack,
                         const AssembleOptions& options) {
  const DocumentView view(analysis, pack);
  const ValueReader values(view, options.count);
  const std::vector<Table> tables = build_tables(view, values);
  const Output output(tables, view, options);

  DocumentRecords records;
  Value::Object members;
  members.emplace_back("schema_version", kSchemaVersion);
  members.emplace_back("pack", pack_value(pack));
  members.emplace_back("document", build_document(view, values, options));
  for (std::size_t type = 0; type < tables.size(); ++type) {
    members.emplace_back(pack.records[type].collection, output.collection(type));
  }
  members.emplace_back("warnings", Value::Array{});
  records.value = std::move(members);
  records.sentences = sentence_spans(view);
  return records;
}

}  // namespace zhailu::assemble
