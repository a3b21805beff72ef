#include "authoring/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "authoring/display_width.hpp"
#include "authoring/record_matching.hpp"
#include "write/evidence_sentence.hpp"
#include "write/json_emitter.hpp"

namespace zhailu::authoring {
namespace {

using Kind = RecordChange::Kind;

// What differs without a rule's doing, or follows from what is compared.
bool is_compared(const std::string& field) {
  return field != "id" && field != "evidence" && field != "sha256";
}

std::string text_member(const Value& record, std::string_view name) {
  const Value* value = record.find(name);
  return value != nullptr && value->is_text() ? value->text() : std::string();
}

std::string name_of(const Value& record) {
  for (const std::string_view name : {"name", "title", "text"}) {
    if (std::string text = text_member(record, name); !text.empty()) return text;
  }
  return {};
}

CodePointSpan span_of(const Value& record) {
  const Value* span = record.find("span");
  if (span == nullptr || !span->is_array() || span->array().size() != 2) return {};
  return {static_cast<std::size_t>(span->array()[0].integer()),
          static_cast<std::size_t>(span->array()[1].integer())};
}

const Value::Array& list_of(const Value& records, std::string_view name) {
  static const Value::Array kNone;
  const Value* list = records.find(name);
  return list != nullptr && list->is_array() ? list->array() : kNone;
}

// The records of a document by their ids, which count and so differ when one more is found before them.
class Names {
 public:
  Names(const Value& records, const std::vector<std::string>& collections) {
    for (const std::string& collection : collections) {
      for (const Value& record : list_of(records, collection))
        names_[text_member(record, "id")] = name_of(record);
    }
  }
  // The value with names in the place of ids.
  [[nodiscard]] Value named(const Value& value) const {
    if (value.is_text()) {
      const auto name = names_.find(value.text());
      return name == names_.end() ? value : Value(name->second);
    }
    if (!value.is_array()) return value;
    Value::Array all;
    for (const Value& one : value.array()) all.push_back(named(one));
    return all;
  }

 private:
  std::map<std::string, std::string> names_;
};

class DocumentDiff {
 public:
  DocumentDiff(const DocumentRecords& before, const DocumentRecords& after,
               const std::vector<std::string>& collections)
      : before_(before.value),
        after_(after.value),
        collections_(collections),
        names_before_(before_, collections),
        names_after_(after_, collections),
        sentences_before_(before),
        sentences_after_(after) {}

  std::vector<RecordChange> run() {
    const Value* document = before_.find("document");
    path_ = document != nullptr ? text_member(*document, "path") : "";
    if (document != nullptr) compare("document", *document, *after_.find("document"));
    for (const std::string& name : collections_) {
      const Value::Array& old = list_of(before_, name);
      const Value::Array& fresh = list_of(after_, name);
      for (const RecordPair& pair : match_records(old, fresh)) {
        if (!pair.after) add(Kind::kLost, name, old[*pair.before]);
        if (!pair.before) add(Kind::kAdded, name, fresh[*pair.after]);
        if (pair.before && pair.after) compare(name, old[*pair.before], fresh[*pair.after]);
      }
    }
    return std::move(changes_);
  }

 private:
  RecordChange& add(Kind kind, const std::string& collection, const Value& record) {
    const CodePointSpan span = span_of(record);
    const auto& sentences = kind == Kind::kAdded ? sentences_after_ : sentences_before_;
    const bool whole = collection == "document";
    changes_.push_back({kind,
                        path_,
                        collection,
                        text_member(record, "rule"),
                        span,
                        name_of(record),
                        whole ? "" : sentences.at(span),
                        {}});
    return changes_.back();
  }

  void compare(const std::string& collection, const Value& old, const Value& fresh) {
    std::vector<FieldChange> fields;
    for (const auto& [name, value] : old.object()) {
      if (!is_compared(name)) continue;
      const Value* now = fresh.find(name);
      compare_field(name, value, now != nullptr ? *now : Value(), fields);
    }
    for (const auto& [name, value] : fresh.object()) {
      if (is_compared(name) && old.find(name) == nullptr)
        compare_field(name, Value(), value, fields);
    }
    if (!fields.empty()) add(Kind::kChanged, collection, old).fields = std::move(fields);
  }

  void compare_field(const std::string& name, const Value& old, const Value& fresh,
                     std::vector<FieldChange>& fields) const {
    Value before = names_before_.named(old);
    Value after = names_after_.named(fresh);
    if (before != after) fields.push_back({name, std::move(before), std::move(after)});
  }

  const Value& before_;
  const Value& after_;
  const std::vector<std::string>& collections_;
  Names names_before_;
  Names names_after_;
  write::EvidenceSentences sentences_before_;
  write::EvidenceSentences sentences_after_;
  std::string path_;
  std::vector<RecordChange> changes_;
};

void count(DiffCounts& counts, Kind kind) {
  ++(kind == Kind::kAdded ? counts.added : kind == Kind::kLost ? counts.lost : counts.changed);
}

// The collections of both packs, the old one's first.
std::vector<std::string> collections_of(const Extractor& before, const Extractor& after) {
  std::vector<std::string> names;
  for (const Extractor* one : {&before, &after}) {
    for (const CollectionInfo& info : one->collections()) {
      if (std::find(names.begin(), names.end(), info.collection) == names.end())
        names.push_back(info.collection);
    }
  }
  return names;
}

std::string compact(const Value& value) {
  return harmless(write::to_json(value, write::JsonLayout::kCompact));
}

std::string_view kind_name(Kind kind) {
  return kind == Kind::kAdded ? "added" : kind == Kind::kLost ? "lost" : "changed";
}

void add_counts(Value& value, const DiffCounts& counts) {
  value.set("added", counts.added);
  value.set("lost", counts.lost);
  value.set("changed", counts.changed);
}

}  // namespace

std::vector<RecordChange> changes_between(const DocumentRecords& before,
                                          const DocumentRecords& after,
                                          const std::vector<std::string>& collections) {
  return DocumentDiff(before, after, collections).run();
}

Result<DiffSummary> diff_packs(const Extractor& before, const Extractor& after,
                               const DocumentRunRequest& request, const ExtractOptions& options,
                               const std::function<void(const RecordChange&)>& take,
                               const std::function<void(const DocumentFailure&)>& fail) {
  DiffSummary summary;
  const std::vector<std::string> collections = collections_of(before, after);
  const auto count_failure = [&](const DocumentFailure& failure) {
    ++summary.failures;
    fail(failure);
  };
  const auto deliver = [&](const std::vector<RecordChange>& changes) {
    ++summary.documents;
    for (const RecordChange& one : changes) {
      count(summary.counts, one.kind);
      count(summary.by_rule[one.rule], one.kind);
      take(one);
    }
  };
  const auto work = [&](const DocumentInput& input) -> std::function<void()> {
    const auto old = before.extract(input, options);
    const auto fresh = after.extract(input, options);
    if (!old || !fresh) {
      return [&, failure = old ? fresh.error() : old.error()] { count_failure(failure); };
    }
    auto changes =
        std::make_shared<std::vector<RecordChange>>(changes_between(*old, *fresh, collections));
    return [&, changes] { deliver(*changes); };
  };
  if (auto done = for_each_document(request, work, count_failure); !done)
    return tl::unexpected(done.error());
  return summary;
}

std::string as_text(const RecordChange& change) {
  const char sign = change.kind == Kind::kAdded ? '+' : change.kind == Kind::kLost ? '-' : '~';
  std::string text =
      fmt::format("{} {}: {}  {}  {} {}–{}\n", sign, change.collection, harmless(change.name),
                  change.rule, harmless(change.path), change.span.begin, change.span.end);
  if (!change.sentence.empty()) text += "    " + harmless(change.sentence) + "\n";
  for (const FieldChange& one : change.fields)
    text += fmt::format("    {}: {} → {}\n", one.field, compact(one.before), compact(one.after));
  return text;
}

std::string as_json(const RecordChange& change) {
  Value::Array fields;
  for (const FieldChange& one : change.fields) {
    fields.push_back(
        Value::Object{{"field", one.field}, {"before", one.before}, {"after", one.after}});
  }
  const Value value = Value::Object{{"change", kind_name(change.kind)},
                                    {"path", change.path},
                                    {"collection", change.collection},
                                    {"rule", change.rule},
                                    {"span", Value::Array{change.span.begin, change.span.end}},
                                    {"name", change.name},
                                    {"sentence", change.sentence},
                                    {"fields", std::move(fields)}};
  return write::to_json(value, write::JsonLayout::kCompact) + "\n";
}

std::string as_text(const DiffSummary& summary) {
  std::size_t width = 4;
  for (const auto& [rule, counts] : summary.by_rule) width = std::max(width, rule.size());
  std::string text;
  if (!summary.by_rule.empty())
    text += fmt::format("{:<{}}  added   lost  changed\n", "rule", width);
  for (const auto& [rule, counts] : summary.by_rule) {
    text += fmt::format("{:<{}}  {:>5}  {:>5}  {:>7}\n", rule.empty() ? "-" : rule, width,
                        counts.added, counts.lost, counts.changed);
  }
  return text + fmt::format("{} document{}: {} added, {} lost, {} changed\n", summary.documents,
                            summary.documents == 1 ? "" : "s", summary.counts.added,
                            summary.counts.lost, summary.counts.changed);
}

std::string as_json(const DiffSummary& summary) {
  Value::Array rules;
  for (const auto& [rule, counts] : summary.by_rule) {
    Value one = Value::Object{{"rule", rule}};
    add_counts(one, counts);
    rules.push_back(std::move(one));
  }
  Value all = Value::Object{{"documents", summary.documents}, {"failures", summary.failures}};
  add_counts(all, summary.counts);
  all.set("rules", std::move(rules));
  return write::to_json(Value::Object{{"summary", std::move(all)}}, write::JsonLayout::kCompact) +
         "\n";
}

}  // namespace zhailu::authoring
