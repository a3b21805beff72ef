#include "ruleset/rule_test_reader.hpp"

#include <algorithm>

#include "ruleset/key_tables.hpp"

namespace zhailu::ruleset {
namespace {


// One mapping for each find; a mapping alone is the only find's.
void read_expectation(const Node& expect, const FieldReader& reader, RuleTest& test) {
  const auto add = [&](const Node& one) {
    if (one.kind == Node::Kind::kMapping) return test.expect.push_back(node_value(one));
    reader.error("ruleset.test", "`expect` is none, a mapping or a list of mappings",
                 "expect: {field: value}", one.place);
  };
  test.none = expect.kind == Node::Kind::kScalar && expect.scalar == "none";
  if (test.none) return;
  if (expect.kind != Node::Kind::kSequence) return add(expect);
  for (const Node& one : expect.items) add(one);
}

bool is_iso_day(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  return text.size() == kForm.size() &&
         std::equal(text.begin(), text.end(), kForm.begin(), [](char c, char form) {
           return form == 'd' ? c >= '0' && c <= '9' : c == form;
         });
}

RuleTest read_test(const Node& node, const FieldReader& reader) {
  RuleTest test;
  test.place = node.place;
  if (!reader.is_mapping(node)) return test;
  check_keys(node, test_keys(), reader.diagnostics());
  const Node* text = node.find("text");
  const Node* expect = node.find("expect");
  if (text == nullptr || expect == nullptr) {
    reader.error("ruleset.test", "a test needs `text` and `expect`", "expect: none, or the fields",
                 node.place);
    return test;
  }
  test.text = reader.text(*text);
  read_expectation(*expect, reader, test);
  if (const Node* day = node.find("reference_date")) {
    test.reference_date = reader.text(*day);
    if (!is_iso_day(*test.reference_date)) {
      reader.error("ruleset.test", say("'{}' is no day", *test.reference_date),
                   "reference_date: 2020-07-16", day->place);
    }
  }
  if (const Node* todo = node.find("todo")) test.todo = reader.text(*todo);
  if (const Node* block = node.find("block")) {
    const std::uint32_t kinds = reader.block_kinds(*block);
    for (int kind = 0; kind < model::kBlockKinds; ++kind) {
      if (kinds == 1u << kind) test.block = static_cast<model::BlockKind>(kind);
    }
  }
  return test;
}

}  // namespace

std::vector<RuleTest> read_rule_tests(const Node& node, const FieldReader& reader) {
  std::vector<RuleTest> tests;
  if (node.kind != Node::Kind::kSequence) {
    reader.error("ruleset.wrong_type", "`tests` is a list", "begin each test with `- text:`",
                 node.place);
    return tests;
  }
  for (const Node& item : node.items) tests.push_back(read_test(item, reader));
  return tests;
}

Value node_value(const Node& node) {
  if (node.kind == Node::Kind::kSequence) {
    Value::Array items;
    for (const Node& item : node.items) items.push_back(node_value(item));
    return items;
  }
  if (node.kind == Node::Kind::kMapping) {
    Value::Object members;
    for (const auto& [key, value] : node.members)
      members.emplace_back(key.scalar, node_value(value));
    return members;
  }
  if (node.quoted) return node.scalar;
  if (node.scalar == "null" || node.scalar.empty()) return nullptr;
  if (node.scalar == "true" || node.scalar == "false") return node.scalar == "true";
  const bool digits = std::all_of(node.scalar.begin(), node.scalar.end(),
                                  [](char c) { return c >= '0' && c <= '9'; });
  if (digits && node.scalar.size() < 10) return static_cast<std::int64_t>(std::stoll(node.scalar));
  return node.scalar;
}

}  // namespace zhailu::ruleset
