#include "ruleset/manifest.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "../pack_folder.hpp"

namespace zhailu::ruleset {
namespace {

using test::PackFolder;

constexpr std::string_view kBase =
    "name: base\n"
    "layout: layout.yaml\n"
    "macros: [macros.yaml]\n"
    "lexicons:\n"
    "  word: {file: words.txt}\n"
    "phases:\n"
    "  - {id: first, symbols: [word], files: [first.yaml]}\n"
    "  - {id: second, view: [a], files: [second.yaml]}\n";

void write_base(PackFolder& folder) {
  folder.write("pack.yaml", kBase)
      .write("macros.yaml", "m: 会\n")
      .write("words.txt", "甲乙\n")
      .write("first.yaml",
             "- {id: first.a, make: a, find: '${m}{word}'}\n- {id: first.b, make: a, find: 课}\n")
      .write("second.yaml", "- {id: second.c, make: a, find: '{a}了'}\n");
}

std::string rules_of(const Pack& pack) {
  std::string line;
  for (const Phase& phase : pack.phases) {
    line += phase.id + ":";
    for (const std::uint32_t rule : phase.rules) line += " " + pack.rules[rule].id;
    line += "; ";
  }
  return line;
}

// A pack with that manifest on top of the base pack.
struct Extended {
  explicit Extended(const std::string& manifest, const std::string& name = "own") : own(name) {
    write_base(base);
    own.write("pack.yaml", "name: own\nextends: shipped\n" + manifest);
  }
  [[nodiscard]] Pack pack() const { return own.pack(base.path()); }
  [[nodiscard]] Diagnostics findings() const {
    auto loaded = own.load(base.path());
    return loaded ? loaded->findings : loaded.error().diagnostics;
  }

  PackFolder base{"rules"};
  PackFolder own;
};

TEST(Manifest, APackMayAddPhasesAndRules) {
  Extended packs(
      "phases:\n  - {id: second, files: [more.yaml]}\n  - {id: third, view: [a], files: "
      "[third.yaml]}\n");
  packs.own.write("more.yaml", "- {id: own.d, make: a, find: 好}\n")
      .write("third.yaml", "- {id: own.e, make: e, find: '{a}'}\n");
  EXPECT_EQ(rules_of(packs.pack()),
            "first: first.a first.b; second: own.d second.c; third: own.e; ");
}

TEST(Manifest, ARuleReplacesTheOneOfItsIdBelow) {
  Extended packs("phases:\n  - {id: first, files: [more.yaml]}\n");
  packs.own.write("more.yaml", "- {id: first.b, make: a, find: 新课}\n");
  const Pack pack = packs.pack();
  EXPECT_EQ(rules_of(pack), "first: first.b first.a; second: second.c; ");
  EXPECT_EQ(pack.rules[0].find->pattern.expression(), "(?:新课)");
}

TEST(Manifest, ARuleOfALaterPhaseReplacesToo) {
  Extended packs("phases:\n  - {id: third, files: [more.yaml]}\n");
  packs.own.write("more.yaml", "- {id: first.b, make: a, find: 新课}\n");
  EXPECT_EQ(rules_of(packs.pack()), "first: first.a; second: second.c; third: first.b; ");
}

TEST(Manifest, TheFoldersMayHaveOneName) {
  Extended packs("phases:\n  - {id: first, files: [more.yaml]}\nmacros: [macros.yaml]\n", "rules");
  packs.own.write("more.yaml", "- {id: first.b, make: a, find: 新课}\n")
      .write("macros.yaml", "m: 新会\n");
  const Pack pack = packs.pack();
  EXPECT_EQ(rules_of(pack), "first: first.b first.a; second: second.c; ");
  EXPECT_EQ(pack.rules[1].find->pattern.expression(), "(?:(?:新会)\\x{F0800})");
}

TEST(Manifest, RulesAreSwitchedOffById) {
  EXPECT_EQ(rules_of(Extended("off: [first.b]\n").pack()), "first: first.a; second: second.c; ");
  EXPECT_EQ(rules_of(Extended("off: first.b\n").pack()), "first: first.a; second: second.c; ");
  const Diagnostics findings = Extended("off:\n  - first.bb\n").findings();
  ASSERT_EQ(findings.size() > 0, true);
  EXPECT_EQ(findings[0].code, "ruleset.unknown_rule");
  EXPECT_EQ(findings[0].place.line, 4U);
  EXPECT_EQ(findings[0].hint.text(), "did you mean 'first.b'?");
}

TEST(Manifest, AListReplacesTheOneOfItsNameBelow) {
  Extended packs("lexicons:\n  word: {file: own.txt}\n");
  packs.own.write("own.txt", "丙丁\n");
  const Pack pack = packs.pack();
  ASSERT_EQ(pack.lexicons.size(), 1U);
  EXPECT_EQ(pack.lexicons[0].entries[0].text, "丙丁");
}

TEST(Manifest, ExtendsNamesAFolderToo) {
  PackFolder folder("base");
  write_base(folder);
  folder.write("own/pack.yaml", "name: own\nextends: ..\noff: [first.a, second.c]\n");
  auto loaded = load_pack(folder.path() + "/own", {});
  ASSERT_TRUE(loaded);
  EXPECT_EQ(rules_of(loaded->pack), "first: first.b; second:; ");
  EXPECT_EQ(loaded->pack.name, "own");
}

TEST(Manifest, Fault051_PacksThatExtendOneAnotherAreRefused) {
  PackFolder folder;
  folder.write("pack.yaml", "name: a\nextends: b\n").write("b/pack.yaml", "name: b\nextends: ..\n");
  const auto loaded = folder.load();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().diagnostics[0].code, "ruleset.extends");
}

TEST(Manifest, EveryByteOfThePackChangesItsHash) {
  PackFolder folder;
  write_base(folder);
  const std::string before = folder.pack().hash;
  EXPECT_EQ(before.size(), 64U);
  EXPECT_EQ(folder.pack().hash, before);
  for (const char* name : {"pack.yaml", "macros.yaml", "words.txt", "first.yaml", "layout.yaml"}) {
    const std::string text = folder.read(name);
    folder.write(name, text + "# more\n");
    EXPECT_NE(folder.pack().hash, before) << name;
    folder.write(name, text);
  }
}

TEST(Manifest, Fault051_AFifoIsNotOpened) {
  PackFolder folder;
  write_base(folder);
  ASSERT_EQ(::mkfifo((folder.path() + "/pipe.yaml").c_str(), 0600), 0);
  folder.edit("pack.yaml", "[first.yaml]", "[pipe.yaml]");
  const auto loaded = folder.load();
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->findings[0].code, "ruleset.not_a_file");
  EXPECT_EQ(loaded->findings[0].place.line, 7U);
}

}  // namespace
}  // namespace zhailu::ruleset
