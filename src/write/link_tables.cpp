#include "write/link_tables.hpp"

namespace zhailu::write {
namespace {

// 会议, or meeting for a type whose schema has no title.
const std::string& shown(const CollectionInfo& info) {
  return info.title.empty() ? info.type : info.title;
}

TableColumn id_column(const CollectionInfo& info) {
  return {info.type + "_id", shown(info) + "编号", ValueKind::kText, false, info.collection, "id"};
}

const TableColumn kDocumentId{"document_id", "文档编号",  ValueKind::kText,
                              false,         "documents", "id"};
const TableColumn kOrdinal{"ordinal", "序号", ValueKind::kInteger};

}  // namespace

Table LinkTable::table() const {
  TableColumn target = id_column(target_);
  TableColumn owner = id_column(owner_);
  if (target.name == owner.name) target.name = "other_" + target.name;
  if (target.title == owner.title) target.title = "另一" + target.title;
  return {owner_.type + "_" + target_.collection,
          shown(owner_) + "与" + shown(target_),
          {kDocumentId, owner, {"role", "关系"}, kOrdinal, target, {"name", "名称"}},
          {owner.name, "role", "ordinal"}};
}

Result<void> LinkTable::rows(const DocumentView& document, const TakeRow& take) {
  const RecordsByName targets(document.records(target_.collection));
  for (const Value& record : document.records(owner_.collection)) {
    for (const Reference& one : references_of(owner_)) {
      if (one.type != target_.type || one.by == Reference::By::kId) continue;
      std::size_t ordinal = 0;
      for (const auto name : texts_of(member_of(record, one.slot->name))) {
        ++ordinal;
        Value id = targets.id_of(name);
        if (id.is_null() && one.by == Reference::By::kNameIfAny) continue;
        const Row row = {member_of(document.fields(), "id"),
                         member_of(record, "id"),
                         one.slot->name,
                         ordinal,
                         std::move(id),
                         name};
        if (auto taken = take(row); !taken) return taken;
      }
    }
  }
  return {};
}

Table OrderTable::table() const {
  const TableColumn owner = id_column(owner_);
  return {target_.type + "_" + slot_,
          shown(owner_) + "的" + shown(target_),
          {kDocumentId, owner, kOrdinal, id_column(target_)},
          {owner.name, "ordinal"}};
}

Result<void> OrderTable::rows(const DocumentView& document, const TakeRow& take) {
  const RecordsByName targets(document.records(target_.collection));
  for (const Value& record : document.records(owner_.collection)) {
    std::size_t ordinal = 0;
    for (const auto id : texts_of(member_of(record, slot_))) {
      const Row row = {member_of(document.fields(), "id"), member_of(record, "id"), ++ordinal,
                       targets.has_id(id) ? Value(id) : Value()};
      if (auto taken = take(row); !taken) return taken;
    }
  }
  return {};
}

Table MentionTable::table() const {
  Table table{"mentions", "出现位置", {{"id", "编号"}, kDocumentId, {"type", "类型"}}, {"id"}};
  for (const CollectionInfo& one : collections_) table.columns.push_back(id_column(one));
  table.columns.insert(table.columns.end(), {kOrdinal,
                                             {"text", "原文"},
                                             {"span_start", "起始位置", ValueKind::kInteger},
                                             {"span_end", "结束位置", ValueKind::kInteger}});
  return table;
}

Result<void> MentionTable::rows_of(std::size_t collection, const DocumentView& document,
                                   const Value& record, const TakeRow& take) const {
  const Value& id = member_of(record, "id");
  const Value& mentions = member_of(record, "mentions");
  if (!id.is_text() || !mentions.is_array()) return {};
  std::size_t ordinal = 0;
  for (const Value& mention : mentions.array()) {
    const CodePointSpan span = as_span(mention);
    ++ordinal;
    Row row = {id.text() + "-" + std::to_string(ordinal), member_of(document.fields(), "id"),
               collections_[collection].type};
    for (std::size_t i = 0; i < collections_.size(); ++i) {
      row.push_back(i == collection ? id : Value());
    }
    row.insert(row.end(), {ordinal, document.text(span), span.begin, span.end});
    if (auto taken = take(row); !taken) return taken;
  }
  return {};
}

Result<void> MentionTable::rows(const DocumentView& document, const TakeRow& take) {
  for (std::size_t i = 0; i < collections_.size(); ++i) {
    for (const Value& record : document.records(collections_[i].collection)) {
      if (auto done = rows_of(i, document, record, take); !done) return done;
    }
  }
  return {};
}

}  // namespace zhailu::write
