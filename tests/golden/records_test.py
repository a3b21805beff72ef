#!/usr/bin/env python3
"""The records of the samples: an independent validator accepts them, and every value stands where its evidence says."""
import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import ROOT, ProgramCase, run  # noqa: E402

ARCHIVE = ROOT.parent / "shared/archive"
# Values that are made from the text and do not stand in it.
DERIVED = {"date", "start", "end", "time", "category", "status", "basis", "level", "genre", "reference_date", "published",
           "issue", "items", "roles", "approximate", "part"}


def kept(text, removed, begin, end):
    """text[begin:end] without the characters that normalisation removed."""
    gone = set()
    for first, last in removed:
        gone.update(range(max(first, begin), min(last, end)))
    return "".join(text[at] for at in range(begin, end) if at not in gone)


class Records(ProgramCase):
    def records(self, folder):
        path = self.folder / "records.jsonl"
        with open(path, "wb") as out:
            self.expect(run("extract", folder, "--with-text", "--quiet", stdout=out), 0)
        return path

    def accepted_by_others(self, path):
        done = subprocess.run([sys.executable, ROOT / "tests/schema/check_schemas.py", path], capture_output=True, text=True)
        if done.returncode == 77:
            self.skipTest("python3-jsonschema is not installed")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.expect(run("validate", path), 0)

    def wrong_evidence(self, path):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            document = record["document"]
            text, removed = document["text"], document["removed"]
            for name, collection in record.items():
                for one in collection if isinstance(collection, list) and name != "warnings" else []:
                    yield from self.wrong_slots(document["path"], one, text, removed)

    def wrong_slots(self, path, record, text, removed):
        begin, end = record["span"]
        if not 0 <= begin <= end <= len(text):
            yield f"{path} {record['id']}: span {record['span']}"
        for slot, hulls in record["evidence"].items():
            values = record.get(slot)
            if slot in DERIVED or slot.endswith("_basis") or values is None or isinstance(values, int):
                continue
            values = values if isinstance(values, list) else [values]
            if len(values) != len(hulls):
                yield f"{path} {record['id']} {slot}: {len(values)} values, {len(hulls)} hulls"
                continue
            for value, (first, last) in zip(values, hulls):
                found = kept(text, removed, first, last)
                if value != found:
                    yield f"{path} {record['id']} {slot}: value {value!r}, evidence {found!r}"

    def test_the_samples_fit_the_schemas(self):
        self.accepted_by_others(self.records(ROOT / "samples"))

    def test_evidence_of_the_samples_slices_to_its_value(self):
        wrong = list(self.wrong_evidence(self.records(ROOT / "samples")))
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))

    @unittest.skipUnless(ARCHIVE.is_dir(), "the user's archive is not beside the repository")
    def test_the_archive_fits_the_schemas_and_its_evidence_slices(self):
        path = self.records(ARCHIVE)
        self.accepted_by_others(path)
        wrong = list(self.wrong_evidence(path))
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))


if __name__ == "__main__":
    unittest.main(verbosity=1)
