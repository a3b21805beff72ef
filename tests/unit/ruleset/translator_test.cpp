#include <gtest/gtest.h>

#include "ruleset/pattern_translator.hpp"

namespace zhailu::ruleset {
namespace {

// Symbols of the tests: P is a person, B a body, W a word of a list.
constexpr std::string_view kPerson = "\U000F0001";
constexpr std::string_view kBody = "\U000F0002";
constexpr std::string_view kWord = "\U000F0801";

std::string symbols_in(std::string_view drawn) {
  std::string text;
  for (const char c : drawn) {
    text += c == 'P' ? kPerson : c == 'B' ? kBody : c == 'W' ? kWord : std::string_view(&c, 1);
  }
  return text;
}

const Macros& macros() {
  static const Macros made = {
      {"list_separator", {{}, "[、和]", {"macros.yaml", 1, 1}, false}},
      {"held", {{}, "召开|举行", {"macros.yaml", 2, 1}, false}},
      {"pair", {{"a", "b"}, "${a}和${b}", {"macros.yaml", 3, 1}, false}},
      {"twice", {{"a"}, "${pair(${a}, ${a})}", {"macros.yaml", 4, 1}, false}},
      {"one", {{}, "${two}", {"macros.yaml", 5, 1}, false}},
      {"two", {{}, "${one}", {"macros.yaml", 6, 1}, false}}};
  return made;
}

PatternScope scope() {
  static std::vector<std::string> names;
  static base::KnownClasses classes;
  PatternScope made;
  made.classes = &classes;
  made.macros = &macros();
  made.symbol = [](std::string_view name) -> std::optional<char32_t> {
    if (name == "person") return 0xF0001;
    if (name == "body") return 0xF0002;
    if (name == "word") return 0xF0801;
    return std::nullopt;
  };
  made.words = [](std::string_view name) -> std::optional<std::vector<std::string>> {
    if (name == "signs")
      return std::vector<std::string>{"a+b", "（甲）", "张", "张三", "欧阳", "-", "〕"};
    return std::nullopt;
  };
  made.intern = [](std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == name) return static_cast<NameId>(i);
    }
    names.emplace_back(name);
    return static_cast<NameId>(names.size() - 1);
  };
  made.symbol_names = {"person", "body", "word"};
  made.lexicon_names = {"signs"};
  return made;
}

std::optional<ViewPattern> translated(std::string pattern, Diagnostics& findings) {
  return translate({{}, {std::move(pattern), {"rules.yaml", 7, 9}}, {}}, scope(), findings);
}

bool matches(const std::string& pattern, std::string_view drawn) {
  Diagnostics findings;
  const auto made = translated(pattern, findings);
  EXPECT_TRUE(made) << pattern << ": " << (findings.empty() ? "" : format_diagnostic(findings[0]));
  return made && made->pattern.matches_all(symbols_in(drawn));
}

struct Case {
  const char* pattern;
  std::vector<const char*> hits;
  std::vector<const char*> misses;
};

void expect(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    for (const char* text : one.hits)
      EXPECT_TRUE(matches(one.pattern, text)) << one.pattern << " should match " << text;
    for (const char* text : one.misses)
      EXPECT_FALSE(matches(one.pattern, text)) << one.pattern << " should not match " << text;
  }
}

TEST(Translator, EachFormOfTheTable) {
  expect({{"{person}", {"P"}, {"B", "W", "甲", "PP"}},
          {"{word}", {"W"}, {"P"}},
          {"{person:who}", {"P"}, {"B"}},
          {"{person|body:who}", {"P", "B"}, {"W", "|"}},
          {"{person+}", {"P", "P、P", "P和P、P"}, {"P，P", "P、", "PP"}},
          {"{person+:who}", {"P、P"}, {"P、B"}},
          {"{person|body+:who}", {"P、B"}, {"P、W"}},
          {"{person/^甲/}", {"P"}, {"B"}},
          {"{person/^甲/:who}", {"P"}, {"B"}},
          {"{word[kind=party]}", {"W"}, {"P"}},
          {"{any}", {"P", "B", "W"}, {"甲", "a"}},
          {"讲{..40}课", {"讲课", "讲了党课", "讲P课"}, {"讲。课", "讲！课", "讲？课"}},
          {"{start}会{end}", {"会"}, {}},
          {"(?P<name>会)议", {"会议"}, {"会"}},
          {"${held}会", {"召开会", "举行会"}, {"召开", "会"}},
          {"${lexicon:signs}",
           {"a+b", "（甲）", "张", "张三", "欧阳", "-", "〕"},
           {"aab", "甲", "三", "\\"}},
          {"会{2,4}", {"会会", "会会会会"}, {"会"}},
          {"\\p{Han}{2}", {"会议"}, {"会", "PP", "ab"}},
          {"\\x{4F1A}议", {"会议"}, {"议"}},
          {"[^。]", {"P", "会"}, {"。"}},
          {".", {"P"}, {""}}});
}

TEST(Translator, SymbolsStandInClasses) {
  expect({{"[{person}，]", {"P", "，"}, {"B", "{"}},
          {"[^{any}]", {"会"}, {"P", "B", "W"}},
          {"[{2}]", {"{", "2", "}"}, {"3"}}});
}

TEST(Translator, LiteralsAreFoldedAsTextsAre) {
  expect({{"７月，(一)", {"7月，一"}, {"7月，（一）"}},
          {"７月,", {"7月，"}, {"７月,"}},
          {"时间:", {"时间："}, {"时间:"}},
          {"\\(一\\)", {"（一）"}, {"(一)"}},
          {"（一）", {"（一）"}, {}},
          {"为什么\\?", {"为什么？"}, {"为什么?"}},
          {"[(,]", {"（", "，"}, {"(", ","}},
          {"ＡＣ", {"AC"}, {}},
          {"100％", {"100%"}, {}},
          {"「会」", {"“会”"}, {}},
          {"一〜二", {"一~二"}, {}}});
}

TEST(Translator, AFoldedSignStaysALiteral) {
  expect({{"一．二", {"一.二"}, {"一点二"}},
          {"一＋", {"一+"}, {"一一"}},
          {"[０—９]", {"0", "-", "9"}, {"5"}},
          {"[］a]", {"〕", "a"}, {"]"}},
          {"[]a]", {"〕", "a"}, {"]"}}});
}

TEST(Translator, EscapesAndFlagsAreRegexes) {
  expect({{"a\\.b", {"a.b"}, {"axb"}},
          {"(?i:ac)", {"AC", "ac"}, {}},
          {"\\Qa{person}\\E", {"a{person}"}, {"aP"}},
          {"[[:alpha:]]", {"a"}, {"1"}},
          {"a|b", {"a", "b"}, {"ab"}}});
}

TEST(Translator, MacrosTakeArguments) {
  expect({{"${pair(甲, 乙)}", {"甲和乙"}, {"甲乙"}},
          {"${pair([甲,乙]{1,2}, \\p{Han}{2,4})}", {"甲乙和丙丁"}, {"丙和丙丁"}},
          {"${twice(甲|乙)}", {"甲和乙"}, {"甲"}},
          {"${pair(${held}, (a|b))}", {"召开和b"}, {"召开和c"}}});
}

TEST(Translator, CapturesAreNumberedOverContextAndFind) {
  Diagnostics findings;
  const auto made =
      translate({{{"(?P<a>大)", {}}, {"小", {}}}, {"(会)(?P<b>议)", {}}, {{"{person:c}", {}}}},
                scope(), findings);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->pattern.group_count(), 4);
  EXPECT_EQ(made->groups.size(), 4U);
  EXPECT_EQ(made->find_group, 2U);
  EXPECT_TRUE(made->context_before);
  std::vector<std::string_view> groups(5);
  const std::string text = symbols_in("大会议P");  // outlives the groups
  ASSERT_TRUE(made->pattern.search(text, 0, groups));
  EXPECT_EQ(groups[made->find_group], "会议");
  EXPECT_EQ(groups[3], "议");
  EXPECT_EQ(groups[4], kPerson);
}

struct Fault {
  const char* pattern;
  const char* code;
  std::vector<const char*> words;
};

TEST(Translator, Fault054_WhatIsWrongIsSaidWithTheWayOut) {
  const std::vector<Fault> faults = {
      {"会(", "regex.syntax", {"missing"}},
      {"会[一", "regex.syntax", {"'['"}},
      {"会{2", "regex.syntax", {"'{'"}},
      {"会(?!议)", "regex.syntax", {"look-around", "not_after"}},
      {"会(?=议)", "regex.syntax", {"look-around", "'after'"}},
      {"(?<!大)会", "regex.syntax", {"look-around", "not_before"}},
      {"(?<=大)会", "regex.syntax", {"look-around", "'before'"}},
      {"(?<name>会)", "regex.syntax", {"(?P<name>"}},
      {"(?P<Name>会)", "ruleset.capture_name", {"'Name'", "small letters"}},
      {"(?P<name会", "regex.syntax", {"'>'"}},
      {"\\C", "regex.byte_class", {}},
      {"(?:会{500}){500}", "regex.", {}},
      {"会?", "regex.matches_empty", {"empty"}},
      {"{start}", "regex.matches_empty", {}},
      {"{persn}", "ruleset.unknown_type", {"'persn'", "did you mean 'person'"}},
      {"[{persn}]", "ruleset.unknown_type", {"did you mean 'person'"}},
      {"{person:}", "ruleset.reference", {"{person:"}},
      {"{Person}", "ruleset.reference", {}},
      {"{start+}", "ruleset.unknown_type", {"'start'"}},
      {"{word[party]}", "ruleset.attribute", {"name=value"}},
      {"会{..}议", "ruleset.gap", {"{..40}"}},
      {"会{...9}议", "ruleset.gap", {}},
      {"会{..1000}议", "ruleset.gap", {}},
      {"${hold}", "ruleset.unknown_macro", {"'hold'", "did you mean 'held'"}},
      {"${zzzzzz}", "ruleset.unknown_macro", {"macro file"}},
      {"${held", "ruleset.macro", {"'}'"}},
      {"${pair(甲}", "ruleset.macro", {"')'"}},
      {"${pair(甲)}", "ruleset.macro_arguments", {"takes 2", "1 given"}},
      {"${held(甲)}", "ruleset.macro_arguments", {"takes 0"}},
      {"[${held}]", "ruleset.macro", {"inside […]"}},
      {"${one}", "ruleset.macro_cycle", {"one -> two -> one"}},
      {"${lexicon:sings}", "ruleset.unknown_lexicon", {"did you mean 'signs'"}},
  };
  for (const Fault& one : faults) {
    Diagnostics findings;
    EXPECT_FALSE(translated(one.pattern, findings)) << one.pattern;
    ASSERT_EQ(findings.size(), 1U) << one.pattern;
    EXPECT_TRUE(findings[0].code.starts_with(one.code)) << one.pattern << ": " << findings[0].code;
    EXPECT_EQ(findings[0].place.line, 7U) << one.pattern;
    const std::string line = findings[0].message.text() + " " + findings[0].hint.text();
    for (const char* word : one.words)
      EXPECT_NE(line.find(word), std::string::npos) << one.pattern << ": " << line;
  }
}

TEST(Translator, MacrosDoNotGrowWithoutBounds) {
  Macros deep, wide;
  for (int i = 0; i < 40; ++i) {
    const std::string next = "${m" + std::to_string(i + 1) + "}";
    deep["m" + std::to_string(i)] = {{}, next, {}, false};
    wide["m" + std::to_string(i)] = {{}, i < 25 ? next + next : "会", {}, false};
  }
  for (const auto& [set, code] :
       {std::pair(&deep, "ruleset.macro_depth"), std::pair(&wide, "ruleset.macro_too_large")}) {
    PatternScope bounded = scope();
    bounded.macros = set;
    Diagnostics findings;
    EXPECT_FALSE(translate({{}, {"${m0}", {}}, {}}, bounded, findings));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].code, code);
  }
}

TEST(Translator, ErrorsStandAtThePartThatHasThem) {
  Diagnostics findings;
  EXPECT_FALSE(translate({{{"大", {"r", 1, 1}}}, {"会", {"r", 2, 1}}, {{"议(", {"r", 3, 1}}}},
                         scope(), findings));
  EXPECT_FALSE(translate({{{"{x}", {"r", 4, 1}}, {"{y}", {"r", 5, 1}}}, {"{z}", {"r", 6, 1}}, {}},
                         scope(), findings));
  std::vector<std::size_t> lines;
  for (const Diagnostic& one : findings) lines.push_back(one.place.line);
  EXPECT_EQ(lines, (std::vector<std::size_t>{3, 4, 5, 6}));
}

TEST(Translator, APatternThatOnlyLooksHasItsGapsCounted) {
  Diagnostics findings;
  const auto made = translate_plain({{"{..2}强调", {}}, {"会", {}}}, scope(), "^", "", findings);
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->contains("他还强调"));
  EXPECT_TRUE(made->contains("会强"));
  EXPECT_FALSE(made->contains("他也还强调"));
}

TEST(Translator, APatternThatOnlyLooksCapturesNothing) {
  for (const char* pattern : {"(?P<a>会)", "{person:a}", "{person+/甲/:a}"}) {
    Diagnostics findings;
    EXPECT_FALSE(translate_plain({{pattern, {}}}, scope(), "", "$", findings)) << pattern;
    ASSERT_EQ(findings.size(), 1U) << pattern;
    EXPECT_EQ(findings[0].code, "ruleset.capture_in_guard") << pattern;
  }
}

TEST(Translator, APatternThatOnlyLooksSaysWhatItDoesNotTest) {
  for (const char* pattern : {"{person/甲/}", "{person[a=b]}"}) {
    Diagnostics findings;
    const auto made = translate_plain({{pattern, {}}}, scope(), "", "$", findings);
    ASSERT_TRUE(made) << pattern;
    EXPECT_TRUE(made->contains(kPerson)) << pattern;
    ASSERT_EQ(findings.size(), 1U) << pattern;
    EXPECT_EQ(findings[0].code, "ruleset.test_in_guard") << pattern;
    EXPECT_EQ(findings[0].severity, Severity::kWarning) << pattern;
  }
}

}  // namespace
}  // namespace zhailu::ruleset
