#include "ruleset/yaml_reader.hpp"

#include <gtest/gtest.h>

#include <array>

namespace zhailu::ruleset {
namespace {

using namespace std::string_view_literals;

Node read(std::string_view bytes) {
  auto node = read_yaml(bytes, "r.yaml");
  EXPECT_TRUE(node.has_value()) << bytes << "\n"
                                << (node ? "" : format_diagnostic(node.error().diagnostics[0]));
  return node ? *node : Node{};
}

// Each problem as "line:column code message; hint".
std::vector<std::string> problems(std::string_view bytes, const YamlLimits& limits = {}) {
  std::vector<std::string> shown;
  const auto node = read_yaml(bytes, "r.yaml", limits);
  if (node) return shown;
  for (const Diagnostic& d : node.error().diagnostics) {
    EXPECT_EQ(d.place.path, "r.yaml");
    shown.push_back(std::to_string(d.place.line) + ":" + std::to_string(d.place.column) + " " +
                    d.code + " " + d.message.text());
  }
  return shown;
}

using Problems = std::vector<std::string>;

TEST(YamlReader, MappingsListsAndTextsKeepOrderAndPlace) {
  const Node root = read("会议: 召开\nfind: ['讲(?:授|了)', \"a\\tb\"]\nset:\n  n: 3\n");
  ASSERT_EQ(root.kind, Node::Kind::kMapping);
  ASSERT_EQ(root.members.size(), 3u);
  EXPECT_EQ(root.members[0].first.scalar, "会议");
  const Node& value = root.members[0].second;
  EXPECT_EQ(value.scalar, "召开");
  EXPECT_FALSE(value.quoted);
  EXPECT_EQ(value.place.line, 1u);
  EXPECT_EQ(value.place.column, 5u);  // characters, not bytes
  const Node* find = root.find("find");
  ASSERT_NE(find, nullptr);
  ASSERT_EQ(find->items.size(), 2u);
  EXPECT_EQ(find->items[0].scalar, "讲(?:授|了)");
  EXPECT_TRUE(find->items[0].quoted);
  EXPECT_FALSE(find->items[0].double_quoted);
  EXPECT_EQ(find->items[1].scalar, "a\tb");
  EXPECT_TRUE(find->items[1].double_quoted);
  EXPECT_EQ(find->items[1].place.column, 20u);
  EXPECT_EQ(root.find("set")->find("n")->place.line, 4u);
  EXPECT_EQ(root.find("none"), nullptr);
}

TEST(YamlReader, BlockTextsAreQuotedTexts) {
  const Node root = read("a: |\n  一行\n  二行\nb: 三\n");
  EXPECT_EQ(root.find("a")->scalar, "一行\n二行\n");
  EXPECT_TRUE(root.find("a")->quoted);
  EXPECT_EQ(root.find("b")->scalar, "三");
}

TEST(YamlReader, MarkAndLineEndsMakeNoDifference) {
  const Node root = read(
      "\xEF\xBB\xBF"
      "a: 一\r\nb: 二\r\n");
  EXPECT_EQ(root.find("a")->scalar, "一");
  EXPECT_EQ(root.find("b")->scalar, "二");
  EXPECT_EQ(root.find("b")->place.line, 2u);
  EXPECT_EQ(root.members[0].first.place.column, 1u);
}

TEST(YamlReader, AbsentValuesAreNullAndStandAtTheirKey) {
  const Node root = read("a:\nb: ~\nc: null\nd: ''\ne: [甲, ~]\n");
  EXPECT_TRUE(root.find("a")->is_null());
  EXPECT_EQ(root.find("a")->place.line, 1u);
  EXPECT_TRUE(root.find("b")->is_null());
  EXPECT_EQ(root.find("b")->scalar, "~");
  EXPECT_TRUE(root.find("c")->is_null());
  EXPECT_FALSE(root.find("d")->is_null());
  EXPECT_TRUE(root.find("e")->items[1].is_null());
}

TEST(YamlReader, Fault044_AnEmptyFileIsRefused) {
  const Problems empty{"1:1 ruleset.empty the file is empty"};
  EXPECT_EQ(problems(""), empty);
  EXPECT_EQ(problems("\xEF\xBB\xBF"), empty);
  EXPECT_EQ(problems("# nothing\n\n"), empty);
  EXPECT_EQ(problems("---\n"), empty);
}

TEST(YamlReader, Fault045_SizeDepthAndNumberAreLimited) {
  EXPECT_EQ(problems("a: 12345\n", {.max_bytes = 8}),
            (Problems{"1:1 ruleset.too_large the file has 9 bytes; the limit is 8"}));
  EXPECT_EQ(problems("[[[[x]]]]", {.max_depth = 3}),
            (Problems{"1:4 ruleset.too_large values nested deeper than 3 levels"}));
  EXPECT_EQ(problems("- 1\n- 2\n- 3\n", {.max_nodes = 3}),
            (Problems{"3:3 ruleset.too_large more than 3 values in one file"}));
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_EQ(problems(deep),
            (Problems{"1:65 ruleset.too_large values nested deeper than 64 levels"}));
  std::string indented;
  for (std::size_t i = 0; i < 70; ++i) indented += std::string(i, ' ') + "a:\n";
  EXPECT_EQ(problems(indented),
            (Problems{"65:65 ruleset.too_large values nested deeper than 64 levels"}));
}

TEST(YamlReader, Fault046_AliasesAnchorsTagsAndMergeKeysAreRefused) {
  EXPECT_EQ(problems("a: &x 1\nb: *x\n"),
            (Problems{"1:4 ruleset.yaml_feature anchors (&name) are not read",
                      "2:4 ruleset.yaml_feature aliases (*name) are not read"}));
  EXPECT_EQ(problems("b: *x\n"),
            (Problems{"1:4 ruleset.yaml_feature aliases (*name) are not read"}));
  EXPECT_EQ(problems("a: &x [*x]\n"),
            (Problems{"1:4 ruleset.yaml_feature anchors (&name) are not read",
                      "1:8 ruleset.yaml_feature aliases (*name) are not read"}));
  EXPECT_EQ(problems("a: !!str 1\nb: !local x\nc: ! 'x'\nd: !!map {}\n"),
            (Problems{"1:4 ruleset.yaml_feature tags (!name) are not read",
                      "2:4 ruleset.yaml_feature tags (!name) are not read",
                      "3:4 ruleset.yaml_feature tags (!name) are not read",
                      "4:4 ruleset.yaml_feature tags (!name) are not read"}));
  EXPECT_EQ(problems("<<: {a: 1}\n"),
            (Problems{"1:1 ruleset.yaml_feature merge keys (<<) are not read"}));
}

TEST(YamlReader, Fault047_ARepeatedKeyNamesBothLines) {
  EXPECT_EQ(problems("a: 1\nb:\n  c: 1\n  'c': 2\na: 3\n"),
            (Problems{"4:3 ruleset.duplicate_key key 'c' stands twice, on lines 3 and 4",
                      "5:1 ruleset.duplicate_key key 'a' stands twice, on lines 1 and 5"}));
}

TEST(YamlReader, Fault048_AnUnclosedQuoteIsShownWhereItOpens) {
  EXPECT_EQ(problems("a: 'b"),
            (Problems{"1:4 ruleset.syntax a quoted text is not closed on its line"}));
  EXPECT_EQ(problems("a: 1\nfind: '讲党课\n"),
            (Problems{"2:7 ruleset.syntax a quoted text is not closed on its line"}));
  EXPECT_EQ(problems("'it''s': \"x\\\"\n"),
            (Problems{"1:10 ruleset.syntax a quoted text is not closed on its line"}));
  EXPECT_EQ(problems("a: 'b\nc: 'd'\n"),
            (Problems{"1:4 ruleset.syntax a quoted text is not closed on its line"}));
}

TEST(YamlReader, Fault048_ATabInTheIndentationHasItsPlace) {
  EXPECT_EQ(problems("a:\n\tb: 1\n  c: x\ty\n  \td: 1\n"),
            (Problems{"2:1 ruleset.syntax a tab in the indentation",
                      "4:3 ruleset.syntax a tab in the indentation"}));
}

TEST(YamlReader, Fault048_BadUtf8AndControlsHaveTheirPlace) {
  EXPECT_EQ(problems("a: 会\nb: 会\xE4\xBC\n"),
            (Problems{"2:5 ruleset.encoding the file is not valid UTF-8 from here"}));
  EXPECT_EQ(problems("a: 会议会议\0\nb: \x04 x\n"sv),
            (Problems{"1:8 ruleset.encoding control character U+0000",
                      "2:4 ruleset.encoding control character U+0004"}));
}

TEST(YamlReader, Fault048_Utf16IsNamed) {
  const Problems named{"1:1 ruleset.encoding the file is UTF-16"};
  EXPECT_EQ(problems("\xFF\xFE"
                     "a\0:\0 \0"sv),
            named);
  EXPECT_EQ(problems("\0a\0:\0 \0b"sv), named);
}

TEST(YamlReader, Fault048_ASecondDocumentIsRefused) {
  EXPECT_EQ(problems("a: 1\n---\nb: 2\n"),
            (Problems{"2:1 ruleset.yaml_feature a second document in one file"}));
  EXPECT_TRUE(problems("---\na: 1\n...\n").empty());
}

TEST(YamlReader, WrongStructureHasItsPlace) {
  EXPECT_EQ(problems("a: 1\n b: 2\n").size(), 1u);
  EXPECT_EQ(problems("a: [1, 2\nb: 3\n").size(), 1u);
  EXPECT_EQ(problems("[a, b]: 1\n"), (Problems{"1:1 ruleset.syntax a key must be a text"}));
  EXPECT_EQ(problems("a: b: c\n"), (Problems{"1:5 ruleset.syntax a colon where no key can stand"}));
}

TEST(YamlReader, GarbageEndsInAnAnswer) {
  for (const std::string_view bytes :
       {"]"sv, "}"sv, ":"sv, "- -\n]"sv, "a\nb: c"sv, "? ? ?"sv, "%"sv, "%YAML 9"sv, "{a: ["sv,
        "@x"sv, "`x"sv, "a: |x"sv, "\"\\x\""sv, "...\n...\n]"sv, "a: 1\n]"sv, "- a\nb"sv}) {
    const auto node = read_yaml(bytes, "r.yaml");
    EXPECT_TRUE(node.has_value() || !node.error().diagnostics.empty()) << bytes;
  }
}

struct Typed {
  Diagnostics diagnostics;
  Node node;
  explicit Typed(std::string_view value) : node(*read("v: " + std::string(value)).find("v")) {}
};

TEST(YamlReader, Fault050_OnlyTrueAndFalseAreBooleans) {
  Typed yes("true");
  EXPECT_EQ(as_boolean(yes.node, yes.diagnostics), true);
  Typed no("false");
  EXPECT_EQ(as_boolean(no.node, no.diagnostics), false);
  for (const char* value : {"yes", "no", "on", "True", "'true'", "1", "~", "[]"}) {
    Typed typed(value);
    EXPECT_EQ(as_boolean(typed.node, typed.diagnostics), std::nullopt) << value;
    ASSERT_EQ(typed.diagnostics.size(), 1u);
    EXPECT_EQ(typed.diagnostics[0].code, "ruleset.wrong_type");
    EXPECT_EQ(typed.diagnostics[0].place.column, 4u);
  }
}

TEST(YamlReader, Fault050_IntegersArePlainDecimals) {
  for (const auto& [value, expected] : {std::pair{"0", 0L}, {"12", 12L}, {"-3", -3L}}) {
    Typed typed(value);
    EXPECT_EQ(as_integer(typed.node, typed.diagnostics), expected);
  }
  for (const char* value :
       {"010", "1.0", "0x1", "+1", "-0", "'1'", "1 2", "99999999999999999999", "{}"}) {
    Typed typed(value);
    EXPECT_EQ(as_integer(typed.node, typed.diagnostics), std::nullopt) << value;
    EXPECT_EQ(typed.diagnostics.size(), 1u);
  }
}

TEST(YamlReader, Fault050_WordsThatYamlTakesForOtherTypesNeedQuotes) {
  for (const auto& [value, expected] : {std::pair{"会议", "会议"},
                                        {"010", "010"},
                                        {"2020-07-02", "2020-07-02"},
                                        {"'no'", "no"},
                                        {"''", ""}}) {
    Typed typed(value);
    EXPECT_EQ(as_text(typed.node, typed.diagnostics), expected);
  }
  for (const char* value : {"no", "Yes", "ON", "off", "null", "~", "", "[]"}) {
    Typed typed(value);
    EXPECT_EQ(as_text(typed.node, typed.diagnostics), std::nullopt) << value;
    EXPECT_EQ(typed.diagnostics.size(), 1u);
  }
  Typed typed("no");
  as_text(typed.node, typed.diagnostics);
  EXPECT_EQ(typed.diagnostics[0].message.text(), "a text expected, not 'no'");
  EXPECT_EQ(typed.diagnostics[0].hint.text(), "write 'no'");
}

TEST(YamlReader, Fault049_AnUnknownKeyNamesTheNearestOne) {
  constexpr std::array kKeys{"id"sv, "find"sv, "slots"sv};
  const Node root = read("id: a\nfnd: b\nentirely: c\n");
  Diagnostics diagnostics;
  EXPECT_FALSE(check_keys(root, kKeys, diagnostics));
  ASSERT_EQ(diagnostics.size(), 2u);
  EXPECT_EQ(format_diagnostic(diagnostics[0]),
            "r.yaml:2:1: error: unknown key 'fnd'; did you mean 'find'? [ruleset.unknown_key]");
  EXPECT_EQ(format_diagnostic(diagnostics[1]),
            "r.yaml:3:1: error: unknown key 'entirely' [ruleset.unknown_key]");
}

TEST(YamlReader, Fault044_AListIsNoMapping) {
  Diagnostics diagnostics;
  EXPECT_FALSE(check_keys(read("- a\n"), {}, diagnostics));
  ASSERT_EQ(diagnostics.size(), 1u);
  EXPECT_EQ(diagnostics[0].message.text(), "'key: value' lines expected, not a list");
}

}  // namespace
}  // namespace zhailu::ruleset
