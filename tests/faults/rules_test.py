#!/usr/bin/env python3
"""FAULTS.md 44–57 and 61–63: a tiny pack, broken in one way each, is refused with place, cause and way out."""
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import ProgramCase, run  # noqa: E402

RULE = """- id: opening.shop
  make: opening
  find: '{city:place}${opened}(?P<name>\\p{Han}{1,6}店)'
  tests:
    - {text: 武汉开设青年书店。, expect: {place: 武汉, name: 青年书店}}
    - {text: 武汉有书店。, expect: none}
"""


def rule(**changes):
    """The pack's one rule with lines replaced: find='find: x'."""
    lines = RULE
    for key, line in changes.items():
        start = lines.index(f"  {key}:")
        end = lines.index("\n", start)
        lines = lines[:start] + "  " + line + lines[end:]
    return lines


def find(pattern):
    return rule(find=f"find: '{pattern}'")


# name: (file, its content or a change of it, place, code, words of the message)
BROKEN = {
    "044_an_empty_rule_file": ("openings.yaml", "", "pack/openings.yaml", "ruleset.empty", []),
    "044_a_rule_file_of_a_word": ("openings.yaml", "shops\n", "pack/openings.yaml:1:1", "ruleset.wrong_type", ["list of rules", "- id:"]),
    "044_a_rule_file_that_is_a_mapping": ("openings.yaml", "id: opening.shop\n", "pack/openings.yaml:1:1", "ruleset.wrong_type", ["list of rules"]),
    "044_a_macro_file_that_is_a_list": ("macros.yaml", "- opened\n", "pack/macros.yaml:1:1", "ruleset.wrong_type", []),
    "044_an_empty_manifest": ("pack.yaml", "", "pack.yaml", "ruleset.empty", []),
    "044_a_manifest_that_is_a_list": ("pack.yaml", "- name: tiny\n", "pack.yaml:1:1", "ruleset.wrong_type", []),
    "045_too_deep": ("openings.yaml", "- id: " + "[" * 200 + "]" * 200 + "\n", "pack/openings.yaml:1:", "ruleset.too_large", []),
    "045_too_large": ("openings.yaml", "# " + "x" * (5 << 20) + "\n" + RULE, "pack.yaml:", "ruleset.too_large", ["4194304"]),
    "046_an_alias": ("openings.yaml", RULE.replace("opening.shop", "&a opening.shop") + "- id: *a\n", "pack/openings.yaml:1:7", "ruleset.yaml_feature", []),
    "046_a_merge_key": ("openings.yaml", RULE + "  <<: {make: x}\n", "pack/openings.yaml:7:3", "ruleset.yaml_feature", []),
    "046_a_tag": ("openings.yaml", rule(make="make: !!str opening"), "pack/openings.yaml:2:9", "ruleset.yaml_feature", []),
    "047_a_key_twice": ("openings.yaml", RULE + "  make: opening\n", "pack/openings.yaml:7:3", "ruleset.duplicate_key", ["make", "lines 2 and 7"]),
    "048_an_unclosed_quote": ("openings.yaml", rule(find="find: '{city:place}"), "pack/openings.yaml:3:9", "ruleset.syntax", []),
    "048_a_tab": ("openings.yaml", RULE + "\tmake: x\n", "pack/openings.yaml:7:1", "ruleset.syntax", ["tab"]),
    "048_bad_utf8": ("openings.yaml", RULE.encode() + b"# \xff\n", "pack/openings.yaml:7:3", "ruleset.encoding", ["UTF-8"]),
    "048_a_nul": ("openings.yaml", RULE.encode() + b"# \x00\n", "pack/openings.yaml:7:3", "ruleset.encoding", []),
    "048_utf16": ("openings.yaml", RULE.encode("utf-16"), "pack/openings.yaml", "ruleset.encoding", ["UTF-16"]),
    "048_a_second_document": ("openings.yaml", RULE + "---\n" + RULE, "pack/openings.yaml:7:1", "ruleset.yaml_feature", ["document"]),
    "049_an_unknown_rule_key": ("openings.yaml", rule(find="fnd: x"), "pack/openings.yaml:3:3", "ruleset.unknown_key", ["'fnd'", "did you mean 'find'"]),
    "049_an_unknown_manifest_key": ("pack.yaml", lambda t: t.replace("phases:", "phasen:"), "pack.yaml:12:1", "ruleset.unknown_key", ["did you mean 'phases'"]),
    "049_an_unknown_test_key": ("openings.yaml", RULE.replace("text: 武汉有书店", "txt: 武汉有书店"), "pack/openings.yaml:6:8", "ruleset.unknown_key", ["did you mean 'text'"]),
    "050_no_is_no_text": ("openings.yaml", rule(make="make: no"), "pack/openings.yaml:2:9", "ruleset.wrong_type", ["'no'"]),
    "050_an_octal_number": ("openings.yaml", RULE + "  priority: 010\n", "pack/openings.yaml:7:13", "ruleset.wrong_type", ["010"]),
    "051_two_rules_of_one_id": ("openings.yaml", RULE + RULE, "pack/openings.yaml:7:3", "ruleset.duplicate_id", ["opening.shop", "pack/openings.yaml:1"]),
    "051_two_macros_of_one_name": ("pack.yaml", lambda t: t.replace("[macros.yaml]", "[macros.yaml, macros.yaml]"), "pack/macros.yaml:1:1", "ruleset.macro", ["opened"]),
    "051_a_missing_file": ("pack.yaml", lambda t: t.replace("[openings.yaml]", "[opening.yaml]"), "pack.yaml:15:13", "ruleset.missing_file", ["opening.yaml", "pack.yaml"]),
    "051_a_file_outside": ("pack.yaml", lambda t: t.replace("[openings.yaml]", "[../openings.yaml]"), "pack.yaml:15:13", "ruleset.outside", ["into the pack"]),
    "051_an_absolute_path": ("pack.yaml", lambda t: t.replace("[openings.yaml]", "[/dev/stdin]"), "pack.yaml:15:13", "ruleset.outside", []),
    "051_an_unknown_macro": ("openings.yaml", find("{city:place}${opend}(?P<name>店)"), "pack/openings.yaml:3:", "ruleset.unknown_macro", ["'opend'", "did you mean 'opened'"]),
    "051_a_cycle_of_macros": ("macros.yaml", "opened: '${closed}'\nclosed: '${opened}'\n", "pack/", "ruleset.macro_cycle", ["opened"]),
    "051_an_unknown_lexicon": ("pack.yaml", lambda t: t.replace("view: [city]", "view: [city]\n    symbols: [citys]"), "pack.yaml:13:5", "ruleset.unknown_lexicon", ["'citys'", "did you mean 'city'"]),
    "051_a_type_that_nothing_makes": ("pack.yaml", lambda t: t.replace("view: [city]", "view: [town]"), "pack.yaml:13:5", "ruleset.type_not_made", ["'town'"]),
    "051_a_pack_that_extends_itself": ("pack.yaml", lambda t: t + "extends: .\n", "pack.yaml", "ruleset.extends", ["circle"]),
    "051_a_slot_that_the_schema_lacks": ("openings.yaml", RULE + "  slots: {street: {type: city}}\n", "pack/openings.yaml:7:11", "ruleset.unknown_field", ["'street'"]),
    "051_a_capture_that_the_schema_lacks": ("openings.yaml", find("{city:plce}${opened}(?P<name>店)"), "pack/openings.yaml:3:16", "ruleset.unknown_field", ["'plce'", "did you mean 'place'"]),
    "054_an_unclosed_group": ("openings.yaml", find("{city:place}${opened}(?P<name>店"), "pack/openings.yaml:3:", "regex.", ["opening.shop"]),
    "054_a_look_ahead": ("openings.yaml", find("{city:place}${opened}(?!大)(?P<name>店)"), "pack/openings.yaml:3:", "regex.", ["not_after"]),
    "054_a_look_behind": ("openings.yaml", find("(?<!在){city:place}${opened}(?P<name>店)"), "pack/openings.yaml:3:", "regex.", ["not_before"]),
    "055_a_program_too_large": ("openings.yaml", find("{city:place}${opened}(?P<name>(?:\\p{Han}{1000}){1000}店)"), "pack/openings.yaml:3:", "regex.", []),
    "056_a_pattern_that_matches_nothing": ("openings.yaml", find("(?P<name>店)?"), "pack/openings.yaml:3:", "regex.", ["empty"]),
    "057_single_bytes": ("openings.yaml", find("{city:place}${opened}(?P<name>\\C店)"), "pack/openings.yaml:3:", "regex.", []),
    "061_an_empty_lexicon": ("cities.txt", "# none\n", "pack/cities.txt:1:1", "ruleset.empty_lexicon", []),
    "061_a_missing_lexicon": ("pack.yaml", lambda t: t.replace("cities.txt", "towns.txt"), "pack.yaml:11:16", "ruleset.missing_file", ["towns.txt"]),
    "061_a_lexicon_with_bad_utf8": ("cities.txt", "武汉\n".encode() + b"\xff\n", "pack/cities.txt:2", "ruleset.encoding", []),
}


class Rules(ProgramCase):
    def refuses(self, file, change, place, code, words):
        pack = self.tiny_pack({file: change})
        text = self.write("text/a.txt", "武汉开设青年书店。")
        done = self.expect(run("extract", text, "--rules", pack, "-o", self.folder / "out"), 2, place, code, *words)
        self.assertEqual(done.out, "")
        self.assertFalse((self.folder / "out").exists(), "nothing is written")
        line = next(line for line in done.err.splitlines() if code in line)
        self.assertIn(place, line)
        checked = run("check", pack)
        self.expect(checked, 1, place, code, *words)

    def test_fault_051_a_lexicon_that_is_a_fifo(self):
        pack = self.tiny_pack()
        (pack / "cities.txt").unlink()
        os.mkfifo(pack / "cities.txt")
        self.expect(run("check", pack), 1, "pack.yaml:11:16", "no regular file", "ruleset.not_a_file")

    def test_fault_052_extract_shows_twenty_findings_and_check_all(self):
        pack = self.tiny_pack({"openings.yaml": "".join(
            RULE.replace("opening.shop", f"opening.shop{n}").replace("find:", "fnd:") for n in range(30))})
        text = self.write("a.txt", "武汉")
        refused = self.expect(run("extract", text, "--rules", pack), 2, "zhailu check")
        self.assertEqual(refused.err.count(": error: "), 20, str(refused))
        checked = run("check", pack)
        self.assertGreaterEqual(checked.err.count("did you mean 'find'"), 30, str(checked))

    def test_fault_053_the_hash_of_the_rules_is_in_the_output(self):
        text = self.write("a.txt", "武汉开设青年书店。")
        before = run("extract", text, "--rules", self.tiny_pack())
        changed = self.tiny_pack({"cities.txt": "武汉\n沅川\n江北\n"}, "pack2")
        after = run("extract", text, "--rules", changed)
        hash_of = lambda done: done.out.split('"hash":"')[1].split('"')[0]  # noqa: E731
        self.assertEqual(len(hash_of(before)), 64)
        self.assertNotEqual(hash_of(before), hash_of(after))

    def test_fault_063_entries_are_literal(self):
        pack = self.tiny_pack({"cities.txt": "武.\n"})
        text = self.write("a.txt", "武汉开设青年书店。")
        done = self.expect(run("extract", text, "--rules", pack), 0)
        self.assertIn('"openings":[]', done.out)

    def test_a_pack_without_faults_is_clean(self):
        self.expect(run("check", self.tiny_pack(), "--strict"), 0)


def add_case(name, case):
    setattr(Rules, f"test_fault_{name}", lambda self: self.refuses(*case))


for each in BROKEN.items():
    add_case(*each)

if __name__ == "__main__":
    unittest.main(verbosity=1)
