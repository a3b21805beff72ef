#!/usr/bin/env python3
"""`zhailu diff`: what an edit of the rules changes across an archive."""
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import ROOT, ProgramCase, run  # noqa: E402

SAMPLES = ROOT / "samples"


WHY = ROOT / "tests/packs/why"
TEXTS = {
    "a.txt": "3日，王某召开座谈会。\n慰问老人，看望老师。\n王某走访。\n",
    "b/c.txt": "5日，李某举行交流会。\n全体合影。\n3日，王某召开座谈会制度。\n",
    "d.txt": "今日无事。\n",
}


class Diff(ProgramCase):
    def setUp(self):
        super().setUp()
        for name, text in TEXTS.items():
            self.write("in/" + name, text)
        self.texts = self.folder / "in"

    def off(self, rule, base=WHY):
        extends = base if base == "shipped" else os.path.relpath(base, self.folder / "own")
        self.write("own/pack.yaml", f"name: own\nversion: 1.0.0\nextends: {extends}\noff: [{rule}]\n")
        return self.folder / "own"

    def changes(self, before, after, *paths, code=0):
        lines = self.expect(run("diff", before, after, *paths, "--json"), code).out.splitlines()
        return [json.loads(line) for line in lines[:-1]], json.loads(lines[-1])["summary"]

    def records_of(self, rule, texts, rules):
        """(path, collection, span) of every record that the rule makes."""
        found = []
        for line in run("extract", texts, "--rules", rules).out.splitlines():
            document = json.loads(line)
            for collection, records in document.items():
                if isinstance(records, list):
                    found += [(document["document"]["path"], collection, tuple(one["span"]))
                              for one in records if one["rule"] == rule]
        return sorted(found)

    @staticmethod
    def places(changes, kind=None):
        return sorted((one["path"], one["collection"], tuple(one["span"])) for one in changes
                      if kind in (None, one["change"]))

    def test_a_rule_switched_off_lists_exactly_its_records(self):
        for rule in ("event.held", "event.tested", "event.spanned"):
            with self.subTest(rule=rule):
                expected = self.records_of(rule, self.texts, WHY)
                self.assertTrue(expected)
                changes, summary = self.changes(WHY, self.off(rule), self.texts)
                self.assertEqual(self.places(changes, "lost"), expected)
                self.assertEqual([one["rule"] for one in changes], [rule] * len(expected))
                self.assertEqual(summary["rules"], [{"rule": rule, "added": 0, "lost": len(expected), "changed": 0}])

    def test_a_rule_of_the_shipped_pack_switched_off_loses_its_records(self):
        expected = self.records_of("activity.talk", SAMPLES, ROOT / "rules")
        changes, summary = self.changes("shipped", self.off("activity.talk", "shipped"), SAMPLES)
        self.assertTrue(expected)
        self.assertEqual(self.places(changes, "lost"), expected)
        self.assertGreaterEqual(summary["documents"], 12)

    def test_what_takes_its_place_is_told_too(self):
        changes, _ = self.changes(WHY, self.off("event.long"), self.texts)
        self.assertEqual([(one["change"], one["rule"], [f["field"] for f in one["fields"]]) for one in changes],
                         [("changed", "event.long", ["name", "span", "rule"]), ("added", "event.inner", [])])

    def test_the_other_way_round_lost_becomes_added(self):
        forth, _ = self.changes(WHY, self.off("event.held"), self.texts)
        back, _ = self.changes(self.off("event.held"), WHY, self.texts)
        self.assertEqual(self.places(forth, "lost"), self.places(back, "added"))

    def test_changed_fields_are_shown_with_the_sentence(self):
        old = self.tiny_pack()
        new = self.tiny_pack({"openings.yaml": lambda t: t.replace("{1,6}店", "{1,2}店").replace("name: 青年书店", "name: 书店")}, name="new")
        text = self.write("a.txt", "武汉开设书店。武汉开设青年书店。")
        self.expect(run("diff", old, new, text), 0)
        self.assertEqual(run("diff", old, new, text).out, """\
- openings: 青年书店  opening.shop  a.txt 7–15
    武汉开设青年书店。
rule          added   lost  changed
opening.shop      0      1        0
1 document: 0 added, 1 lost, 0 changed
""")
        new = self.tiny_pack({"openings.yaml": lambda t: t.replace(r"(?P<name>\p{Han}{1,6}店)", r"(?:青年)?(?P<name>\p{Han}{1,6}?店)").replace("name: 青年书店", "name: 书店")}, name="newer")
        self.assertEqual(run("diff", old, new, text).out, """\
~ openings: 青年书店  opening.shop  a.txt 7–15
    武汉开设青年书店。
    name: "青年书店" → "书店"
rule          added   lost  changed
opening.shop      0      0        1
1 document: 0 added, 0 lost, 1 changed
""")

    def test_the_same_pack_changes_nothing(self):
        changes, summary = self.changes(WHY, WHY, self.texts)
        self.assertEqual((changes, summary["documents"], summary["rules"]), ([], 3, []))

    def test_the_same_bytes_for_any_number_of_jobs(self):
        for i in range(60):
            self.write(f"in/{i}.txt", TEXTS["a.txt" if i % 2 else "b/c.txt"] * (i % 7 + 1))
        outs = {run("diff", WHY, self.off("event.held"), self.texts, "--jobs", jobs).out for jobs in ("1", "2", "8")}
        self.assertEqual(len(outs), 1)

    def test_summary_alone_and_the_exit_code(self):
        pack = self.off("event.held")
        out = self.expect(run("diff", WHY, pack, self.texts, "--summary", "--fail-above", "2"), 0).out
        self.assertEqual(out, """\
rule        added   lost  changed
event.held      0      2        0
3 documents: 0 added, 2 lost, 0 changed
""")
        self.expect(run("diff", WHY, pack, self.texts, "--fail-above", "1"), 1)

    def test_mistakes(self):
        self.expect(run("diff", WHY, self.folder, self.texts), 2, "no pack of rules here")
        self.expect(run("diff", WHY, WHY, self.folder / "gone"), 2)
        self.expect(run("diff", WHY, WHY), 2)
        self.expect(run("diff", WHY, WHY, self.texts, "--jobs", "0"), 2)
        self.expect(run("diff", WHY, WHY, self.texts, "--reference-date", "gestern"), 2)

    def test_a_document_that_cannot_be_read_is_named_and_counted(self):
        self.write("in/b.txt", b"\x7fELF\x02\x01\x01" + bytes(200))
        done = self.expect(run("diff", WHY, WHY, self.texts), 1, "b.txt")
        self.assertTrue(done.out.endswith("3 documents: 0 added, 0 lost, 0 changed\n"), done.out)


if __name__ == "__main__":
    unittest.main(verbosity=1)
