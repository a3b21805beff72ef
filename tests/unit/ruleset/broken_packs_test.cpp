// A pack of a few lines, broken in one way each: what is said, where, and what the way out is.
#include <gtest/gtest.h>

#include <algorithm>

#include "../pack_folder.hpp"

namespace zhailu::ruleset {
namespace {

using test::PackFolder;

constexpr std::string_view kManifest =                                       // line
    "name: small\n"                                                          // 1
    "layout: layout.yaml\n"                                                  // 2
    "records:\n"                                                             // 3
    "  opening: {collection: openings, schema: opening.schema.json}\n"       // 4
    "document: {schema: document.schema.json}\n"                             // 5
    "macros: [macros.yaml]\n"                                                // 6
    "lexicons:\n"                                                            // 7
    "  city: {file: cities.txt, make: city}\n"                               // 8
    "  tail: {file: tails.txt}\n"                                            // 9
    "phases:\n"                                                              // 10
    "  - {id: shops, view: [city], symbols: [tail], files: [shops.yaml]}\n"  // 11
    "  - {id: openings, view: [city, shop], files: [openings.yaml]}\n";      // 12

constexpr std::string_view kShops =
    "- id: shop.name\n"                                   // 1
    "  make: shop\n"                                      // 2
    "  find: '(?P<name>\\p{Han}{1,6}){tail}'\n"           // 3
    "  remember: {lexicon: shops, capture: name}\n"       // 4
    "  tests:\n"                                          // 5
    "    - {text: 在青年书店, expect: {name: 在青年}}\n"  // 6
    "    - {text: 青年, expect: none}\n";                 // 7

constexpr std::string_view kOpenings =
    "- id: opening.shop\n"                                         // 1
    "  make: opening\n"                                            // 2
    "  find: '{city:place}${opened}{shop:name}'\n"                 // 3
    "  not_before: 未\n"                                           // 4
    "  near: {words: 今天, within: 9}\n"                           // 5
    "  set: {kind: new}\n"                                         // 6
    "  slots: {street: {type: city, where: block}}\n"              // 7
    "  tests:\n"                                                   // 8
    "    - {text: 今天武汉开设青年书店, expect: {place: 武汉}}\n"  // 9
    "    - {text: 武汉有书店, expect: none}\n"                     // 10
    "- {id: shop.again, make: shop, lookup: shops, tests: [{text: 书, expect: none}, {text: "
    "青年书店青年, expect: {}}]}\n";  // 11

constexpr std::string_view kSchema =
    "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"$id\": \"ID\", \"title\": "
    "\"题\", \"description\": \"d\",\n"
    " \"type\": \"object\", \"properties\": {\n"
    "  \"place\": {\"title\": \"地\", \"description\": \"d\", \"type\": [\"string\", \"null\"]},\n"
    "  \"name\": {\"title\": \"名\", \"description\": \"d\", \"type\": [\"string\", \"null\"]},\n"
    "  \"kind\": {\"title\": \"类\", \"description\": \"d\", \"type\": [\"string\", \"null\"]},\n"
    "  \"street\": {\"title\": \"街\", \"description\": \"d\", \"type\": [\"string\", "
    "\"null\"]}}}\n";

std::string schema(const std::string& id) {
  std::string text(kSchema);
  return text.replace(text.find("\"ID\""), 4, "\"" + id + "\"");
}

void write_small(PackFolder& folder) {
  folder.write("pack.yaml", kManifest)
      .write("macros.yaml", "list_separator: 、\nopened: 开设|开办\n")
      .write("cities.txt", "武汉\n沅川\n")
      .write("tails.txt", "书店\n饭店\n")
      .write("shops.yaml", kShops)
      .write("openings.yaml", kOpenings)
      .write("schemas/opening.schema.json", schema("opening.schema.json"))
      .write("schemas/document.schema.json", schema("document.schema.json"));
}

Diagnostics findings_of(const PackFolder& folder) {
  auto loaded = folder.load();
  return loaded ? loaded->findings : loaded.error().diagnostics;
}

std::string all(const Diagnostics& findings) {
  std::string lines;
  for (const Diagnostic& one : findings) lines += "  " + format_diagnostic(one) + "\n";
  return lines;
}

struct Fault {
  const char* file;
  const char* from;  // "": the file's whole text is `to`
  const char* to;
  const char* code;
  std::size_t line;
  std::size_t column;              // 0: not looked at
  std::vector<const char*> words;  // of message and hint
};

void expect(const std::vector<Fault>& faults, Severity severity) {
  for (const Fault& fault : faults) {
    PackFolder folder;
    write_small(folder);
    if (fault.from[0] == '\0') {
      folder.write(fault.file, fault.to);
    } else {
      folder.edit(fault.file, fault.from, fault.to);
    }
    const Diagnostics findings = findings_of(folder);
    const std::string name = std::string(fault.from) + " -> " + fault.to;
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const Diagnostic& one) {
      return one.code == fault.code && one.place.line == fault.line && one.severity == severity;
    });
    ASSERT_NE(found, findings.end())
        << name << " should give " << fault.code << " in line " << fault.line << ", gave\n"
        << all(findings);
    EXPECT_TRUE(found->place.path.ends_with(fault.file)) << name << "\n" << all(findings);
    if (fault.column != 0) {
      EXPECT_EQ(found->place.column, fault.column) << name << "\n" << all(findings);
    }
    const std::string line = format_diagnostic(*found);
    for (const char* word : fault.words)
      EXPECT_NE(line.find(word), std::string::npos) << name << " lacks " << word << "\n"
                                                    << all(findings);
  }
}

TEST(BrokenPacks, TheWholeOneHasNoFindings) {
  PackFolder folder;
  write_small(folder);
  EXPECT_EQ(all(findings_of(folder)), "");
}

TEST(BrokenPacks, Fault044to051_RuleFiles) {
  const char* f = "openings.yaml";
  expect({{f, "", "opening", "ruleset.wrong_type", 1, 1, {"list of rules"}},
          {f, "", "- opening\n", "ruleset.wrong_type", 1, 3, {"mapping", "- id:"}},
          {f,
           "  not_before",
           "  make: opening\n  not_before",
           "ruleset.duplicate_key",
           4,
           3,
           {"make"}},
          {f,
           "near:",
           "naer:",
           "ruleset.unknown_key",
           5,
           3,
           {"rule opening.shop", "'naer'", "did you mean 'near'"}},
          {f,
           "within: 9",
           "withn: 9",
           "ruleset.unknown_key",
           5,
           21,
           {"'withn'", "did you mean 'within'"}},
          {f, "- id: opening.shop\n  make", "- make", "ruleset.no_id", 1, 3, {"id"}},
          {f, "id: opening.shop", "id: no", "ruleset.wrong_type", 1, 7, {"'no'"}},
          {f, "make: opening\n", "make: [opening]\n", "ruleset.wrong_type", 2, 0, {"opening.shop"}},
          {f, "  make: opening\n", "", "ruleset.make", 1, 3, {"rule opening.shop", "make"}},
          {f,
           "make: opening\n",
           "make: Opening\n",
           "ruleset.type_name",
           2,
           9,
           {"'Opening'", "small letters"}},
          {f,
           "make: opening\n",
           "make: any\n",
           "ruleset.type_name",
           2,
           9,
           {"'any'", "meaning of its own"}},
          {f, "  near", "  lookup: shops\n  near", "ruleset.find", 1, 3, {"just one"}},
          {f,
           "find: '{city:place}${opened}{shop:name}'",
           "unit: block",
           "ruleset.find",
           1,
           3,
           {"just one"}},
          {f,
           "lookup: shops",
           "lookup: shop",
           "ruleset.unknown_lexicon",
           11,
           0,
           {"shop.again", "did you mean 'shops'"}},
          {f,
           "id: shop.again",
           "id: opening.shop",
           "ruleset.duplicate_id",
           11,
           0,
           {"opening.shop", "openings.yaml:1"}},
          {f, "id: shop.again", "id: shop.name", "ruleset.duplicate_id", 11, 0, {"shops.yaml:1"}}},
         Severity::kError);
}

TEST(BrokenPacks, Fault054_Patterns) {
  const char* f = "openings.yaml";
  expect(
      {{f, "{shop:name}'", "({shop:name}'", "regex.syntax", 3, 9, {"rule opening.shop", "missing"}},
       {f, "{shop:name}'", "{shop:name}(?!大)'", "regex.syntax", 3, 9, {"not_after"}},
       {f, "not_before: 未", "not_before: '未('", "regex.syntax", 4, 15, {"rule opening.shop"}},
       {f, "not_before: 未", "not_before: ['未', '(?=大)']", "regex.syntax", 4, 0, {"look-around"}},
       {f, "words: 今天", "words: '[今天'", "regex.syntax", 5, 17, {"']'"}},
       {f,
        "${opened}",
        "${opend}",
        "ruleset.unknown_macro",
        3,
        22,
        {"'opend'", "did you mean 'opened'"}},
       {f,
        "{city:place}",
        "{citi:place}",
        "ruleset.unknown_type",
        3,
        10,
        {"'citi'", "did you mean 'city'"}},
       {f,
        "not_before: 未",
        "before: '{citty}'",
        "ruleset.unknown_type",
        4,
        12,
        {"did you mean 'city'"}},
       {f, "{shop:name}'", "{tail}'", "ruleset.unknown_type", 3, 31, {"'tail'", "view"}},
       {f,
        "${opened}",
        "${lexicon:tial}",
        "ruleset.unknown_lexicon",
        3,
        22,
        {"did you mean 'tail'"}},
       {f,
        "'{city:place}${opened}{shop:name}'",
        "'{city:place}?'",
        "regex.matches_empty",
        3,
        9,
        {"empty"}},
       {f, "${opened}{shop:name}", "${opened}\\C", "regex.byte_class", 3, 9, {}},
       {f,
        "not_before: 未",
        "not_before: '(?P<name>未)'",
        "ruleset.capture_in_guard",
        4,
        20,
        {"'name'"}},
       {f,
        "find: '{city:place}${opened}{shop:name}'",
        "sequence: {item: '{shop:name}?', separator: 、}",
        "regex.matches_empty",
        3,
        0,
        {}}},
      Severity::kError);
}

TEST(BrokenPacks, Fault050_051_KeysOfARule) {
  const char* f = "openings.yaml";
  expect(
      {{f, "{type: city,", "{type: citty,", "ruleset.unknown_type", 7, 26, {"did you mean 'city'"}},
       {f,
        "{street: {",
        "{stret: {",
        "ruleset.unknown_field",
        7,
        11,
        {"slot 'stret'", "did you mean 'street'"}},
       {f,
        "{city:place}",
        "{city:plce}",
        "ruleset.unknown_field",
        3,
        16,
        {"capture 'plce'", "did you mean 'place'"}},
       {f,
        "set: {kind: new}",
        "set: {kin: new}",
        "ruleset.unknown_field",
        6,
        9,
        {"set 'kin'", "did you mean 'kind'"}},
       {f, "set: {kind: new}", "set: kind", "ruleset.wrong_type", 6, 8, {"key: value"}},
       {f, "set: {kind: new}", "set: {kind: no}", "ruleset.wrong_type", 6, 15, {"'no'"}},
       {f,
        "slots: {street: {type: city, where: block}}",
        "slots: [street]",
        "ruleset.wrong_type",
        7,
        10,
        {"key: value"}},
       {f, "{type: city, where: block}", "city", "ruleset.wrong_type", 7, 19, {}},
       {f, "{type: city, where: block}", "{where: block}", "ruleset.slot", 7, 19, {"just one of"}},
       {f, "{type: city, where: block}", "{text: '街'}", "ruleset.slot", 7, 26, {"(?P<value>"}},
       {f, "where: block", "where: blok", "ruleset.unknown_word", 7, 0, {"'blok'", "block"}},
       {f,
        "where: block",
        "pick: newest",
        "ruleset.unknown_word",
        7,
        0,
        {"nearest, first, last, all"}},
       {f, "within: 9", "within: -9", "ruleset.wrong_type", 5, 0, {"-9"}},
       {f, "within: 9", "within: 09", "ruleset.wrong_type", 5, 0, {"'09'"}},
       {f, "within: 9", "side: left", "ruleset.near", 5, 0, {"`within`"}},
       {f, "near: {words: 今天, within: 9}", "near: 今天", "ruleset.wrong_type", 5, 9, {}},
       {f, "set: {kind: new}", "priority: high", "ruleset.wrong_type", 6, 13, {"whole number"}},
       {f, "set: {kind: new}", "priority: 99999999999", "ruleset.wrong_type", 6, 13, {"1000"}},
       {f, "set: {kind: new}", "keep: yes", "ruleset.wrong_type", 6, 9, {"true or false"}},
       {f, "set: {kind: new}", "retry: longer", "ruleset.unknown_word", 6, 10, {"shorter"}},
       {f, "set: {kind: new}", "resolve: day", "ruleset.unknown_word", 6, 12, {"date, count"}},
       {f,
        "set: {kind: new}",
        "in: [paragraf]",
        "ruleset.unknown_block",
        6,
        0,
        {"did you mean 'paragraph'"}},
       {f, "set: {kind: new}", "in: []", "ruleset.wrong_type", 6, 7, {"empty list"}},
       {f, "set: {kind: new}", "inside: [quotaton]", "ruleset.unknown_type", 6, 0, {"'quotaton'"}},
       {f,
        "set: {kind: new}",
        "span: nam",
        "ruleset.unknown_capture",
        6,
        9,
        {"'nam'", "did you mean 'name'"}},
       {f,
        "set: {kind: new}",
        "remember: {capture: name}",
        "ruleset.remember",
        6,
        0,
        {"`lexicon`"}},
       {f,
        "set: {kind: new}",
        "attach: {to: shop}",
        "ruleset.attach",
        6,
        0,
        {"'shop' is no record"}},
       {f, "set: {kind: new}", "attach: {side: left}", "ruleset.attach", 6, 0, {"`to`"}},
       {f,
        "set: {kind: new}",
        "remove: [citty]",
        "ruleset.unknown_type",
        6,
        0,
        {"did you mean 'city'"}},
       {f,
        "lookup: shops",
        "lookup: shops, slots: {name: {type: city}}",
        "ruleset.slot",
        11,
        0,
        {"'shop' is no record"}},
       {f, "lookup: shops", "lookup: shops, before: 在", "ruleset.needs_find", 11, 0, {"`before`"}},
       {f,
        "find: '{city:place}${opened}{shop:name}'",
        "sequence: {item: '{shop:name}'}",
        "ruleset.sequence",
        3,
        0,
        {"`separator`"}},
       {f,
        "find: '{city:place}${opened}{shop:name}'",
        "sequence: {item: '{shop:name}', separator: 、, en: 等}",
        "ruleset.unknown_key",
        3,
        0,
        {"did you mean 'end'"}},
       {"shops.yaml",
        "capture: name",
        "capture: nam",
        "ruleset.unknown_capture",
        4,
        0,
        {"did you mean 'name'"}}},
      Severity::kError);
}

TEST(BrokenPacks, TestsOfARule) {
  const char* f = "openings.yaml";
  expect({{f,
           "expect: none}\n- ",
           "expct: none}\n- ",
           "ruleset.unknown_key",
           10,
           0,
           {"did you mean 'expect'"}},
          {f, ", expect: none}\n- ", "}\n- ", "ruleset.test", 10, 0, {"`expect`"}},
          {f, "expect: none}\n- ", "expect: nothing}\n- ", "ruleset.test", 10, 0, {"none"}},
          {f, "expect: none}\n- ", "expect: [甲]}\n- ", "ruleset.test", 10, 0, {"mapping"}},
          {f,
           "expect: none}\n- ",
           "expect: none, block: tilte}\n- ",
           "ruleset.unknown_block",
           10,
           0,
           {"did you mean 'title'"}},
          {f,
           "expect: none}\n- ",
           "expect: none, reference_date: 今天}\n- ",
           "ruleset.test",
           10,
           0,
           {"2020-07-16"}},
          {f, "tests: [{text: 书", "tests: {a: {text: 书", "ruleset.syntax", 11, 0, {}},
          {"shops.yaml",
           "",
           "- {id: shop.name, make: shop, find: '店', remember: shops, tests: none}\n",
           "ruleset.wrong_type",
           1,
           0,
           {"`tests` is a list"}}},
         Severity::kError);
}

TEST(BrokenPacks, Fault044to051_TheManifest) {
  const char* f = "pack.yaml";
  expect(
      {{f, "", "- name\n", "ruleset.wrong_type", 1, 1, {"mapping"}},
       {f, "name: small\n", "", "ruleset.manifest", 1, 1, {"`name`"}},
       {f, "phases:\n", "phasen:\n", "ruleset.unknown_key", 10, 1, {"did you mean 'phases'"}},
       {f, "layout: layout.yaml\n", "", "ruleset.manifest", 0, 0, {"`layout`"}},
       {f,
        "files: [shops.yaml]",
        "files: [shop.yaml]",
        "ruleset.missing_file",
        11,
        0,
        {"shop.yaml"}},
       {f,
        "files: [shops.yaml]",
        "files: [../shops.yaml]",
        "ruleset.outside",
        11,
        0,
        {"into the pack"}},
       {f, "files: [shops.yaml]", "files: [/dev/null]", "ruleset.outside", 11, 0, {}},
       {f, "files: [shops.yaml]", "files: [schemas]", "ruleset.not_a_file", 11, 0, {"schemas"}},
       {f, "id: openings, ", "", "ruleset.manifest", 12, 0, {"`id`"}},
       {f, "id: openings, ", "id: shops, ", "ruleset.duplicate_id", 12, 0, {"'shops'", "line 11"}},
       {f,
        "view: [city, shop]",
        "view: [city, shp]",
        "ruleset.type_not_made",
        12,
        0,
        {"'shp'", "did you mean 'shop'"}},
       {f,
        "view: [city],",
        "view: [city, opening],",
        "ruleset.type_not_made",
        11,
        0,
        {"'opening'", "earlier"}},
       {f,
        "symbols: [tail]",
        "symbols: [tial]",
        "ruleset.unknown_lexicon",
        11,
        0,
        {"did you mean 'tail'"}},
       {f, "symbols: [tail]", "symbols: [tail, city]", "ruleset.duplicate_id", 11, 0, {"'city'"}},
       {f,
        "{file: tails.txt}",
        "{fil: tails.txt}",
        "ruleset.unknown_key",
        9,
        0,
        {"did you mean 'file'"}},
       {f, "{file: tails.txt}", "{file: tail.txt}", "ruleset.missing_file", 9, 0, {"tail.txt"}},
       {f,
        "  city: {file: cities.txt, make: city}\n  tail: {file: tails.txt}\n",
        "  - city\n",
        "ruleset.wrong_type",
        8,
        0,
        {"`lexicons`"}},
       {f, "collection: openings, ", "", "ruleset.manifest", 4, 0, {"`collection`"}},
       {f,
        "collection: openings,",
        "collection: document,",
        "ruleset.manifest",
        4,
        0,
        {"'document'"}},
       {f,
        "opening.schema.json}\n",
        "opening.schema.json}\n  closing: {collection: openings, schema: opening.schema.json}\n",
        "ruleset.manifest",
        5,
        0,
        {"one collection"}},
       {f,
        "schema: opening.schema.json}",
        "schema: opened.schema.json}",
        "ruleset.missing_file",
        4,
        0,
        {"opened.schema.json"}},
       {f,
        "opening.schema.json}",
        "opening.schema.json, merge: {by: nme}}",
        "ruleset.unknown_field",
        4,
        0,
        {"did you mean 'name'"}},
       {f,
        "opening.schema.json}",
        "opening.schema.json, merge: {by: name, where: page}}",
        "ruleset.unknown_word",
        4,
        0,
        {"article"}},
       {f,
        "opening.schema.json}",
        "opening.schema.json, merge: {by: name, suffix_heads: '['}}",
        "regex.syntax",
        4,
        0,
        {}},
       {f,
        "macros: [macros.yaml]\n",
        "macros: [macros.yaml]\npage: {pubished: [pubdate]}\n",
        "ruleset.unknown_field",
        7,
        0,
        {"'pubished'"}},
       {f,
        "macros: [macros.yaml]\n",
        "macros: [macros.yaml]\noff: [opening.shp]\n",
        "ruleset.unknown_rule",
        7,
        0,
        {"did you mean 'opening.shop'"}},
       {f,
        "name: small\n",
        "name: small\nextends: other\n",
        "ruleset.missing_file",
        0,
        0,
        {"other"}}},
      Severity::kError);
}

TEST(BrokenPacks, MacroFiles) {
  expect(
      {{"macros.yaml", "", "- opened\n", "ruleset.wrong_type", 1, 1, {"mapping"}},
       {"macros.yaml", "opened: 开设|开办", "opened: [开设]", "ruleset.wrong_type", 2, 9, {"text"}},
       {"macros.yaml",
        "opened: 开设|开办\n",
        "opened: 开设|开办\nOpened: 开\n",
        "ruleset.macro",
        3,
        1,
        {"'Opened'"}},
       {"macros.yaml",
        "opened: 开设|开办\n",
        "opened: 开设|开办\n'two(a': 开\n",
        "ruleset.macro",
        3,
        1,
        {"'two(a'"}},
       {"macros.yaml",
        "opened: 开设|开办\n",
        "opened: 开设|开办\n'opened(a)': 开\n",
        "ruleset.macro",
        3,
        1,
        {"two macros", "macros.yaml:2"}}},
      Severity::kError);
}

TEST(BrokenPacks, WhatOnlySeemsWrongIsAWarning) {
  const char* f = "openings.yaml";
  expect(
      {{f,
        "    - {text: 武汉有书店, expect: none}\n",
        "",
        "ruleset.no_tests",
        1,
        0,
        {"must not find"}},
       {f,
        "    - {text: 今天武汉开设青年书店, expect: {place: 武汉}}\n",
        "",
        "ruleset.no_tests",
        1,
        0,
        {"what it finds"}},
       {f, "not_before: 未", "not_before: '未\\b来'", "ruleset.ascii_class", 4, 15, {"\\b", "Han"}},
       {f, "not_before: 未", "not_before: '\\w\\p{Han}'", "ruleset.ascii_class", 4, 15, {"\\w"}},
       {f,
        "not_before: 未",
        "not_before: \"未\\b\"",
        "ruleset.double_quoted",
        4,
        15,
        {"single quotes"}},
       {f, "not_before: 未", "not_before: \"未\\t来\"", "ruleset.lost_literal", 4, 15, {"tab"}},
       {f,
        "not_before: 未",
        "not_before: 未\u200B来",
        "ruleset.lost_literal",
        4,
        15,
        {"invisible"}},
       {f,
        "not_before: 未",
        "not_before: '{city/武/}'",
        "ruleset.test_in_guard",
        4,
        15,
        {"'city'"}}},
      Severity::kWarning);
}

TEST(BrokenPacks, WhatNothingUsesIsAWarning) {
  expect({{"openings.yaml",
           "- {id: shop.again, make: shop,",
           "- {id: shop.again, make: other,",
           "ruleset.unused_type",
           11,
           0,
           {"'other'"}},
          {"macros.yaml",
           "opened:",
           "closed: 关\nopened:",
           "ruleset.unused_macro",
           2,
           1,
           {"'closed'"}},
          {"pack.yaml",
           "  tail: {",
           "  tial: {file: tails.txt}\n  tail: {",
           "ruleset.unused_lexicon",
           9,
           3,
           {"'tial'"}},
          {"pack.yaml",
           "document:",
           "  closing: {collection: closings, schema: opening.schema.json}\ndocument:",
           "ruleset.record_without_rule",
           5,
           3,
           {"'closing'"}}},
         Severity::kWarning);
}

TEST(BrokenPacks, Fault052_AllProblemsAreSaidAtOnce) {
  PackFolder folder;
  write_small(folder);
  folder.edit("pack.yaml", "{file: tails.txt}", "{file: tails.txt, colour: red}")
      .edit("macros.yaml", "list_separator: 、", "list_separator: 、\nOpened: 开")
      .edit("cities.txt", "沅川", "沅川\tbig")
      .edit("shops.yaml", "find: '", "find: '(")
      .edit("openings.yaml", "${opened}", "${opend}")
      .edit("openings.yaml", "set: {kind: new}", "set: kind")
      .edit("openings.yaml", "within: 9", "within: far");
  std::vector<std::string> codes;
  for (const Diagnostic& one : findings_of(folder)) {
    if (one.severity == Severity::kError) codes.push_back(one.code);
  }
  std::sort(codes.begin(), codes.end());
  EXPECT_EQ(codes, (std::vector<std::string>{"regex.syntax", "ruleset.attribute", "ruleset.macro",
                                             "ruleset.unknown_key", "ruleset.unknown_macro",
                                             "ruleset.wrong_type", "ruleset.wrong_type"}));
}

TEST(BrokenPacks, EveryMessageOfARuleNamesIt) {
  PackFolder folder;
  write_small(folder);
  folder.edit("openings.yaml", "not_before: 未", "not_before: '未('\n  fnd: x\n  keep: maybe");
  const Diagnostics findings = findings_of(folder);
  ASSERT_EQ(findings.size(), 3U) << all(findings);
  for (const Diagnostic& one : findings) EXPECT_EQ(one.rule, "opening.shop") << one.message.text();
}

TEST(BrokenPacks, AMissingPackIsAnError) {
  const auto loaded = load_pack("/nowhere/pack", {});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().diagnostics[0].code, "ruleset.missing_file");
}

TEST(BrokenPacks, TheShippedPackHasNoErrors) {
  auto loaded = load_pack(ZHAILU_ROOT "/rules", {});
  ASSERT_TRUE(loaded);
  Diagnostics errors;
  for (const Diagnostic& one : loaded->findings) {
    if (one.severity == Severity::kError) errors.push_back(one);
  }
  EXPECT_EQ(all(errors), "");
}

}  // namespace
}  // namespace zhailu::ruleset
