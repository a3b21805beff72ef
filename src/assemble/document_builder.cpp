#include "assemble/document_builder.hpp"

#include <algorithm>
#include <utility>

#include "assemble/document_fields.hpp"
#include "assemble/record_writer.hpp"
#include "base/utf8.hpp"

namespace zhailu::assemble {
namespace {

using ruleset::FieldKind;

constexpr std::size_t kLongestTitle = 1000;  // code points
constexpr std::size_t kMaxValues = 500;      // of a distribution list, of authors

class Builder {
 public:
  Builder(const DocumentView& view, const ValueReader& values, const AssembleOptions& options)
      : view_(view), values_(values), options_(options), fields_(view) {}

  Value build() {
    const model::Analysis& analysis = view_.analysis;
    Value document = Value::Object{};
    document.set("id", options_.document_id);
    document.set("path", analysis.path);
    document.set("title", title());
    document.set("published", published());
    document.set("source", source());
    document.set("authors", authors());
    document.set("reference_date",
                 analysis.reference_date ? Value(iso_day(*analysis.reference_date)) : Value());
    document.set("reference_basis", analysis.reference_basis);
    document.set("genre", single("genre", "genre", FieldKind::kText));
    document.set("issue", issue());
    document.set("contact", contact());
    document.set("distribution", distribution());
    document.set("encoding", analysis.decoded.encoding);
    document.set("encoding_basis", analysis.decoded.encoding_basis);
    document.set("replaced", analysis.decoded.replaced);
    document.set("sha256", analysis.sha256);
    document.set("truncated", analysis.truncated);
    if (options_.evidence) document.set("evidence", std::move(evidence_));
    document.set("warnings", warnings());
    if (options_.with_text) add_text(document);
    return document;
  }

 private:
  // The first usable piece of a field; its place becomes evidence under `slot`.
  Value single(std::string_view field, std::string_view slot, FieldKind kind) {
    for (const DocumentFields::Piece& piece : fields_.of(field)) {
      const auto value = read(piece, slot, kind);
      if (!value) continue;
      note(slot, value->evidence);
      return value->value;
    }
    return {};
  }

  std::optional<FieldValue> read(const DocumentFields::Piece& piece, std::string_view slot,
                                 FieldKind kind) {
    if (piece.set) return values_.attribute(*piece.set, kind, piece.found.span);
    return values_.read(piece.found, kind, false, slot, warnings_);
  }

  void note(std::string_view slot, Span<Normalized> span) {
    Value* spans = evidence_.find(slot);
    if (spans == nullptr) {
      evidence_.set(slot, Value::Array{});
      spans = evidence_.find(slot);
    }
    spans->array().push_back(span_value(view_.position(span)));
  }

  Value title() {
    const Span<Normalized> span = title_span();
    if (span.empty()) return cut_page_title();
    const Span<Normalized> kept{span.begin, span.begin + kept_bytes(view_.reader.text(span))};
    note("title", kept);
    return view_.value_text(kept);
  }

  // What a document rule captured, else the first title block with those that go on with it.
  Span<Normalized> title_span() const {
    for (const DocumentFields::Piece& piece : fields_.of("title")) {
      if (piece.set) continue;
      const std::int32_t mention = piece.found.mention;
      return mention >= 0 ? view_.reader.value_span(mention) : piece.found.span;
    }
    const auto& blocks = view_.analysis.segments.blocks;
    const auto is_title = [](const model::Block& block) {
      return block.kind == model::BlockKind::kTitle;
    };
    const auto first = std::find_if(blocks.begin(), blocks.end(), is_title);
    if (first == blocks.end()) return {};
    auto last = first;
    while (last + 1 != blocks.end() && is_title(*(last + 1))) ++last;
    return {first->span.begin, last->span.end};
  }

  Value cut_page_title() {
    const std::string& title = view_.analysis.decoded.page.title;
    if (title.empty()) return {};
    return title.substr(0, kept_bytes(title));
  }

  // The bytes of a title that are kept; a warning when that is not all.
  std::size_t kept_bytes(std::string_view title) {
    if (base::count_code_points(title) <= kLongestTitle) return title.size();
    std::size_t end = 0;
    for (std::size_t i = 0; i < kLongestTitle; ++i) end += base::character_bytes(title[end]);
    warnings_.push_back({"cut", "title", std::nullopt, "the title is longer than 1000 characters"});
    return end;
  }

  // Page data before the text, in the order of the reference date.
  Value published() {
    if (view_.analysis.page_date) return iso_day(*view_.analysis.page_date);
    return single("published", "published", FieldKind::kText);
  }

  Value source() {
    const Value captured = single("source", "source", FieldKind::kText);
    if (!captured.is_null()) return captured;
    const std::string_view page = fields_.page("source");
    if (!page.empty()) return page;
    const auto issuer = view_.analysis.links.issuer;
    if (!issuer) return {};
    const Span<Normalized> span = view_.reader.value_span(*issuer);
    note("source", span);
    return view_.value_text(span);
  }

  Value authors() {
    Value::Array all;
    const auto type = view_.pack.find_type("author");
    for (const model::Mention& mention : view_.analysis.mentions) {
      if (type && mention.type == *type && all.size() < kMaxValues) add_author(mention, all);
    }
    const std::string_view page = fields_.page("author");
    if (all.empty() && !page.empty()) {
      all.push_back(Value::Object{{"name", page}, {"role", Value()}});
    }
    return all;
  }

  // One author for each name; who is named again may get the role that is missing.
  void add_author(const model::Mention& mention, Value::Array& all) {
    const auto name = part_of(mention, "name");
    if (!name) return;
    const auto role = part_of(mention, "role");
    const auto known = std::find_if(all.begin(), all.end(), [&](const Value& other) {
      return *other.find("name") == name->value;
    });
    if (known == all.end()) {
      note("authors", name->evidence);
      all.push_back(Value::Object{{"name", name->value}, {"role", role ? role->value : Value()}});
    } else if (role && known->find("role")->is_null()) {
      known->set("role", role->value);
    }
  }

  std::optional<FieldValue> part_of(const model::Mention& mention, std::string_view part) {
    const auto name = view_.pack.find_name(part);
    const model::Capture* capture =
        name ? ruleset::MentionReader::capture(mention, *name) : nullptr;
    if (capture == nullptr) return std::nullopt;
    return values_.read({capture->span, capture->mention}, FieldKind::kText, false, "authors",
                        warnings_);
  }

  Value issue() {
    Value value = Value::Object{};
    value.set("year", single("issue_year", "issue.year", FieldKind::kInteger));
    value.set("number", single("issue_number", "issue.number", FieldKind::kInteger));
    value.set("total", single("issue_total", "issue.total", FieldKind::kInteger));
    return value;
  }

  Value contact() {
    Value value = Value::Object{};
    for (const std::string part : {"address", "postcode", "phone", "fax", "email"}) {
      value.set(part, single(part, "contact." + part, FieldKind::kText));
    }
    return value;
  }

  Value distribution() {
    Value value = Value::Object{};
    value.set("report", list("report", "distribution.report"));
    value.set("send", list("send", "distribution.send"));
    value.set("issue", list("issue_to", "distribution.issue"));
    return value;
  }

  Value list(std::string_view field, std::string_view slot) {
    Value::Array values;
    for (const DocumentFields::Piece& piece : fields_.of(field)) {
      const auto value = read(piece, slot, FieldKind::kText);
      if (!value || values.size() == kMaxValues) continue;
      if (std::find(values.begin(), values.end(), value->value) != values.end()) continue;
      note(slot, value->evidence);
      values.push_back(value->value);
    }
    return values;
  }

  Value warnings() {
    Value::Array all;
    for (const model::DocumentWarning& warning : view_.analysis.decoded.warnings) {
      all.push_back(warning_value({warning.code, {}, std::nullopt, warning.text}, view_));
    }
    for (const DraftWarning& warning : warnings_) all.push_back(warning_value(warning, view_));
    return all;
  }

  void add_text(Value& document) const {
    document.set("text", view_.analysis.decoded.text);
    Value::Array removed;
    for (const model::MapPiece& piece : view_.analysis.normalized.map.pieces()) {
      if (piece.kind != model::MapKind::kRemoved) continue;
      removed.push_back(span_value(view_.code_points.span(piece.decoded)));
    }
    document.set("removed", std::move(removed));
    Value::Array sentences;
    for (const model::Sentence& sentence : view_.analysis.segments.sentences) {
      sentences.push_back(span_value(view_.position(sentence.span)));
    }
    document.set("sentences", std::move(sentences));
  }

  const DocumentView& view_;
  const ValueReader& values_;
  const AssembleOptions& options_;
  DocumentFields fields_;
  Value evidence_ = Value::Object{};
  std::vector<DraftWarning> warnings_;
};

}  // namespace

Value build_document(const DocumentView& view, const ValueReader& values,
                     const AssembleOptions& options) {
  return Builder(view, values, options).build();
}

}  // namespace zhailu::assemble
