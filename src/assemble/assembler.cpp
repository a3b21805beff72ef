#include "assemble/assembler.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "assemble/document_builder.hpp"
#include "assemble/draft_builder.hpp"
#include "assemble/draft_tables.hpp"
#include "assemble/record_writer.hpp"

namespace zhailu::assemble {
namespace {

using Table = std::vector<Draft>;  // of one record type

// The letter of a record type in ids.
std::string id_letter(const std::string& type) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kLetters = {{
      {"date", "d"},
      {"person", "p"},
      {"organization", "o"},
      {"meeting", "m"},
      {"activity", "a"},
      {"activity_list", "l"},
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

}  // namespace

DocumentRecords assemble(const model::Analysis& analysis, const ruleset::Pack& pack,
                         const AssembleOptions& options) {
  const DocumentView view(analysis, pack);
  const ValueReader values(view, options.count);
  const DraftBuilder builder(view, values);
  std::vector<Table> tables = draft_tables(view, builder);
  finish_tables(tables, view, builder);
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
