#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../pack_folder.hpp"
#include "match/matcher.hpp"

// Rules written in the test, run over a text written in the test.
namespace zhailu::match {

struct TestPhase {
  std::string id;
  std::string view;     // "date, person"
  std::string symbols;  // names of word lists
  std::string rules;    // YAML
};

struct TestLexicon {
  std::string name;
  std::string entries;
  std::string make;  // "": local
};

// Throws with the errors of the rules.
inline ruleset::Pack compile(const std::vector<TestPhase>& phases,
                             const std::vector<TestLexicon>& lexicons = {},
                             std::string_view macros = {}) {
  test::PackFolder folder;
  std::string manifest = "name: test\nlayout: layout.yaml\nmacros: [macros.yaml]\n";
  if (!lexicons.empty()) manifest += "lexicons:\n";
  for (const TestLexicon& one : lexicons) {
    folder.write(one.name + ".txt", one.entries);
    manifest += "  " + one.name + ": {file: " + one.name + ".txt" +
                (one.make.empty() ? "" : ", make: " + one.make) + "}\n";
  }
  manifest += "phases:\n";
  for (const TestPhase& one : phases) {
    folder.write(one.id + ".yaml", one.rules);
    manifest += "  - {id: " + one.id + ", view: [" + one.view + "], symbols: [" + one.symbols +
                "], files: [" + one.id + ".yaml]}\n";
  }
  folder.write("macros.yaml", "list_separator: '[、和]'\n" + std::string(macros))
      .write("pack.yaml", manifest);
  return folder.pack();
}

// The word marks that are symbols in most tests: 甲乙丙丁 are persons, 一二三四 are dates.
inline TestPhase letters() {
  return {"letters", "", "",
          "- {id: letter, make: person, find: '[甲乙丙丁]'}\n"
          "- {id: number, make: date, find: '[一二三四]'}\n"};
}

// Lines are paragraphs, 。 ends a sentence, “…” are quotations.
inline model::Analysis segmented(std::string_view text) {
  constexpr std::string_view kStop = "。";
  model::Analysis analysis;
  analysis.decoded.text = text;
  analysis.normalized.text = text;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    model::Block block;
    block.span = {begin, end};
    for (std::size_t at = begin; at < end;) {
      const std::size_t stop = text.find(kStop, at);
      const std::size_t next = stop >= end ? end : stop + kStop.size();
      analysis.segments.sentences.push_back(
          {{at, next}, static_cast<int>(analysis.segments.blocks.size())});
      at = next;
    }
    analysis.segments.blocks.push_back(block);
    begin = end + 1;
  }
  for (std::size_t open = text.find("“"); open != std::string_view::npos;
       open = text.find("“", open + 1)) {
    const std::size_t close = text.find("”", open);
    if (close != std::string_view::npos) analysis.segments.quotations.push_back({open, close + 3});
  }
  return analysis;
}

inline model::Analysis matched(const ruleset::Pack& pack, std::string_view text,
                               const MatchOptions& options = {}) {
  model::Analysis analysis = segmented(text);
  match(analysis, pack, options);
  return analysis;
}

// "type[text]", with its captures "type[text name=text name=text]".
inline std::string shown(const model::Analysis& analysis, const ruleset::Pack& pack,
                         const model::Mention& mention) {
  const std::string_view text = analysis.normalized.text;
  std::string line = pack.types[mention.type].name + "[" + std::string(slice(text, mention.span));
  for (const model::Capture& one : mention.captures) {
    line += " " + pack.names[one.name] + "=" + std::string(slice(text, one.span));
  }
  return line + "]";
}

// The mentions of the types that `only` names, or all, in their order.
inline std::vector<std::string> finds(const ruleset::Pack& pack, std::string_view text,
                                      const std::vector<std::string>& only = {}) {
  const model::Analysis analysis = matched(pack, text);
  std::vector<std::string> lines;
  for (const model::Mention& mention : analysis.mentions) {
    const std::string& type = pack.types[mention.type].name;
    if (only.empty() || std::ranges::count(only, type) > 0)
      lines.push_back(shown(analysis, pack, mention));
  }
  return lines;
}

// What the rules of a last phase over persons and dates make of type `x`.
inline std::vector<std::string> finds_of(const std::string& rules, std::string_view text) {
  return finds(compile({letters(), {"last", "person, date", "", rules}}), text, {"x"});
}

using Lines = std::vector<std::string>;

}  // namespace zhailu::match
