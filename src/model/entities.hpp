#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "zhailu/span.hpp"

namespace zhailu::model {

// One thing under all its names: a person, a body. Made for record types that merge over the document.
struct Entity {
  std::uint16_t type = 0;                 // mention type
  std::int32_t name = -1;                 // the mention in its fullest form
  std::vector<std::int32_t> mentions;     // in text order
  std::vector<Span<Normalized>> aliases;  // other forms, the first place of each, in text order
};

// The body that a short word stands for: an organization mention, of whose name `name` is all or the
// head (柳坪县档案馆 of 柳坪县档案馆办公室).
struct BodyReference {
  std::int32_t mention = -1;
  Span<Normalized> name;
  bool whole = true;
};

// What `link` found to belong together. Indices are those of the document's mentions.
struct Links {
  std::vector<Entity> entities;         // by the place of their first mention
  std::vector<std::int32_t> entity_of;  // by mention: index into `entities`, or -1
  // By mention that stands for a body without being its name (局, 中心); absent: for none known.
  std::unordered_map<std::int32_t, BodyReference> bodies;
  std::optional<std::int32_t> issuer;  // organization mention that names the issuing body
};

}  // namespace zhailu::model
