#include "write/archive_tables.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "write/references.hpp"

namespace zhailu::write {
namespace {

using Group = ArchiveRegistry::Group;
using Entry = ArchiveRegistry::Entry;

std::string_view text_or_none(const Value& value) {
  return value.is_text() ? std::string_view(value.text()) : std::string_view();
}

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

// The first and the last day, and how many documents there are, of some records.
struct Extent {
  std::string first;
  std::string last;
  std::set<TextPool::Number> documents;

  void add(const Entry& entry, const ArchiveRecords& records) {
    documents.insert(entry.document);
    const std::string& day = records.text(entry.day);
    if (day.empty()) return;
    if (first.empty() || day < first) first = day;
    last = std::max(last, day);
  }
};

// body, post → when. Ordered by their texts.
using Posts = std::map<std::pair<std::string, std::string>, Extent>;

Posts posts_of(const Group& group, const ArchiveRecords& records) {
  Posts posts;
  for (const auto& [entry, reason] : group.members) {
    std::vector<TextPool::Number> held = entry->posts;
    if (held.empty() && entry->body != 0) held.push_back(0);
    for (const auto post : held)
      posts[{records.text(entry->body), records.text(post)}].add(*entry, records);
  }
  return posts;
}

TableColumn group_id(const ArchiveRecords& records) {
  return records.people()
             ? TableColumn{"archive_person_id", "全库人物编号",
                           ValueKind::kText,    false,
                           "persons",           "id"}
             : TableColumn{
                   "archive_body_id", "全库单位编号", ValueKind::kText, false, "bodies", "id"};
}

const TableColumn kFirst{"first", "最早日期", ValueKind::kDay};
const TableColumn kLast{"last", "最晚日期", ValueKind::kDay};
const TableColumn kDocuments{"documents", "文档数", ValueKind::kInteger};

// What the tables of a registry share.
class ArchiveTable : public TableSource {
 public:
  explicit ArchiveTable(std::shared_ptr<ArchiveRecords> records) : records_(std::move(records)) {}
  Result<void> rows(const DocumentView& document, const TakeRow& /*take*/) override {
    records_->add(document);
    return {};
  }
  Result<void> last_rows(const TakeRow& take) override {
    for (const Group& group : records_->groups()) {
      if (auto done = rows_of(group, take); !done) return done;
    }
    return {};
  }

 protected:
  [[nodiscard]] virtual Result<void> rows_of(const Group& group, const TakeRow& take) const = 0;
  [[nodiscard]] const ArchiveRecords& records() const { return *records_; }

 private:
  std::shared_ptr<ArchiveRecords> records_;
};

class GroupTable : public ArchiveTable {
 public:
  using ArchiveTable::ArchiveTable;
  [[nodiscard]] Table table() const override {
    const bool people = records().people();
    return {people ? "persons" : "bodies",
            people ? "全库人物" : "全库单位",
            {{"id", "编号"},
             {"name", people ? "姓名" : "名称"},
             {"same_name", "另有同名", ValueKind::kBoolean},
             {people ? "posts" : "aliases", people ? "职务" : "其他称呼", ValueKind::kText, true},
             kFirst,
             kLast,
             kDocuments,
             {"records", "记录数", ValueKind::kInteger}},
            {"id"}};
  }

 protected:
  [[nodiscard]] Result<void> rows_of(const Group& group, const TakeRow& take) const override {
    Extent extent;
    for (const auto& [entry, reason] : group.members) extent.add(*entry, records());
    return take({records().id_of(group), records().text(group.members.front().entry->name),
                 group.same_name, words_of(group), text_or_null(extent.first),
                 text_or_null(extent.last), extent.documents.size(), group.members.size()});
  }

 private:
  // 柳坪县档案馆馆长 of people, other names of bodies.
  [[nodiscard]] Value words_of(const Group& group) const {
    std::set<std::string> words;
    for (const auto& [key, extent] : posts_of(group, records())) {
      words.insert(records().people() ? key.first + key.second : key.second);
    }
    Value::Array list;
    for (const std::string& word : words) {
      if (!word.empty()) list.emplace_back(word);
    }
    return list;
  }
};

class PostTable : public ArchiveTable {
 public:
  using ArchiveTable::ArchiveTable;
  [[nodiscard]] Table table() const override {
    const TableColumn person = group_id(records());
    return {"person_posts",
            "全库人物职务",
            {person,
             {"ordinal", "序号", ValueKind::kInteger},
             {"body", "单位"},
             {"post", "职务"},
             kFirst,
             kLast,
             kDocuments},
            {person.name, "ordinal"}};
  }

 protected:
  // In the order in which they were held, as far as days tell.
  [[nodiscard]] Result<void> rows_of(const Group& group, const TakeRow& take) const override {
    const Posts posts = posts_of(group, records());
    std::vector<const Posts::value_type*> ordered;
    for (const auto& one : posts) ordered.push_back(&one);
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto* one, const auto* two) {
      return one->second.first < two->second.first;
    });
    std::size_t ordinal = 0;
    for (const auto* one : ordered) {
      const auto& [key, extent] = *one;
      auto taken = take({records().id_of(group), ++ordinal, text_or_null(key.first),
                         text_or_null(key.second), text_or_null(extent.first),
                         text_or_null(extent.last), extent.documents.size()});
      if (!taken) return taken;
    }
    return {};
  }
};

class MemberTable : public ArchiveTable {
 public:
  using ArchiveTable::ArchiveTable;
  [[nodiscard]] Table table() const override {
    const CollectionInfo& of = records().collection();
    const std::string record = of.type + "_id";
    return {records().people() ? "person_records" : "body_records",
            records().people() ? "全库人物的记录" : "全库单位的记录",
            {group_id(records()),
             {record, of.title + "编号", ValueKind::kText, false, of.collection, "id"},
             {"document_id", "文档编号", ValueKind::kText, false, "documents", "id"},
             {"merged_by", "合并依据"}},
            {record}};
  }

 protected:
  [[nodiscard]] Result<void> rows_of(const Group& group, const TakeRow& take) const override {
    for (const auto& [entry, reason] : group.members) {
      auto taken = take({records().id_of(group), records().text(entry->record),
                         records().text(entry->document), text_or_null(reason)});
      if (!taken) return taken;
    }
    return {};
  }
};

}  // namespace

ArchiveRecords::ArchiveRecords(CollectionInfo records, const CollectionInfo* organizations)
    : records_(std::move(records)),
      organizations_(organizations ? organizations->collection : ""),
      people_(records_.type == "person") {}

Entry ArchiveRecords::entry_of(const Value& record, const std::vector<Value>& short_names) {
  const Value& name = member_of(record, "name");
  // The name of a body is the body that its records have in common.
  const Value& body = people_ ? member_of(record, "organization") : name;
  const Value& redacted = member_of(record, "redacted");
  Entry entry;
  TextPool& texts = registry_.texts();
  entry.name = texts.number_of(text_or_none(name));
  entry.record = texts.number_of(text_or_none(member_of(record, "id")));
  entry.body = texts.number_of(text_or_none(body));
  entry.short_body = std::find(short_names.begin(), short_names.end(), body) != short_names.end();
  entry.apart = (redacted.is_boolean() && redacted.boolean()) || (!people_ && entry.short_body);
  for (const auto post : texts_of(member_of(record, people_ ? "titles" : "aliases"))) {
    entry.posts.push_back(texts.number_of(post));
  }
  return entry;
}

void ArchiveRecords::add(const DocumentView& document) {
  const std::string_view id = text_or_none(member_of(document.fields(), "id"));
  if (id == last_document_) return;
  last_document_ = id;
  std::vector<Value> short_names;
  for (const Value& one : document.records(organizations_)) {
    if (member_of(one, "level") == Value("short")) short_names.push_back(member_of(one, "name"));
  }
  const auto number = registry_.texts().number_of(id);
  const auto day =
      registry_.texts().number_of(text_or_none(member_of(document.fields(), "reference_date")));
  for (const Value& record : document.records(records_.collection)) {
    Entry entry = entry_of(record, short_names);
    entry.document = number;
    entry.day = day;
    registry_.add(std::move(entry));
  }
}

const std::vector<Group>& ArchiveRecords::groups() {
  if (!std::exchange(grouped_, true)) groups_ = registry_.groups();
  return groups_;
}

std::string ArchiveRecords::id_of(const Group& group) const {
  return (people_ ? "P" : "B") + text(group.members.front().entry->record);
}

std::vector<std::unique_ptr<TableSource>> archive_tables(std::shared_ptr<ArchiveRecords> records) {
  std::vector<std::unique_ptr<TableSource>> tables;
  tables.push_back(std::make_unique<GroupTable>(records));
  if (records->people()) tables.push_back(std::make_unique<PostTable>(records));
  tables.push_back(std::make_unique<MemberTable>(std::move(records)));
  return tables;
}

}  // namespace zhailu::write
