#include "write/annotation_writer.hpp"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "write/json_emitter.hpp"
#include "write/offsets.hpp"

namespace zhailu::write {
namespace {

// A place of the text and what stands there; begin, end and label tell marks apart.
struct Mark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string label;

  friend bool operator==(const Mark&, const Mark&) = default;
  friend bool operator<(const Mark& a, const Mark& b) {
    return std::tie(a.begin, b.end, a.label) < std::tie(b.begin, a.end, b.label);
  }
};

bool is_span(const Value& value) {
  return value.is_array() && value.array().size() == 2 && value.array()[0].is_integer() &&
         value.array()[1].is_integer();
}

// The marks of one document, in the order of its text, the longer ones first.
class Marks {
 public:
  explicit Marks(const DocumentRecords& document)
      : map_(document.decoded, offsets_of(document), OffsetUnit::kCodePoint) {}

  void add_record(const Value& record, const std::string& type) {
    const Value* mentions = record.find("mentions");
    const Value* span = record.find("span");
    std::vector<Mark> own;
    if (mentions) add_spans(*mentions, type, own);
    if (own.empty() && span) add_span(*span, type, own);
    if (const Value* evidence = record.find("evidence")) add_evidence(*evidence, type, own);
    marks_.insert(marks_.end(), own.begin(), own.end());
  }

  std::vector<Mark> taken() {
    std::sort(marks_.begin(), marks_.end());
    marks_.erase(std::unique(marks_.begin(), marks_.end()), marks_.end());
    return std::move(marks_);
  }

 private:
  void add_span(const Value& value, const std::string& label, std::vector<Mark>& to) const {
    if (!is_span(value)) return;
    const auto place = [&](std::size_t i) {
      return map_.at(
          static_cast<std::size_t>(std::max<std::int64_t>(value.array()[i].integer(), 0)));
    };
    if (place(0) < place(1)) to.push_back({place(0), place(1), label});
  }

  void add_spans(const Value& list, const std::string& label, std::vector<Mark>& to) const {
    if (!list.is_array()) return;
    for (const Value& one : list.array()) add_span(one, label, to);
  }

  void add_evidence(const Value& evidence, const std::string& type, std::vector<Mark>& own) const {
    if (!evidence.is_object()) return;
    const std::vector<Mark> whole = own;
    const auto is_told = [&](const Mark& mark) {
      return std::any_of(whole.begin(), whole.end(), [&](const Mark& one) {
        return one.begin == mark.begin && one.end == mark.end;
      });
    };
    for (const auto& [slot, spans] : evidence.object()) {
      std::vector<Mark> found;
      add_spans(spans, type + "." + slot, found);
      std::copy_if(found.begin(), found.end(), std::back_inserter(own),
                   [&](const Mark& mark) { return !is_told(mark); });
    }
  }

  PlaceMap map_;
  std::vector<Mark> marks_;
};

std::vector<Mark> marks_of(const DocumentRecords& document, const Selection& selection) {
  Marks marks(document);
  for (const CollectionInfo& info : selection.chosen) {
    const Value* records = document.value.find(info.collection);
    if (!records || !records->is_array()) continue;
    for (const Value& record : records->array()) marks.add_record(record, info.type);
  }
  return marks.taken();
}

Value field(const DocumentRecords& document, std::string_view name) {
  const Value* fields = document.value.find("document");
  const Value* member = fields ? fields->find(name) : nullptr;
  return member ? *member : Value();
}

Value doccano_line(const DocumentRecords& document, const std::vector<Mark>& marks) {
  Value::Array labels;
  for (const Mark& mark : marks) labels.push_back(Value::Array{mark.begin, mark.end, mark.label});
  return Value::Object{{"text", document.decoded},
                       {"label", std::move(labels)},
                       {"document_id", field(document, "id")},
                       {"path", field(document, "path")}};
}

// "shipped 1.2.0": what told the marks, as Label Studio shows it.
std::string model_of(const DocumentRecords& document) {
  const Value* pack = document.value.find("pack");
  const auto text = [&](std::string_view name) {
    const Value* member = pack ? pack->find(name) : nullptr;
    return member && member->is_text() ? member->text() : std::string();
  };
  return text("name") + " " + text("version");
}

Value label_studio_task(const DocumentRecords& document, const std::vector<Mark>& marks) {
  const PlaceMap bytes(document.decoded, OffsetUnit::kCodePoint, OffsetUnit::kByte);
  Value::Array results;
  for (const Mark& mark : marks) {
    const std::size_t begin = bytes.at(mark.begin);
    Value value =
        Value::Object{{"start", mark.begin},
                      {"end", mark.end},
                      {"text", document.decoded.substr(begin, bytes.at(mark.end) - begin)},
                      {"labels", Value::Array{mark.label}}};
    results.push_back(Value::Object{{"id", "m" + std::to_string(results.size() + 1)},
                                    {"from_name", "label"},
                                    {"to_name", "text"},
                                    {"type", "labels"},
                                    {"value", std::move(value)}});
  }
  Value prediction = Value::Object{{"model_version", model_of(document)}, {"result", results}};
  return Value::Object{{"data", Value::Object{{"text", document.decoded},
                                              {"document_id", field(document, "id")},
                                              {"path", field(document, "path")}}},
                       {"predictions", Value::Array{std::move(prediction)}}};
}

}  // namespace

AnnotationWriter::AnnotationWriter(FileSink sink, Selection selection, Tool tool, bool flush_each)
    : sink_(std::move(sink)),
      selection_(std::move(selection)),
      tool_(tool),
      flush_each_(flush_each) {}

Result<void> AnnotationWriter::document(const DocumentRecords& document) {
  const std::vector<Mark> marks = marks_of(document, selection_);
  const bool list = tool_ == Tool::kLabelStudio;
  std::string text = list ? (first_ ? "[\n" : ",\n") : "";
  text += to_json(list ? label_studio_task(document, marks) : doccano_line(document, marks),
                  JsonLayout::kCompact);
  if (!list) text += '\n';
  first_ = false;
  auto written = sink_.write(text);
  return written && flush_each_ ? sink_.flush() : written;
}

Result<void> AnnotationWriter::failure(const DocumentFailure& /*failure*/) { return {}; }

Result<void> AnnotationWriter::finish(const RunReport& /*report*/) {
  Result<void> closed;
  if (tool_ == Tool::kLabelStudio) closed = sink_.write(first_ ? "[]\n" : "\n]\n");
  return closed.and_then([&] { return sink_.finish(); });
}

}  // namespace zhailu::write
