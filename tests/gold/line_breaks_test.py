#!/usr/bin/env python3
"""Names, dates and places that a line break of a newspaper, a page end or OCR cut in two are found like all others.

The cases are the values of the answer keys that the text holds only with a line end inside; each must be among the values
of the records of the same kind, unless it is missing also when the line end is taken out. The table lists them."""
import json
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from program import ROOT, run  # noqa: E402

GOLD = pathlib.Path(__file__).parent
COLLECTIONS = ("dates", "people", "organizations", "meetings", "activities")


def plain(text):
    return "".join(text.split())


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in ("anchor", "accept", "organization_accept", "id", "category", "status"):
                yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def broken_values(text, key):
    """{collection: values that stand in the text with a line end inside and nowhere whole}"""
    whole, without_ends = text.replace("\u3000", "").replace(" ", ""), plain(text)
    found = {}
    for name in COLLECTIONS:
        for record in key.get(name, []):
            if record.get("optional"):
                continue
            for value in strings(record):
                value = plain(value)
                if len(value) > 1 and value in without_ends and value not in whole:
                    found.setdefault(name, set()).add(value)
    return found


def values_of(record, name):
    return {plain(one) for one in strings(record[name])}


def is_among(value, values):
    return any(value in one or (one in value and len(one) * 2 > len(value)) for one in values)


def extracted(text):
    done = run("extract", "-", input=text.encode())
    assert done.code == 0, str(done)
    return json.loads(done.out)


def unbroken(text, value):
    return re.sub(r"\s*".join(map(re.escape, value)), value, text)


def documents():
    """(text, answer key): those of the project, and the user's archive where it lies beside it."""
    texts = [*(GOLD / "texts").glob("*.txt"), *(ROOT / "samples").glob("*.txt")]
    pairs = [(text, GOLD / "keys" / f"{text.stem}.json") for text in sorted(texts)]
    shared = ROOT.parent / "shared"
    pairs += [(text, shared / "gold/archive" / f"{text.stem}.json") for text in sorted((shared / "archive").glob("*.txt"))]
    return [pair for pair in pairs if pair[1].exists()]


class LineBreaks(unittest.TestCase):
    def test_nothing_is_lost_to_a_line_break(self):
        table = []
        for path, key_path in documents():
            text = path.read_text(encoding="utf-8", errors="replace")
            cases = broken_values(text, json.loads(key_path.read_text(encoding="utf-8")))
            if not cases:
                continue
            record = extracted(text)
            for name, value in sorted((name, value) for name, values in cases.items() for value in values):
                state = "found"
                if not is_among(value, values_of(record, name)):
                    whole = is_among(value, values_of(extracted(unbroken(text, value)), name))
                    state = "LOST" if whole else "not found in an unbroken line either"
                table.append(f"{path.stem:22} {name:14} {value}: {state}")
        print("\n".join(table))
        self.assertGreaterEqual(len(table), 5)
        self.assertEqual([line for line in table if line.endswith("LOST")], [])


if __name__ == "__main__":
    unittest.main(verbosity=1)
