#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "zhailu/result.hpp"

// YAML as rule packs use it: one document of mappings, lists and texts, each with its place.
// Anchors, aliases, tags, merge keys, further documents, tabs in indentation, quoted texts over
// several lines and non-text or repeated keys are errors. The only file that speaks to yaml-cpp.
namespace zhailu::ruleset {

struct Node {
  enum class Kind : std::uint8_t { kScalar, kSequence, kMapping };

  Kind kind = Kind::kScalar;
  // Text of a scalar: as written when plain, unescaped when quoted. An absent value is plain and "".
  std::string scalar;
  bool quoted = false;         // '…', "…" or a block text (| and >)
  bool double_quoted = false;  // "…"
  bool is_block = false;       // | or >
  std::vector<Node> items;
  std::vector<std::pair<Node, Node>> members;  // keys are scalars, distinct, in the file's order
  Place place;

  // The value of that key, or nullptr; nullptr also when this is no mapping.
  [[nodiscard]] const Node* find(std::string_view key) const;
  // A plain ~, null or nothing.
  [[nodiscard]] bool is_null() const;
};

struct YamlLimits {
  std::size_t max_bytes = std::size_t{4} << 20;
  std::size_t max_depth = 64;
  std::size_t max_nodes = 1'000'000;
};

// `path` is what messages show. Errors: "ruleset.encoding", "ruleset.too_large", "ruleset.syntax",
// "ruleset.duplicate_key", "ruleset.yaml_feature", "ruleset.empty"; all that can be told apart are
// listed, in the order of the file.
Result<Node> read_yaml(std::string_view bytes, const std::string& path);
Result<Node> read_yaml(std::string_view bytes, const std::string& path, const YamlLimits& limits);

// The node's value in that type; otherwise nothing and an error "ruleset.wrong_type" is added.
//   boolean: plain true or false
//   integer: plain decimal digits without leading zero, a minus before them; 64 bits
//   text:    any scalar, but a plain yes, no, on, off, null, ~ or nothing must be quoted
std::optional<bool> as_boolean(const Node& node, Diagnostics& diagnostics);
std::optional<std::int64_t> as_integer(const Node& node, Diagnostics& diagnostics);
std::optional<std::string> as_text(const Node& node, Diagnostics& diagnostics);

// Adds "ruleset.unknown_key" for each key that is not allowed, with the nearest allowed one, and
// "ruleset.wrong_type" when `node` is no mapping. True when nothing was added.
bool check_keys(const Node& node, std::span<const std::string_view> allowed,
                Diagnostics& diagnostics);

}  // namespace zhailu::ruleset
