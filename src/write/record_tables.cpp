#include "write/record_tables.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "write/date_parts.hpp"

namespace zhailu::write {
namespace {

// A field of the document, or a member of one. Keep the titles in step with
// schemas/document.schema.json (a test compares them).
struct DocumentColumn {
  std::string_view name;
  std::string_view title;
  std::string_view field;
  std::string_view member = {};
  ValueKind kind = ValueKind::kText;
  bool list = false;
};

constexpr std::array<DocumentColumn, 24> kDocumentColumns = {{
    {"id", "文档编号", "id"},
    {"path", "路径", "path"},
    {"title", "标题", "title"},
    {"published", "发布日期", "published", {}, ValueKind::kDay},
    {"source", "来源", "source"},
    {"authors", "作者", "authors", {}, ValueKind::kObject, true},
    {"reference_date", "基准日期", "reference_date", {}, ValueKind::kDay},
    {"reference_basis", "基准依据", "reference_basis"},
    {"genre", "文体", "genre"},
    {"issue_year", "年", "issue", "year", ValueKind::kInteger},
    {"issue_number", "期", "issue", "number", ValueKind::kInteger},
    {"issue_total", "总期", "issue", "total", ValueKind::kInteger},
    {"contact_address", "地址", "contact", "address"},
    {"contact_postcode", "邮编", "contact", "postcode"},
    {"contact_phone", "电话", "contact", "phone"},
    {"contact_fax", "传真", "contact", "fax"},
    {"contact_email", "电子邮箱", "contact", "email"},
    {"distribution_report", "报", "distribution", "report", ValueKind::kText, true},
    {"distribution_send", "送", "distribution", "send", ValueKind::kText, true},
    {"distribution_issue", "发", "distribution", "issue", ValueKind::kText, true},
    {"encoding", "编码", "encoding"},
    {"encoding_basis", "编码依据", "encoding_basis"},
    {"replaced", "替换数", "replaced", {}, ValueKind::kInteger},
    {"truncated", "已截断", "truncated", {}, ValueKind::kBoolean},
}};

const std::array<TableColumn, 4> kDateParts = {{{"year", "年", ValueKind::kInteger},
                                                {"month", "月", ValueKind::kInteger},
                                                {"day", "日", ValueKind::kInteger},
                                                {"precision", "日期精度"}}};

void append_date_parts(Row& row, const Value& record) {
  const auto parts = date_parts(member_of(record, "start"), member_of(record, "end"),
                                member_of(record, "partial"));
  row.insert(row.end(), {parts.year, parts.month, parts.day, parts.precision});
}

const TableColumn kWarnings{"warnings", "警告", ValueKind::kText, true};

// 会议数; a type whose schema has no title is called by its collection.
std::string count_title(const CollectionInfo& collection) {
  return collection.title.empty() ? collection.collection + "_count" : collection.title + "数";
}

}  // namespace

Table DocumentTable::table() const {
  Table table{"documents", "文档", {}, {"id"}};
  for (const DocumentColumn& one : kDocumentColumns) {
    table.columns.push_back({std::string(one.name), std::string(one.title), one.kind, one.list});
  }
  for (const CollectionInfo& one : counted_) {
    table.columns.push_back({one.collection + "_count", count_title(one), ValueKind::kInteger});
  }
  table.columns.push_back(kWarnings);
  return table;
}

Result<void> DocumentTable::rows(const DocumentView& document, const TakeRow& take) {
  Row row;
  for (const DocumentColumn& one : kDocumentColumns) {
    const Value& field = member_of(document.fields(), one.field);
    row.push_back(one.member.empty() ? field : member_of(field, one.member));
  }
  for (const CollectionInfo& one : counted_) {
    row.emplace_back(document.records(one.collection).size());
  }
  row.push_back(warning_codes(document.value()));
  return take(row);
}

RecordTable::RecordTable(CollectionInfo collection)
    : collection_(std::move(collection)), dated_(has_days(collection_)) {
  for (const TableColumn& part : kDateParts) {
    for (const auto& own : collection_.columns) dated_ = dated_ && own.name != part.name;
  }
}

Table RecordTable::table() const {
  Table table{collection_.collection, collection_.title, {}, {"id"}};
  auto& columns = table.columns;
  columns = {{"document_id", "文档编号", ValueKind::kText, false, "documents", "id"},
             {"path", "路径"},
             {"id", "编号"}};
  for (const auto& one : collection_.columns) {
    columns.push_back({one.name, one.title, one.kind, one.list});
  }
  if (dated_) columns.insert(columns.end(), kDateParts.begin(), kDateParts.end());
  columns.insert(columns.end(), {{"evidence_sentence", "原文句子"},
                                 {"span_start", "起始位置", ValueKind::kInteger},
                                 {"span_end", "结束位置", ValueKind::kInteger},
                                 {"rule", "规则"},
                                 kWarnings});
  return table;
}

Result<void> RecordTable::rows(const DocumentView& document, const TakeRow& take) {
  for (const Value& record : document.records(collection_.collection)) {
    const CodePointSpan span = span_of(record);
    Row row = {member_of(document.fields(), "id"), member_of(document.fields(), "path"),
               member_of(record, "id")};
    for (const auto& column : collection_.columns) row.push_back(member_of(record, column.name));
    if (dated_) append_date_parts(row, record);
    row.emplace_back(document.sentence(record));
    row.emplace_back(span.begin);
    row.emplace_back(span.end);
    row.push_back(member_of(record, "rule"));
    row.push_back(warning_codes(record));
    if (auto taken = take(row); !taken) return taken;
  }
  return {};
}

}  // namespace zhailu::write
