#!/usr/bin/env python3
"""Packs of users: a new record type with a schema and YAML alone, on top of the shipped pack."""
import csv
import io
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import ROOT, ProgramCase, run  # noqa: E402

HONOR = ROOT / "tests/packs/honor"
TEXT = "沅川市总工会关于表彰的决定\n\n2021年6月28日，沅川市总工会授予沅川市审计局、柳坪县审计局“先进集体”荣誉称号。\n"


class Packs(ProgramCase):
    def test_the_tiny_pack_is_clean_and_its_tests_pass(self):
        self.expect(run("check", ROOT / "tests/packs/tiny", "--strict"), 0)
        self.expect(run("test", ROOT / "tests/packs/tiny"), 0)

    def test_a_new_record_type_needs_no_code(self):
        self.expect(run("check", HONOR), 0)
        done = run("test", HONOR, "--filter", "honor.")
        self.assertEqual((done.code, done.out), (0, "4 tests, 0 failed\n"), str(done))

    def test_the_new_records_are_in_json_and_in_a_table(self):
        text = self.write("a.txt", TEXT)
        self.expect(run("extract", text, "--rules", HONOR, "-o", self.folder / "out", "--header", "zh"), 0)
        record = json.loads((self.folder / "out/records.jsonl").read_text(encoding="utf-8"))
        honor = record["honors"][0]
        self.assertEqual((honor["name"], honor["recipients"], honor["awarded_by"], honor["start"]),
                         ("先进集体", ["沅川市审计局", "柳坪县审计局"], "沅川市总工会", "2021-06-28"))
        self.assertEqual(record["dates"][0]["start"], "2021-06-28", "the shipped records are there, too")
        table = (self.folder / "out/honors.csv").read_bytes().decode("utf-8-sig")
        header, row = list(csv.reader(io.StringIO(table)))
        self.assertEqual(row[header.index("获得者")], "沅川市审计局；柳坪县审计局")

    def test_the_example_of_the_readme_works(self):
        tutorial = ROOT / "tests/packs/tutorial"
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        for name in ("pack.yaml", "fairs.yaml"):
            self.assertIn((tutorial / name).read_text(encoding="utf-8"), readme, f"README.md and {name} say the same")
        self.expect(run("check", tutorial), 0)
        done = run("test", tutorial, "--filter", "fair")
        self.assertEqual((done.code, done.out), (0, "2 tests, 0 failed\n"), str(done))

    def test_extends_shipped_finds_the_shipped_pack(self):
        pack = self.folder / "own"
        self.write("own/pack.yaml", (HONOR / "pack.yaml").read_text(encoding="utf-8").replace("../../../rules", "shipped"))
        for name in ("honors.yaml", "schemas/honor.schema.json"):
            self.write(f"own/{name}", (HONOR / name).read_bytes())
        self.expect(run("check", pack), 0)

    def test_a_rule_of_the_shipped_pack_can_be_switched_off(self):
        pack = self.tiny_pack()
        self.write("own/pack.yaml", f"name: own\nextends: ../{pack.name}\noff: [opening.shop]\n")
        text = self.write("a.txt", "武汉开设青年书店。")
        done = self.expect(run("extract", text, "--rules", self.folder / "own"), 0)
        self.assertIn('"openings":[]', done.out)

    def test_a_failing_test_shows_text_expected_and_got(self):
        pack = self.tiny_pack({"openings.yaml": lambda t: t.replace("name: 青年书店}", "name: 书店}")})
        done = run("test", pack)
        self.assertEqual(done.code, 1)
        self.assertEqual(done.out, """pack/openings.yaml:5:7: opening.shop
  text:     武汉开设青年书店。
  expected: [{"place":"武汉","name":"书店"}]
  got:      [{"place":"武汉","name":"青年书店"}]
2 tests, 1 failed
""")

    def test_check_as_json(self):
        pack = self.tiny_pack({"openings.yaml": lambda t: t.replace("find:", "fnd:")})
        done = run("check", pack, "--json")
        self.assertEqual(done.code, 1)
        report = json.loads(done.out)
        places = [(one["code"], one["path"], one["line"], one["column"]) for one in report["findings"]]
        self.assertIn(("ruleset.unknown_key", "pack/openings.yaml", 3, 3), places)
        self.assertEqual(report["errors"] + report["warnings"], len(report["findings"]))


if __name__ == "__main__":
    unittest.main(verbosity=1)
