#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assemble/document_view.hpp"
#include "assemble/draft.hpp"
#include "assemble/value_reader.hpp"

namespace zhailu::assemble {

// What document mentions capture and set, by field name, each in text order.
class DocumentFields {
 public:
  struct Piece {
    Found found;
    std::optional<std::string> set;  // an attribute instead of text
  };

  explicit DocumentFields(const DocumentView& view);

  [[nodiscard]] const std::vector<Piece>& of(std::string_view field) const;
  // The page's meta data for that field, as the pack maps it; empty: none.
  [[nodiscard]] std::string_view page(std::string_view field) const;

 private:
  const DocumentView& view_;
  std::map<std::string, std::vector<Piece>, std::less<>> pieces_;
};

}  // namespace zhailu::assemble
