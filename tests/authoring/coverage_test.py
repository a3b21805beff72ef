#!/usr/bin/env python3
"""`zhailu coverage` and `zhailu profile`: what the rules leave lying, what they cost and give."""
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import ROOT, ProgramCase, run  # noqa: E402

WHY = ROOT / "tests/packs/why"
TEXTS = {
    "a.txt": "1日，王某讲话。\n李某今日召开例会。\n王某再次召开大会。\n3日，王某召开座谈会。\n",
    "b.txt": "李某抽空召开例会。\n李某走访。\n王某走访。\n“召开”二字。\n1日、2日放假。\n",
}


class Archive(ProgramCase):
    def setUp(self):
        super().setUp()
        for name, text in TEXTS.items():
            self.write("in/" + name, text)
        self.texts = self.folder / "in"

    def report(self, command, *arguments, rules=WHY):
        return json.loads(self.expect(run(command, self.texts, "--json", "--rules", rules, *arguments), 0).out)


class Coverage(Archive):
    def test_the_most_frequent_trigger_without_a_record_stands_on_top(self):
        triggers = self.report("coverage")["triggers"]
        self.assertEqual([(one["pattern"], one["count"], one["recorded"]) for one in triggers],
                         [("召开", 4, 1), ("走访", 1, 1)])
        self.assertEqual(triggers[1]["examples"], [{"path": "b.txt", "span": [12, 14], "sentence": "李某走访。"}])
        self.assertEqual([one["path"] for one in triggers[0]["examples"]], ["a.txt", "a.txt", "b.txt"])

    def test_the_next_rule_takes_it_off_the_list(self):
        base = os.path.relpath(WHY, self.folder / "own")
        self.write("own/pack.yaml", f"name: own\nversion: 1.0.0\nextends: {base}\nphases:\n  - {{id: events, files: [next.yaml]}}\n")
        self.write("own/next.yaml", "- {id: event.next, make: event, find: '{person:who}\\p{Han}{0,4}{verb}(?P<name>${meeting})'}\n")
        triggers = self.report("coverage", rules=self.folder / "own")["triggers"]
        self.assertEqual([(one["pattern"], one["count"], one["recorded"]) for one in triggers],
                         [("召开", 1, 4), ("走访", 1, 1)])

    def test_dates_and_names_in_no_record_by_what_stands_behind_them(self):
        unattached = {one["type"]: one for one in self.report("coverage")["unattached"]}
        date, person = unattached["date"], unattached["person"]
        self.assertEqual([(one["pattern"], one["count"], one["recorded"]) for one in date["groups"]],
                         [("⟨date⟩、2", 1, 0), ("⟨date⟩放假", 1, 0), ("⟨date⟩，王", 1, 1)])
        self.assertEqual((date["mentions"], date["attached"]), (4, 1))
        self.assertEqual([one["pattern"] for one in person["groups"]],
                         ["⟨person⟩今日", "⟨person⟩再次", "⟨person⟩抽空", "⟨person⟩讲话", "⟨person⟩走访"])

    def test_in_words(self):
        out = self.expect(run("coverage", self.texts, "--rules", WHY, "--top", "1"), 0).out
        self.assertTrue(out.startswith("""\
2 documents, 9 sentences, 2 of them tell of a record

sentences with a trigger word and no record, by word:
     4  召开   (1 with a record)
        a.txt 13: 李某今日召开例会。
        … and 1 more
"""), out)

    def test_the_same_bytes_for_any_number_of_jobs(self):
        for i in range(40):
            self.write(f"in/{i}.txt", TEXTS["a.txt" if i % 3 else "b.txt"] * (i % 5 + 1))
        outs = {run("coverage", self.texts, "--rules", WHY, "--json", "--jobs", jobs).out for jobs in ("1", "2", "8")}
        self.assertEqual(len(outs), 1)

    def test_the_shipped_rules(self):
        report = json.loads(self.expect(run("coverage", ROOT / "samples", "--json"), 0).out)
        counts = [one["count"] for one in report["triggers"]]
        self.assertEqual(counts, sorted(counts, reverse=True))
        self.assertEqual([one["type"] for one in report["unattached"]], ["date", "person", "post"])
        self.assertGreater(report["with_record"], 100)

    def test_an_unreadable_document_is_named(self):
        self.write("in/c.txt", b"\x7fELF\x02\x01\x01" + bytes(200))
        done = self.expect(run("coverage", self.texts, "--rules", WHY), 1, "c.txt", "decode.binary")
        self.assertTrue(done.out.startswith("2 documents"), done.out)


class Profile(Archive):
    def test_counts_of_each_rule(self):
        report = self.report("profile")
        rules = {one["rule"]: one for one in report["rules"]}
        counts = lambda rule: tuple(rules[rule][name] for name in ("candidates", "hits", "kept"))  # noqa: E731
        self.assertEqual(counts("event.tested"), (2, 1, 1))
        self.assertEqual(counts("event.long"), (0, 0, 0))
        self.assertEqual(rules["event.held"]["hits"], 1)
        self.assertEqual(rules["date.day"]["phase"], "marks")
        self.assertEqual(report["documents"], 2)
        self.assertEqual(report["nanoseconds"], sum(one["nanoseconds"] for one in report["rules"]))

    def test_all_but_the_times_is_the_same_twice(self):
        def without_times():
            report = self.report("profile")
            return [{name: value for name, value in one.items() if name != "nanoseconds"} for one in report["rules"]]
        self.assertEqual(without_times(), without_times())

    def test_rules_that_find_nothing_are_listed(self):
        self.write("in/c.txt", "慰问老人。\n")
        out = self.expect(run("profile", self.texts, "--rules", WHY, "--top", "3"), 0).out
        for title, rule in (("never looked for", "event.heading"), ("looked for, never found", "body.again"),
                            ("found, and always lost to another rule", "event.short"), ("kept 2 times or less", "event.long")):
            section = out[out.index(title):].split("\n\n")[0]
            self.assertIn(f"  {rule}  why/", section, f"{title}\n{out}")
        self.assertEqual(len([line for line in out.splitlines() if "%" in line]), 3)

    def test_mistakes(self):
        self.expect(run("profile", self.folder / "gone", "--rules", WHY), 2)
        self.expect(run("profile"), 2)
        self.expect(run("coverage", self.texts, "--rules", self.folder), 2, "no pack of rules here")


if __name__ == "__main__":
    unittest.main(verbosity=1)
