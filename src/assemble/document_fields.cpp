#include "assemble/document_fields.hpp"

namespace zhailu::assemble {

DocumentFields::DocumentFields(const DocumentView& view) : view_(view) {
  if (!view.pack.document_type) return;
  for (const model::Mention& mention : view.analysis.mentions) {
    if (mention.type != *view.pack.document_type) continue;
    for (const model::Capture& capture : mention.captures) {
      if (capture.name == ruleset::kNoName) continue;
      pieces_[view.pack.names[capture.name]].push_back(
          {{capture.span, capture.mention}, std::nullopt});
    }
    for (const ruleset::Attribute& one : view.reader.attributes(mention)) {
      pieces_[view.pack.names[one.name]].push_back({{mention.span, -1}, one.value});
    }
  }
}

const std::vector<DocumentFields::Piece>& DocumentFields::of(std::string_view field) const {
  static const std::vector<Piece> kNone;
  const auto found = pieces_.find(field);
  return found == pieces_.end() ? kNone : found->second;
}

std::string_view DocumentFields::page(std::string_view field) const {
  for (const ruleset::PageField& mapping : view_.pack.page) {
    if (mapping.field != field) continue;
    for (const std::string& name : mapping.names) {
      for (const auto& [key, content] : view_.analysis.decoded.page.meta) {
        if (key == name && !content.empty()) return content;
      }
    }
  }
  return {};
}

}  // namespace zhailu::assemble
