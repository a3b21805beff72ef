#include "write/flat_table.hpp"

#include <algorithm>

#include "write/date_parts.hpp"
#include "write/references.hpp"

namespace zhailu::write {
namespace {

// The names of all slots that hold people and groups, or bodies, each once.
Value names_in(const Value& record, const std::vector<Reference>& references, bool bodies) {
  Value::Array names;
  for (const Reference& one : references) {
    const bool body = one.type == "organization" && one.by == Reference::By::kName;
    const bool group = one.by == Reference::By::kNameIfAny || one.type == "person";
    if (bodies ? !body : !group) continue;
    for (const auto name : texts_of(member_of(record, one.slot->name))) {
      if (std::find(names.begin(), names.end(), Value(name)) == names.end())
        names.emplace_back(name);
    }
  }
  return names;
}

Row row_of(const CollectionInfo& event, const DocumentView& document, const Value& record) {
  const auto parts = date_parts(member_of(record, "start"), member_of(record, "end"),
                                member_of(record, "partial"));
  const auto references = references_of(event);
  const Value& fields = document.fields();
  return {member_of(record, "start"),
          member_of(record, "end"),
          parts.year,
          parts.month,
          parts.day,
          parts.precision,
          member_of(record, "time"),
          event.title.empty() ? event.type : event.title,
          member_of(record, "name"),
          member_of(record, "status"),
          member_of(record, "venue"),
          names_in(record, references, false),
          names_in(record, references, true),
          member_of(fields, "title"),
          member_of(fields, "path"),
          document.sentence(record),
          member_of(fields, "id"),
          member_of(record, "id")};
}

}  // namespace

Table FlatTable::table() const {
  return {"flat",
          "一览",
          {{"start", "开始日期", ValueKind::kDay},
           {"end", "结束日期", ValueKind::kDay},
           {"year", "年", ValueKind::kInteger},
           {"month", "月", ValueKind::kInteger},
           {"day", "日", ValueKind::kInteger},
           {"precision", "日期精度"},
           {"time", "时间", ValueKind::kTime},
           {"type", "类型"},
           {"name", "名称"},
           {"status", "状态"},
           {"place", "地点"},
           {"who", "人员", ValueKind::kText, true},
           {"bodies", "单位", ValueKind::kText, true},
           {"document_title", "文档标题"},
           {"path", "路径"},
           {"evidence_sentence", "原文句子"},
           {"document_id", "文档编号", ValueKind::kText, false, "documents", "id"},
           {"id", "编号"}},
          {"id"}};
}

Result<void> FlatTable::rows(const DocumentView& document, const TakeRow& take) {
  for (const CollectionInfo& event : events_) {
    for (const Value& record : document.records(event.collection)) {
      if (!is_within(record, since_, until_)) continue;
      if (auto taken = take(row_of(event, document, record)); !taken) return taken;
    }
  }
  return {};
}

}  // namespace zhailu::write
