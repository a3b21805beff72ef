#!/usr/bin/env python3
"""`zhailu explain`: why a record is there, and for each stage of the program why one is not."""
import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import ROOT, ProgramCase, run  # noqa: E402

WHY = ROOT / "tests/packs/why"
HELD = "3日，王某召开座谈会。"

# stage, rule, text, part of the reason, more members that must be as said
STOPS = [
    ("block", "event.heading", "王某召开会议。", "kind paragraph; the rule looks only in heading", {}),
    ("view", "event.held", "王某召开座谈会。", "no earlier phase found a mention of type date", {"items": 0}),
    ("view", "event.held", "“3日”，王某召开座谈会。", "“3日” is one, but it lies inside ⟨quote⟩ ““3日””", {}),
    ("view", "event.long", "“慰问老人”。", "it stands here, but inside ⟨quote⟩", {}),
    ("view", "event.held", "3日，王某召开时座谈会。", "a blocking entry covers it", {}),
    ("literal", "event.held", "3日，王某参加座谈会。", "no word of the list verb",
     {"matched": "{date:when}{..6}{person:who}", "expected": "{verb}", "stands": "参加座谈会。"}),
    ("literal", "event.alternative", "王某讲团课。", "“党课” is needed",
     {"matched": "{person:who}讲(?:授|了)?", "expected": "党课", "stands": "团课。"}),
    ("literal", "event.long", "慰问老师。", "“慰问老人” is needed", {}),
    ("lookup", "body.again", "今日无事。", "remember in bodies", {}),
    ("pattern", "event.held", "王某召开座谈会，3日。", "not in this order", {"matched": "{date:when}{..6}"}),
    ("pattern", "event.begun", "开幕前，王某到场。", "not in this order", {"matched": "(before: {person:who}) "}),
    ("test", "event.tested", "李某走访。", "{person/^王/:who}", {}),
    ("gap", "event.held", "3日上午在县委大楼，王某召开座谈会。", "a gap is longer", {}),
    ("guard", "event.held", "3日，王某召开座谈会制度。", "not_after: “制度” stands directly behind it", {}),
    ("guard", "event.held", "计划3日，王某召开座谈会。", "not_near: “计划” stands within 12 characters to the left", {}),
    ("sequence", "crowd.row", "王某、李某到场。", "fewer than 2 items", {}),
    ("span", "event.spanned", "合影。", "the capture that `span` names", {}),
    ("rival", "event.short", "慰问老人。", "rule event.long won by length: “慰问老人”", {"rival": "event.long"}),
    ("rival", "event.right", "看望老师。", "rule event.left won by start", {"rival": "event.left"}),
    ("rival", "event.low", "调研活动。", "rule event.high won by priority", {"rival": "event.high"}),
    ("rival", "plan.later", "植树。", "rule event.earlier won by rule order", {"rival": "event.earlier"}),
    ("rival", "event.same", "植树。", "rule event.earlier found the same and goes first", {"rival": "event.earlier"}),
    ("removed", "event.long", "拟慰问老人。", "rule event.planned of a later phase removed it", {"rival": "event.planned"}),
    ("part", "event.inner", "慰问老人。", "inside another event: “慰问老人” of rule event.long", {}),
    ("slot", "event.needing", "参观。", "the slot who is needed and stays empty", {}),
    ("merged", "event.held", "3日，王某召开座谈会。5日，李某召开座谈会。", "merged into the event “3日，王某召开座谈会”", {}),
    ("list", "plan.listed", "开展三项活动。", "no items follow", {}),
    ("attach", "chair.named", "王某主持。", "no event that it could be attached to", {}),
    ("schema", "event.held", "3日，王某召开很长很长会议会。", "at most 5 characters", {}),
    ("found", "event.held", HELD, "", {"rival": None}),
    ("found", "chair.named", "3日，王某召开座谈会，李某主持。", "", {}),
]


class Explain(ProgramCase):
    def explain(self, text, *arguments, rules=WHY):
        return self.expect(run("explain", "-", "--rules", rules, *arguments, input=text.encode()), 0).out

    def why(self, rule, text, *arguments):
        return json.loads(self.explain(text, "--rule", rule, "--json", *arguments))["places"]

    def test_each_stage_is_named_as_the_one_that_stopped_a_rule(self):
        for stage, rule, text, reason, members in STOPS:
            with self.subTest(stage=stage, rule=rule, text=text):
                places = self.why(rule, text)
                found = [one for one in places if one["stage"] == stage]
                self.assertTrue(found, places)
                self.assertIn(reason, found[0]["reason"])
                for name, value in members.items():
                    self.assertEqual(found[0][name], value, name)

    def test_no_stage_is_without_a_case(self):
        named = {case[0] for case in STOPS}
        source = (ROOT / "src/authoring/rule_trial.cpp").read_text(encoding="utf-8")
        begin = source.index("kNames = {")
        self.assertEqual(named, set(re.findall(r'"(\w+)"', source[begin:source.index("};", begin)])))

    def test_the_furthest_place_stands_first(self):
        places = self.why("event.held", "王某召开座谈会。\n3日，王某参加座谈会。\n4日，王某召开座谈会制度。\n")
        self.assertEqual([one["stage"] for one in places], ["guard", "literal", "view"])

    def test_at_keeps_to_one_place(self):
        text = "王某召开座谈会。\n3日，王某参加座谈会。\n"
        places = self.why("event.held", text, "--at", "参加")
        self.assertEqual([(one["stage"], one["text"]) for one in places], [("literal", "3日，王某参加座谈会。")])

    def test_a_rule_in_words(self):
        self.assertEqual(self.explain("3日，王某参加座谈会。", "--rule", "event.held"), """\
rule event.held  why/events.yaml:1
    3日，王某参加座谈会。
    ^^^^^^^^^ matched so far
    view      ⟨date⟩，⟨person⟩参加座谈会。
    stopped   literal: {verb} is needed, and no word of the list verb (why/verbs.txt) stands here
    matched   {date:when}{..6}{person:who}
    expected  {verb}
    there is  参加座谈会。

""")

    def test_a_record_with_its_evidence_and_where_it_comes_from(self):
        self.assertEqual(self.explain(HELD), """\
events: 座谈会
  rule event.held  why/events.yaml:1
    3日，王某召开座谈会。
    ^^^ when     ^^^^^^ name
         ^^^^ who
  name  座谈会  [captured]
  when  3日  [captured]
        date “3日”  date.day why/marks.yaml:1
  who   王某  [captured]
        person “王某”  lexicon.person why/people.txt:1
  words in the find: verb: 召开 (why/verbs.txt:1)
  macros: meeting (why/macros.yaml:2)

""")

    def test_what_stands_at_a_place_with_winners_and_losers(self):
        out = self.explain("慰问老人。", "--at", "老人")
        self.assertEqual(out, """\
characters 2–4, in a block of kind title
    慰问老人。
        ^^^^ here
phase events
  view 慰问老人。
  + event “慰问老人”  event.long  why/events.yaml:13
  + event “老人”  event.inner  why/events.yaml:21
  records
    event: name  rule event.long

""")
        losers = self.explain("慰问老人。", "--at", "0")
        self.assertIn("  - event “慰问”  event.short  why/events.yaml:12\n      lost by length to event.long: “慰问老人”\n", losers)
        found = json.loads(self.explain("慰问老人。", "--at", "0", "--json"))["places"][0]["finds"]
        self.assertEqual([(one["rule"], one["kept"], one.get("lost_to"), one.get("by")) for one in found],
                         [("event.short", False, "event.long", "length"), ("event.long", True, None, None)])

    def test_the_view_accounts_for_every_character(self):
        text = "３日，  王某\n召開座談會。\n"
        view = json.loads(self.explain(text, "--view", "--json", rules=ROOT / "rules"))
        self.assertEqual("".join(view["decoded"][slice(*one["decoded"])] for one in view["map"]), text)
        self.assertEqual("".join(view["normalized"][slice(*one["normalized"])] for one in view["map"]),
                         view["normalized"])
        reasons = {one["reason"] for one in view["map"] if one["kind"] != "kept"}
        self.assertLessEqual({"folded: width, punctuation, variant", "traditional to simplified", "a blank of the layout"}, reasons)
        self.assertNotIn("", reasons)

    def test_records_of_the_shipped_rules_are_explained(self):
        for sample in [ROOT / "samples/party_work_report.txt"]:
            done = self.expect(run("explain", sample, "--json"), 0)
            explained = json.loads(done.out)["records"]
            extracted = json.loads(run("extract", sample).out)
            count = sum(len(extracted[name]) for name in {one["collection"] for one in explained})
            self.assertEqual(len(explained), count)
            for one in explained:
                self.assertTrue(one["rule"]["path"] and one["rule"]["line"], one["rule"])
                for value in one["values"]:
                    self.assertTrue(value["how"], value)
            for rule in ("meeting.convened", "activity.talk", "person.titled"):
                self.expect(run("explain", sample, "--rule", rule), 0)

    def test_the_guide_shows_what_the_program_says(self):
        guide = (ROOT / "rules/README.md").read_text(encoding="utf-8")
        for text, rule in re.findall(r"^    echo (\S+) \| zhailu explain - --rule (\S+)$", guide, re.M):
            said = self.explain(text + "\n", "--rule", rule, rules=ROOT / "rules").strip()
            self.assertIn(re.sub(r"yaml:\d+", "yaml", said), re.sub(r"yaml:\d+", "yaml", guide))
        stages = set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", guide.split("## When a rule")[1], re.M))))
        self.assertLessEqual({case[0] for case in STOPS}, stages, "every stage stands in the table")

    def test_mistakes_name_the_way_out(self):
        self.expect(run("explain", "-", "--rules", WHY, "--rule", "event.hold", input=b"x"), 2, "did you mean 'event.held'?")
        self.expect(run("explain", "-", "--rules", WHY, "--at", "没有", input="有。".encode()), 2, "does not stand in the text")
        self.expect(run("explain", "-", "--rules", WHY, "--type", "event", input=b"x"), 2, "did you mean 'events'?")
        self.expect(run("explain", self.folder, "--rules", WHY), 2)
        self.expect(run("explain", self.folder / "gone.txt", "--rules", WHY), 2)
        own = self.write("own/pack.yaml", f"name: own\nextends: {os.path.relpath(WHY, self.folder / 'own')}\noff: [event.held]\n")
        self.expect(run("explain", "-", "--rules", own.parent, "--rule", "event.held", input=b"x"), 2, "is switched off")

    def test_neither_environment_nor_document_steers_the_terminal(self):
        text = "3日，王某召开座谈会。\x1b[31m红\u202e\n"
        plain = self.explain(text)
        self.assertNotIn("\x1b", plain)
        self.assertNotIn("\u202e", plain)
        for env in ({"COLUMNS": "20"}, {"LC_ALL": "zh_CN.GBK"}, {"CLICOLOR_FORCE": "1"}):
            done = run("explain", "-", "--rules", WHY, input=text.encode(), env=env)
            self.assertEqual(done.out, plain)

    def test_a_sentence_without_end_is_shown_in_parts(self):
        text = "3日，王某召开座谈会，" * 2000
        for arguments in (("--rule", "event.held"), ("--at", "10010")):
            out = self.explain(text, *arguments)
            self.assertLess(len(out), 40_000)
            self.assertIn("3日，王某召开座谈会", out)

    def test_empty_and_hostile_documents(self):
        for data in (b"", b"\xef\xbb\xbf", b"\n\n", "（" .encode() * 5000, bytes(range(1, 256)) * 20):
            for arguments in ((), ("--view",), ("--rule", "event.held")):
                done = run("explain", "-", "--rules", WHY, *arguments, input=data)
                self.assertIn(done.code, (0, 2), done)


if __name__ == "__main__":
    unittest.main(verbosity=1)
