#!/usr/bin/env python3
"""Tests of score.py: a perfect prediction gives 1.000 everywhere; each kind of damage
lowers the figures that it should lower, and no others. Run: python3 test_score.py"""
import copy
import json
import tempfile
import unittest
from pathlib import Path

import score

HERE = Path(__file__).resolve().parent
TEXT = "甲市水务局\n7月1日上午，局党组书记、局长高峰主持召开工作例会，王明作报告。会后，高峰以《治水》为题讲党课。\n7月2日，局团委赴乙村开展植树活动，30人参加。"


def event(**k):
    base = dict(start=None, end=None, venue=None, organizers=[], theme=None, optional=False)
    base.update(k)
    return base


GOLD = {
    "doc": "t1", "genre": "news", "origin": "written for this test",
    "document": {"title": "甲市水务局", "published": "2020-07-03", "source": None,
                 "authors": [{"name": "王明", "role": "记者"}], "reference_date": "2020-07-03"},
    "dates": [dict(text="7月1日上午", start="2020-07-01", end="2020-07-01", time=None, optional=False),
              dict(text="7月2日", start="2020-07-02", end="2020-07-02", time=None, optional=False),
              dict(text="近日", start=None, end=None, time=None, optional=True)],
    "people": [dict(name="高峰", titles=["局党组书记", "局长"], organization="甲市水务局",
                    organization_accept=["局"], optional=False),
               dict(name="王明", titles=[], organization=None, organization_accept=[], optional=False)],
    "organizations": [dict(name="甲市水务局", accept=["市水务局"], optional=False),
                      dict(name="局团委", accept=[], optional=False),
                      dict(name="乙村", accept=[], optional=True)],
    "meetings": [event(anchor="主持召开工作例会", name="工作例会", accept=[], status="held", start="2020-07-01",
                       end="2020-07-01", chairs=["高峰"], speakers=["王明"], attendees=[], attendee_count=None)],
    "activities": [event(id="a1", anchor="为题讲党课", name="讲党课", category="lecture", start="2020-07-01",
                         end="2020-07-01", leaders=["高峰"], participants=[], participant_count=None, theme="治水"),
                   event(id="a2", anchor="赴乙村开展植树活动", name="植树活动", category="environment",
                         start="2020-07-02", end="2020-07-02", venue="乙村", organizers=["局团委"], leaders=[],
                         participants=[], participant_count=30)],
    "activity_lists": [dict(anchor="会后，高峰以《治水》", title="两项活动", declared_count=2, items=["a1", "a2"])],
}


def perfect(gold, text):
    """The prediction that says exactly what the key says."""
    p = copy.deepcopy(gold)
    for o in p["organizations"]:
        o["aliases"] = []
    for kind in ("meetings", "activities", "activity_lists"):
        for r in p[kind]:
            spans = text.spans(r.pop("anchor"))
            r["span"] = list(spans[0]) if spans else None
    for kind in ("people", "organizations", "meetings", "activities"):
        for r in p[kind]:
            for f in [f for f in r if f == "accept" or f.endswith("_accept") or f == "optional"]:
                del r[f]
    return p


def generous(gold, text):
    """A perfect prediction that also says everything which the key accepts."""
    p = perfect(gold, text)
    for kind in ("meetings", "activities"):
        for r, g in zip(p[kind], gold[kind]):
            for slot in score.SLOTS[kind]:
                more = g.get(slot + "_accept", [])
                if slot in score.PEOPLE_SLOTS | score.LIST_SLOTS:
                    r[slot] = r[slot] + more
                elif slot == "date":
                    r["start"], r["end"] = more[-1] if more else (r["start"], r["end"])
                elif more:
                    r[slot] = more[-1]
    for f in ("title", "source"):
        p["document"][f] = (gold["document"].get(f + "_accept") or [p["document"][f]])[-1]
    p["document"]["authors"] += [{"name": a} for a in gold["document"].get("authors_accept", [])]
    return p


class Tiny(unittest.TestCase):
    def setUp(self):
        self.text = score.Text(TEXT)
        self.pred = perfect(GOLD, self.text)

    def rows(self, pred=None, gold=GOLD):
        s = score.Score()
        score.score_one(s, gold, self.pred if pred is None else pred, self.text)
        return s.table()

    def lowered(self, gold=GOLD, **expected):
        """Only the named figures are below 1; 'p' precision, 'r' recall, 'pr' both."""
        expected = {k.replace("__", "."): v for k, v in expected.items()}
        for key, r in self.rows(gold=gold).items():
            want = expected.get(key, "")
            self.assertEqual(("p" if r["precision"] < 1 else "") + ("r" if r["recall"] < 1 else ""), want, key)

    def test_perfect(self):
        self.lowered()

    def test_empty(self):
        rows = self.rows({})
        for k in ("dates", "people", "organizations", "meetings", "activities", "activity_lists"):
            self.assertEqual(rows[k]["recall"], 0.0, k)

    def test_date_missed_and_wrong(self):
        self.pred["dates"].pop(0)
        self.lowered(dates="r")
        self.pred["dates"][0]["start"] = "2021-07-02"
        self.assertEqual(self.rows()["dates"]["tp"], 0)

    def test_vague_date_is_no_alarm(self):
        self.pred["dates"].append(dict(text="当前", start=None, end=None))
        self.lowered()

    def test_person(self):
        self.pred["people"].append(dict(name="高峰以", titles=["主任"], organization=None))
        self.lowered(people="p", people__titles="p")

    def test_title_suffix_and_wrong_title(self):
        self.pred["people"][0]["titles"] = ["党组书记", "甲市水务局局长"]
        self.lowered()
        self.pred["people"][0]["titles"] = ["党组书记", "主任"]
        self.lowered(people__titles="pr")

    def test_author_role_is_no_title(self):
        self.pred["people"][1]["titles"] = ["记者"]
        self.lowered()

    def test_accepted_names(self):
        """A person under an accepted form, a body's editor who may be named as author."""
        gold = copy.deepcopy(GOLD)
        gold["people"][0]["accept"] = ["高局长"]
        gold["document"]["authors_accept"] = ["高峰"]
        self.pred["document"]["authors"].append({"name": "高峰", "role": "审核"})
        self.pred["people"][0]["name"] = "高局长"
        self.lowered(gold)
        self.pred["people"].append(dict(name="高峰", titles=[], organization=None))
        self.lowered(gold, people="p")

    def test_organization_of_person(self):
        self.pred["people"][0]["organization"] = "局"
        self.lowered()
        self.pred["people"][0]["organization"] = "乙村"
        self.lowered(people__organization="pr")

    def test_organizations(self):
        self.pred["organizations"][0] = dict(name="水务局", aliases=["市水务局"])
        self.pred["organizations"].pop()            # the optional one
        self.lowered()
        self.pred["organizations"].append(dict(name="丙村", aliases=[]))
        self.lowered(organizations="p")

    def test_meeting_slots(self):
        m = self.pred["meetings"][0]
        m.update(status="mentioned", chairs=[], name="例会", organizers=["局团委"])
        self.lowered(meetings__status="pr", meetings__chairs="r", meetings__organizers="p")

    def test_meeting_without_span_needs_the_name(self):
        self.pred["meetings"][0]["span"] = None
        self.lowered()
        self.pred["meetings"][0]["name"] = "座谈"
        rows = self.rows()
        self.assertEqual((rows["meetings"]["precision"], rows["meetings"]["recall"]), (0.0, 0.0))

    def test_activity_slots(self):
        a = self.pred["activities"][1]
        a.update(category="volunteer", participant_count=None, venue="丁村", start="2020-07-01")
        self.lowered(activities__category="pr", activities__participant_count="r", activities__venue="pr",
                     activities__date="pr")

    def test_accepted_slot_values(self):
        """Neither demanded nor punished; a value that is not accepted stays a false alarm."""
        gold = copy.deepcopy(GOLD)
        gold["meetings"][0].update(attendees_accept=["王明"], speakers_accept=["高峰"], chairs_accept=["王明"],
                                   venue_accept=["局会议室"], theme_accept=["治水"], organizers_accept=["甲市水务局"],
                                   attendee_count_accept=[12], date_accept=[["2020-07-01", "2020-07-02"]])
        gold["activities"][1].update(leaders_accept=["高峰"], participants_accept=["局团委"])
        self.lowered(gold)
        m, a = self.pred["meetings"][0], self.pred["activities"][1]
        m.update(attendees=["王明"], speakers=["王明", "高峰"], chairs=["高峰", "王明"], venue="局会议室", theme="治水",
                 organizers=["甲市水务局"], attendee_count=12, end="2020-07-02")
        a.update(leaders=["高峰"], participants=["局团委"])
        self.lowered(gold)
        m.update(attendees=["丁"], venue="乙村", theme="植树", attendee_count=13, end="2020-07-03")
        a.update(leaders=["王明"])
        self.lowered(gold, meetings__attendees="p", meetings__venue="p", meetings__theme="p",
                     meetings__attendee_count="p", meetings__date="pr", activities__leaders="p")

    def test_list_order(self):
        self.pred["activity_lists"][0]["items"] = ["a2", "a1"]
        self.pred["activity_lists"][0]["declared_count"] = 3
        self.lowered(activity_lists__items="pr", activity_lists__declared_count="pr")

    def test_list_items_by_name(self):
        self.pred["activity_lists"][0]["items"] = ["讲党课", "植树"]
        self.lowered()

    def test_html_and_blanks(self):
        self.assertEqual(score.visible("<p>甲&nbsp;乙<script>x</script><b>丙</b></p>"), "\n甲\xa0乙丙\n")
        self.assertEqual(score.Text("甲 乙\n\n丙丁").spans("乙丙"), [(2, 6)])

    def test_encodings(self):
        with tempfile.TemporaryDirectory() as d:
            (Path(d) / "a.txt").write_bytes("甲市水务局".encode("gb18030"))
            self.assertEqual(score.read_text(d, "a"), "甲市水务局")


class Keys(unittest.TestCase):
    """Every key, predicted perfectly, scores 1, also with all that it accepts."""

    def test_perfect(self):
        self.all_keys(perfect)

    def test_generous(self):
        self.all_keys(generous)

    def all_keys(self, make):
        for gold in (HERE / "keys",):
            with tempfile.TemporaryDirectory() as d:
                n = 0
                for f in sorted(gold.glob("*.json")):
                    key = json.loads(f.read_text(encoding="utf-8"))
                    own = any((HERE / "texts").glob(f.stem + ".*"))
                    texts = HERE / "texts" if own else HERE.parents[1] / "samples"
                    text = score.Text(score.read_text(texts, f.stem))
                    self.assertTrue(text.text, f.name)
                    for kind in ("meetings", "activities", "activity_lists"):
                        for r in key[kind]:
                            self.assertEqual(len(text.spans(r["anchor"])), 1, (f.name, r["anchor"]))
                    (Path(d) / f.name).write_text(json.dumps(make(key, text), ensure_ascii=False), encoding="utf-8")
                    n += 1
                self.assertTrue(n, gold)
                s = score.score_dirs(gold, d, texts)
                self.assertEqual(s.errors, [])
                self.assertTrue(all(r["f1"] == 1.0 for r in s.table().values()))


if __name__ == "__main__":
    unittest.main()
