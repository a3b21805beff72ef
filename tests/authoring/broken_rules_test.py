#!/usr/bin/env python3
"""Ways to break a rule file of the tiny pack: all that `check` says of each, in English and in Chinese, stands in
broken_rules.txt. `broken_rules_test.py --refresh` writes it anew; read the difference as a clerk would."""
import os
import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import TINY, run  # noqa: E402

EXPECTED = pathlib.Path(__file__).with_name("broken_rules.txt")
R = "openings.yaml"
M = "pack.yaml"
TESTS = """  tests:
    - {text: 武汉开设青年书店。, expect: {place: 武汉, name: 青年书店}}
    - {text: 武汉有书店。, expect: none}
"""
SECOND = """- id: opening.second
  make: opening
  find: '{city:place}${opened}(?P<name>青年书店)'
""" + TESTS
HELPER = """- id: shop.name
  make: shop
  find: '(?P<name>青年)店'
  attach: {to: opening}
  tests:
    - {text: 青年店。, expect: {name: 青年}}
    - {text: 老年店。, expect: none}
"""

# name, file, what is replaced ("" : added at the end), by what
CASES = [
    ("an unknown key", R, "  find:", "  fnd:"),
    ("a key twice", R, "  find:", "  make: opening\n  find:"),
    ("a key of a slot that is unknown", R, "  tests:", "  slots: {name: {typ: city}}\n  tests:"),
    ("a key of a test that is unknown", R, "{text: 武汉有书店。", "{txt: 武汉有书店。"),
    ("no id", R, "- id: opening.shop\n  make", "- make"),
    ("no type", R, "  make: opening\n", ""),
    ("two ways to find", R, "  tests:", "  lookup: names\n  tests:"),
    ("a rule id twice", R, "", SECOND.replace("opening.second", "opening.shop")),
    ("an unknown macro", R, "${opened}", "${opend}"),
    ("an unknown mention type", R, "{city:place}", "{citi:place}"),
    ("an unknown word list", R, "${opened}", "${lexicon:cities}"),
    ("an unknown type in a slot", R, "  tests:", "  slots: {name: {type: citty}}\n  tests:"),
    ("an unknown type in a guard", R, "  tests:", "  not_inside: [opning]\n  tests:"),
    ("an unknown kind of block", R, "  tests:", "  in: [paragraf]\n  tests:"),
    ("no kind of block left", R, "  tests:", "  in: title\n  not_in: title\n  tests:"),
    ("an unknown word", R, "  tests:", "  unit: sentense\n  tests:"),
    ("a capture that the schema lacks", R, "(?P<name>", "(?P<nmae>"),
    ("a captured mention that the schema lacks", R, "{city:place}", "{city:plac}"),
    ("a field of set that the schema lacks", R, "  tests:", "  set: {knid: new}\n  tests:"),
    ("a slot that the schema lacks", R, "  tests:", "  slots: {street: {type: city}}\n  tests:"),
    ("slots of what is no record", R, "", HELPER.replace("attach: {to: opening}", "slots: {name: {type: city}}")),
    ("a capture that nothing reads", R, "", HELPER.replace("(?P<name>", "(?P<nome>").replace("{name: 青年}", "{nome: 青年}").replace("  attach: {to: opening}\n", "")),
    ("a helper that nothing uses", R, "", HELPER.replace("  attach: {to: opening}\n", "")),
    ("attached to what is no record", R, "", HELPER.replace("{to: opening}", "{to: city}")),
    ("a span that is no capture", R, "  tests:", "  span: nam\n  tests:"),
    ("a guard by a type of a later phase", R, "  tests:", "  inside: opening\n  tests:"),
    ("an attribute that nothing has", R, "{city:place}", "{city[size=big]:place}"),
    ("look-ahead", R, "${opened}", "${opened}(?!大)"),
    ("look-behind", R, "{city:place}", "(?<!在){city:place}"),
    ("an open group", R, "(?P<name>\\p{Han}{1,6}店)", "(?P<name>\\p{Han}{1,6}店"),
    ("an open class", R, "店)'", "[店)'"),
    ("nothing to repeat", R, "${opened}", "(?:*${opened})"),
    ("a pattern that matches nothing", R, "find: '{city:place}${opened}(?P<name>\\p{Han}{1,6}店)'", "find: '(?P<name>店)?'"),
    ("a pattern that is too large", R, "\\p{Han}{1,6}店", "(?:\\p{Han}{1000}){1000}店"),
    ("a gap that is written wrong", R, "${opened}", "{.40}${opened}"),
    ("a reference that cannot be read", R, "{city:place}", "{city place}"),
    ("a capture in a guard", R, "  tests:", "  not_after: '(?P<name>大)'\n  tests:"),
    ("a macro inside a class", R, "${opened}", "[${opened}]"),
    ("a word border beside Han", R, "${opened}", "\\b${opened}店?"),
    ("word characters beside Han", R, "\\p{Han}{1,6}店", "\\w{1,6}店"),
    ("digits beside Han", R, "${opened}", "(?:\\d家)?${opened}"),
    ("a backslash in double quotes", R, "find: '{city:place}${opened}(?P<name>\\p{Han}{1,6}店)'", 'find: "{city:place}${opened}(?P<name>\\\\p{Han}{1,6}店\\b)"'),
    ("a backslash that YAML does not know", R, "find: '{city:place}${opened}(?P<name>\\p{Han}{1,6}店)'", 'find: "{city:place}${opened}(?P<name>\\p{Han}{1,6}店)"'),
    ("a literal that normalisation changes", R, "${opened}", "\\x{FF11}?${opened}"),
    ("two blanks", R, "${opened}", "(?:  )?${opened}"),
    ("an invisible character", R, "${opened}", "\u200b?${opened}"),
    ("no non-hit", R, "    - {text: 武汉有书店。, expect: none}\n", ""),
    ("no hit", R, "    - {text: 武汉开设青年书店。, expect: {place: 武汉, name: 青年书店}}\n", ""),
    ("no tests", R, TESTS, ""),
    ("a rule that loses to another", R, "", SECOND.replace("  tests:", "  priority: -1\n  tests:")),
    ("no is no text", R, "make: opening", "make: no"),
    ("a number with a zero before it", R, "  tests:", "  priority: 010\n  tests:"),
    ("yes is not true", R, "  tests:", "  keep: yes\n  tests:"),
    ("a tab in the indentation", R, "  find:", "\tfind:"),
    ("a quote that is not closed", R, "店)'", "店)"),
    ("a list that is not closed", R, "  tests:", "  in: [title\n  tests:"),
    ("an alias", R, "make: opening", "make: *opening"),
    ("a test without expect", R, "武汉有书店。, expect: none", "武汉有书店。"),
    ("a date that is none", R, "expect: none}", "expect: none, reference_date: 今天}"),
    ("an unused macro", "macros.yaml", "", "closed: '关闭|停办'\n"),
    ("a macro that calls itself", "macros.yaml", "(?:开设|开办)", "${opened}开"),
    ("an unused word list", M, "lexicons:\n", "lexicons:\n  town: {file: cities.txt}\n"),
    ("a phase's unknown view", M, "view: [city]", "view: [town]"),
    ("a missing rule file", M, "[openings.yaml]", "[opening.yaml]"),
    ("a file outside of the pack", M, "[openings.yaml]", "[../openings.yaml]"),
    ("an unknown rule switched off", M, "", "off: [opening.shp]\n"),
    ("several at once", R, "  find:", "  fnd: x\n  keep: maybe\n  set: {knid: new}\n  find:"),
]


def broken_pack(folder, file, old, new):
    shutil.copytree(TINY, folder / "pack")
    path = folder / "pack" / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} does not hold {old}"
    path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    return folder / "pack"


def said(name, file, old, new):
    """The lines of one case: its name, then what check says in English and in Chinese."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="zhailu-test-"))
    try:
        pack = broken_pack(folder, file, old, new)
        english, chinese = (run("check", pack, "--strict", "--lang", language) for language in ("en", "zh"))
    finally:
        shutil.rmtree(folder)
    assert english.code == chinese.code == 1, f"{name}: {english}"
    lines = (english.err + chinese.err).replace(str(folder) + "/", "")
    return f"# {name}\n{lines}\n"


class BrokenRules(unittest.TestCase):
    maxDiff = None

    def test_what_check_says_of_each(self):
        expected = dict(part.split("\n", 1) for part in EXPECTED.read_text(encoding="utf-8").split("# ")[1:])
        self.assertGreaterEqual(len(CASES), 40)
        self.assertEqual(list(expected), [case[0] for case in CASES])
        for case in CASES:
            with self.subTest(case[0]):
                self.assertEqual(said(*case).split("\n", 1)[1], expected[case[0]])

    def test_each_is_said_at_a_place_with_line_and_column(self):
        for part in EXPECTED.read_text(encoding="utf-8").split("# ")[1:]:
            name, lines = part.split("\n", 1)
            for line in lines.strip().splitlines():
                self.assertRegex(line, r"^pack/\S+:\d+:\d+: (error|warning|错误|警告): ", name)
            self.assertRegex(lines, r"(?:错误|警告): .*[\u4e00-\u9fff]", name)


if __name__ == "__main__":
    if sys.argv[1:] == ["--refresh"]:
        EXPECTED.write_text("".join(said(*case) for case in CASES), encoding="utf-8")
    else:
        unittest.main(verbosity=1)
