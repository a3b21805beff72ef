#include "assemble/draft_tables.hpp"

#include "assemble/attacher.hpp"
#include "assemble/draft_merger.hpp"
#include "assemble/list_builder.hpp"

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

}  // namespace

std::vector<std::vector<Draft>> draft_tables(const DocumentView& view,
                                             const DraftBuilder& builder) {
  std::vector<Table> tables;
  for (std::size_t type = 0; type < view.pack.records.size(); ++type) {
    tables.push_back(draft_table(type, view, builder));
  }
  attach_helpers(tables, view, builder);
  for (Table& table : tables) {
    std::erase_if(table, [](const Draft& draft) { return draft.dropped; });
  }
  return tables;
}

void finish_tables(std::vector<std::vector<Draft>>& tables, const DocumentView& view,
                   const DraftBuilder& builder) {
  for (Table& table : tables) merge_table(table, view);
  add_author_roles(tables, view);
  build_lists(tables, view, builder);
}

}  // namespace zhailu::assemble
