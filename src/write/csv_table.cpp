#include "write/csv_table.hpp"

#include <array>
#include <string_view>

#include "write/csv_emitter.hpp"

namespace zhailu::write {
namespace {

struct FixedColumn {
  std::string_view name;
  std::string_view title;
};

constexpr std::array<FixedColumn, 3> kBeforeFields = {{
    {"document_id", "文档编号"},
    {"path", "路径"},
    {"id", "编号"},
}};

constexpr std::array<FixedColumn, 5> kAfterFields = {{
    {"evidence_sentence", "原文句子"},
    {"span_start", "起始位置"},
    {"span_end", "结束位置"},
    {"rule", "规则"},
    {"warnings", "警告"},
}};

// A field of the document, or a member of one. Keep the titles in step with
// schemas/document.schema.json (a test compares them).
struct DocumentColumn {
  std::string_view name;
  std::string_view title;
  std::string_view field;
  std::string_view member = {};
};

constexpr std::array<DocumentColumn, 24> kDocumentColumns = {{
    {"id", "文档编号", "id"},
    {"path", "路径", "path"},
    {"title", "标题", "title"},
    {"published", "发布日期", "published"},
    {"source", "来源", "source"},
    {"authors", "作者", "authors"},
    {"reference_date", "基准日期", "reference_date"},
    {"reference_basis", "基准依据", "reference_basis"},
    {"genre", "文体", "genre"},
    {"issue_year", "年", "issue", "year"},
    {"issue_number", "期", "issue", "number"},
    {"issue_total", "总期", "issue", "total"},
    {"contact_address", "地址", "contact", "address"},
    {"contact_postcode", "邮编", "contact", "postcode"},
    {"contact_phone", "电话", "contact", "phone"},
    {"contact_fax", "传真", "contact", "fax"},
    {"contact_email", "电子邮箱", "contact", "email"},
    {"distribution_report", "报", "distribution", "report"},
    {"distribution_send", "送", "distribution", "send"},
    {"distribution_issue", "发", "distribution", "issue"},
    {"encoding", "编码", "encoding"},
    {"encoding_basis", "编码依据", "encoding_basis"},
    {"replaced", "替换数", "replaced"},
    {"truncated", "已截断", "truncated"},
}};

const Value& member_of(const Value& object, std::string_view name) {
  static const Value kNull;
  const Value* member = object.find(name);
  return member ? *member : kNull;
}

std::string warning_codes(const Value& owner) {
  Value::Array codes;
  const Value& warnings = member_of(owner, "warnings");
  if (!warnings.is_array()) return {};
  for (const Value& warning : warnings.array()) codes.push_back(member_of(warning, "code"));
  return cell_text(codes);
}

CodePointSpan span_of(const Value& record) {
  const Value& span = member_of(record, "span");
  if (!span.is_array() || span.array().size() != 2) return {};
  return {static_cast<std::size_t>(span.array()[0].integer()),
          static_cast<std::size_t>(span.array()[1].integer())};
}

void append_record(CsvRow& row, const CollectionInfo& collection, const Value& document,
                   const Value& record, const EvidenceSentences& sentences) {
  const CodePointSpan span = span_of(record);
  row.value(member_of(document, "id"));
  row.value(member_of(document, "path"));
  row.value(member_of(record, "id"));
  for (const auto& column : collection.columns) row.value(member_of(record, column.name));
  row.text(sentences.at(span));
  row.value(span.begin);
  row.value(span.end);
  row.value(member_of(record, "rule"));
  row.text(warning_codes(record));
  row.end();
}

// 会议数, or meetings_count for a type whose schema has no title.
std::string count_header(const CollectionInfo& collection, Header header) {
  if (header == Header::kTitles && !collection.title.empty()) return collection.title + "数";
  return collection.collection + "_count";
}

}  // namespace

void append_record_header(std::string& out, const CollectionInfo& collection, Header header) {
  const bool titles = header == Header::kTitles;
  CsvRow row(out);
  for (const auto& column : kBeforeFields) row.text(titles ? column.title : column.name);
  for (const auto& column : collection.columns) row.text(titles ? column.title : column.name);
  for (const auto& column : kAfterFields) row.text(titles ? column.title : column.name);
  row.end();
}

void append_record_rows(std::string& out, const CollectionInfo& collection,
                        const DocumentRecords& document, const EvidenceSentences& sentences) {
  const Value& records = member_of(document.value, collection.collection);
  if (!records.is_array()) return;
  const Value& owner = member_of(document.value, "document");
  CsvRow row(out);
  for (const Value& record : records.array()) {
    append_record(row, collection, owner, record, sentences);
  }
}

void append_document_header(std::string& out, const std::vector<CollectionInfo>& collections,
                            Header header) {
  const bool titles = header == Header::kTitles;
  CsvRow row(out);
  for (const auto& column : kDocumentColumns) row.text(titles ? column.title : column.name);
  for (const auto& collection : collections) row.text(count_header(collection, header));
  row.text(titles ? "警告" : "warnings");
  row.end();
}

void append_document_row(std::string& out, const std::vector<CollectionInfo>& collections,
                         const DocumentRecords& document) {
  const Value& fields = member_of(document.value, "document");
  CsvRow row(out);
  for (const auto& column : kDocumentColumns) {
    const Value& field = member_of(fields, column.field);
    row.value(column.member.empty() ? field : member_of(field, column.member));
  }
  for (const auto& collection : collections) {
    const Value& records = member_of(document.value, collection.collection);
    row.value(records.is_array() ? records.array().size() : std::size_t{0});
  }
  row.text(warning_codes(document.value));
  row.end();
}

}  // namespace zhailu::write
