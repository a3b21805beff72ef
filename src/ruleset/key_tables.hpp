#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ruleset/yaml_reader.hpp"

// The keys of pack.yaml and of rule files, each written down once: the readers take these and no others, and
// `zhailu schema rules` describes them to editors. rules/README.md explains them; a test compares the two.
namespace zhailu::ruleset {

// What a key may have as its value.
enum class Shape : std::uint8_t {
  kText,
  kTexts,     // a text or a list of texts
  kPattern,   // a pattern
  kPatterns,  // a pattern or a list of which any may match
  kNumber,    // whole
  kBoolean,
  kWord,          // one of Key::words
  kBlockKinds,    // kinds of blocks, one or a list
  kObject,        // the keys of Key::table
  kObjects,       // a list of such
  kNamed,         // names of the author's choice, each with the keys of Key::table
  kNamedOrLists,  // … or with a list of such
  kNamedTexts,    // names of the author's choice, each with a text or a list of texts
  kTextOrObject,
  kAny
};

struct KeyTable;

struct Key {
  std::string_view name;
  Shape shape;
  std::string_view english;  // what it means
  std::string_view chinese;
  const KeyTable* table = nullptr;
  std::span<const std::string_view> words = {};
};

struct KeyTable {
  std::string_view name;  // "rule"
  std::span<const Key> keys;
  std::span<const std::string_view> needed = {};
};

const KeyTable& rule_keys();
const KeyTable& sequence_keys();
const KeyTable& near_keys();
const KeyTable& remember_keys();
const KeyTable& slot_keys();
const KeyTable& attach_keys();
const KeyTable& test_keys();
const KeyTable& record_test_keys();  // of *.test.yaml
const KeyTable& manifest_keys();
const KeyTable& record_keys();
const KeyTable& merge_keys();
const KeyTable& document_keys();
const KeyTable& lexicon_keys();
const KeyTable& phase_keys();

// As check_keys() of yaml_reader.hpp.
bool check_keys(const Node& node, const KeyTable& table, Diagnostics& diagnostics);

}  // namespace zhailu::ruleset
