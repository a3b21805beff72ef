#!/usr/bin/env python3
"""The tables of the real program over samples/: ids and values are those of records.jsonl, keys are keys and lead
somewhere, both profiles say the same, and the order of documents does not show."""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import CLEAN, PROGRAM, ROOT  # noqa: E402

SAMPLES = ROOT / "samples"


def extract(folder, *options, paths=(SAMPLES,)):
    done = subprocess.run([PROGRAM, "extract", *map(str, paths), "-o", str(folder), "--rules", str(ROOT / "rules"), "--quiet", *options],
                          env=CLEAN, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return pathlib.Path(folder)


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def shown(value):
    """A value as one cell shows it (lists of texts only)."""
    if isinstance(value, list):
        return "；".join(one.replace("\\", "\\\\").replace("；", "\\；") for one in value)
    return "" if value is None else str(value)


class Tables(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.out = extract(cls.place.name + "/out", "--profile", "data", "--format", "jsonl,csv,ics")
        with open(cls.out / "records.jsonl", encoding="utf-8") as file:
            cls.documents = [json.loads(line) for line in file]
        cls.package = json.loads((cls.out / "datapackage.json").read_text(encoding="utf-8"))
        cls.tables = {one["name"]: rows(cls.out / one["path"]) for one in cls.package["resources"]}

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    def test_values_are_those_of_the_json_lines(self):
        for collection in ("meetings", "activities", "people", "organizations"):
            records = [record for one in self.documents for record in one[collection]]
            table = self.tables[collection]
            self.assertEqual([record["id"] for record in records], [row["id"] for row in table])
            for record, row in zip(records, table):
                for name in set(record) & set(row) - {"warnings", "redacted"}:
                    self.assertEqual(shown(record[name]), row[name], f"{record['id']} {name}")

    def test_ids_begin_with_a_letter_and_follow_the_text(self):
        for document in self.documents:
            for collection in ("dates", "people", "organizations", "meetings", "activities", "activity_lists"):
                records = document[collection]
                self.assertEqual([int(re.fullmatch(r"[a-z].*-[a-z]+(\d+)", one["id"])[1]) for one in records],
                                 list(range(1, len(records) + 1)))
                begins = [one["span"][0] for one in records]
                self.assertEqual(begins, sorted(begins), collection)

    def test_keys_are_keys_and_lead_somewhere(self):
        self.assertGreater(len(self.tables["meeting_people"]), 20)
        self.assertGreater(len(self.tables["activity_items"]), 3)
        for resource in self.package["resources"]:
            table, schema = self.tables[resource["name"]], resource["schema"]
            self.assertEqual([field["name"] for field in schema["fields"]], list(table[0]) if table else [field["name"] for field in schema["fields"]])
            keys = [tuple(row[name] for name in schema["primaryKey"]) for row in table]
            self.assertEqual(len(keys), len(set(keys)), resource["name"])
            for foreign in schema.get("foreignKeys", []):
                target = foreign["reference"]
                known = {row[target["fields"][0]] for row in self.tables[target["resource"]]}
                found = {row[foreign["fields"][0]] for row in table} - {""}
                self.assertEqual(found - known, set(), f"{resource['name']} {foreign}")

    def test_links_are_what_the_lists_hold(self):
        want = [(one["id"], role, name) for document in self.documents for one in document["meetings"]
                for role in ("chairs", "speakers", "attendees") for name in one[role]]
        self.assertEqual(want, [(row["meeting_id"], row["role"], row["name"]) for row in self.tables["meeting_people"]])
        people = {row["id"]: row["name"] for row in self.tables["people"]}
        for row in self.tables["meeting_people"]:
            self.assertIn(people.get(row["person_id"]), (None, row["name"]))

    def test_mentions_are_slices(self):
        text = {row["id"]: (SAMPLES / row["path"]).read_text(encoding="utf-8-sig", errors="replace")
                for row in self.tables["documents"] if row["encoding"] == "UTF-8" and row["path"].endswith(".txt")}
        checked = [row for row in self.tables["mentions"] if row["document_id"] in text]
        self.assertGreater(len(checked), 100)
        for row in checked:
            self.assertEqual(text[row["document_id"]][int(row["span_start"]):int(row["span_end"])].replace("\r", ""), row["text"].replace("\r", ""))

    def test_flat_has_every_meeting_and_activity_or_those_of_some_days(self):
        ids = [record["id"] for one in self.documents for record in one["meetings"] + one["activities"]]
        self.assertEqual(sorted(ids), sorted(row["id"] for row in self.tables["flat"]))
        some = extract(self.place.name + "/some", "--format", "csv", "--since", "2021-06-25", "--until", "2021-06-30")
        flat = rows(some / "flat.csv")
        self.assertTrue(flat)
        self.assertEqual({row["id"] for row in flat}, {row["id"] for row in self.tables["flat"]
                         if row["start"] and row["start"] <= "2021-06-30" and row["end"] >= "2021-06-25"})

    def test_profiles_hold_the_same_values(self):
        other = extract(self.place.name + "/spreadsheet", "--format", "csv")
        for name, table in self.tables.items():
            raw = (other / f"{name}.csv").read_bytes()
            self.assertTrue(raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n"), name)
            data = (self.out / f"{name}.csv").read_bytes()
            self.assertFalse(data.startswith(b"\xef\xbb\xbf"), name)
            clean = [{key: re.sub(r"\s+", " ", cell).lstrip("'") for key, cell in row.items()} for row in table]
            read = [{key: re.sub(r"\s+", " ", cell).lstrip("'") for key, cell in row.items()} for row in rows(other / f"{name}.csv")]
            self.assertEqual(clean, read, name)

    def test_who_is_who_does_not_depend_on_the_order_of_documents(self):
        paths = sorted(path for path in SAMPLES.iterdir() if path.suffix == ".txt")
        one = extract(self.place.name + "/one", "--format", "csv", paths=paths)
        two = extract(self.place.name + "/two", "--format", "csv", paths=paths[::-1])
        for name in ("persons", "person_posts", "person_records", "bodies", "body_records"):
            self.assertEqual((one / f"{name}.csv").read_bytes(), (two / f"{name}.csv").read_bytes(), name)

    def test_every_record_of_a_person_is_in_one_person(self):
        self.assertEqual(sorted(row["id"] for row in self.tables["people"]), sorted(row["person_id"] for row in self.tables["person_records"]))
        self.assertEqual(sorted(row["id"] for row in self.tables["organizations"]),
                         sorted(row["organization_id"] for row in self.tables["body_records"]))

    def test_the_calendar_has_every_full_date(self):
        text = (self.out / "calendar.ics").read_bytes()
        self.assertTrue(all(len(line) <= 75 for line in text.split(b"\r\n")))
        self.assertNotIn(b"\n", text.replace(b"\r\n", b""))
        found = re.findall(r"\r\nUID:(\S+)@zhailu", text.decode("utf-8"))
        self.assertEqual(sorted(found), sorted(row["id"] for row in self.tables["flat"] if row["precision"] in ("day", "range")))

    def test_a_second_run_takes_the_place_of_the_first(self):
        before = (self.out / "calendar.ics").read_bytes()
        extract(self.out, "--profile", "data", "--format", "jsonl,csv,ics")
        self.assertEqual((self.out / "calendar.ics").read_bytes(), before)

    def test_a_table_of_its_own_on_standard_output(self):
        done = subprocess.run([PROGRAM, "extract", str(SAMPLES), "--rules", str(ROOT / "rules"), "--format", "csv", "--type", "person_posts",
                               "--profile", "data", "--quiet"], env=CLEAN, capture_output=True, timeout=300)
        self.assertEqual(done.stdout, (self.out / "person_posts.csv").read_bytes())

    def test_a_day_or_profile_that_is_none_is_refused(self):
        for options, word in ((["--since", "2020-02-30"], "2020-02-30"), (["--until", "soon"], "soon"), (["--profile", "excel"], "excel")):
            done = subprocess.run([PROGRAM, "extract", str(SAMPLES), "--rules", str(ROOT / "rules"), *options], env=CLEAN, capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 2)
            self.assertIn(word, done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
