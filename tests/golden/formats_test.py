#!/usr/bin/env python3
"""One text in every form that the program reads gives the same records, ids and offsets aside: charsets, HTML, .docx, .zip.
As a PDF, whose lines are broken at the page's width, it gives the same people, dates and organizations.

The texts are the user's archive where it lies beside the project, and samples/. The table says for each text and form how
many records are the same. office_forms.py does it with documents that LibreOffice made."""
import html
import json
import os
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import office  # noqa: E402
from program import ROOT, run  # noqa: E402

ARCHIVE = ROOT.parent / "shared/archive"
COLLECTIONS = ("people", "dates", "organizations", "meetings", "activities", "activity_lists")
IN_PDF = ("people", "dates", "organizations")
PLACES = ("id", "span", "mentions", "evidence", "items")  # of items the ids
OF_THE_FILE = ("id", "path", "encoding", "encoding_basis", "sha256", "replaced", "evidence", "warnings")


def texts():
    """{name: text}: at most ten, the archive first."""
    files = sorted(ARCHIVE.glob("*.txt")) + [path for path in sorted((ROOT / "samples").glob("*.txt")) if "gb18030" not in path.name]
    return {path.stem[:12]: path.read_text(encoding="utf-8") for path in files[:10]}


def page(text):
    body = "".join(f"<div>{html.escape(line) or '<br>'}</div>\n" for line in text.split("\n"))
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>\n{body}</body></html>".encode()


def big5(text):
    try:
        return text.encode("big5hkscs")
    except UnicodeEncodeError:
        return None


FORMS = {
    "UTF-8 with mark": lambda text: ("txt", text.encode("utf-8-sig")),
    "GB18030": lambda text: ("txt", text.encode("gb18030")),
    "Big5": lambda text: ("txt", big5(text)),
    "UTF-16LE": lambda text: ("txt", text.encode("utf-16-le")),
    "UTF-16LE with mark": lambda text: ("txt", b"\xff\xfe" + text.encode("utf-16-le")),
    "UTF-16BE": lambda text: ("txt", text.encode("utf-16-be")),
    "UTF-16BE with mark": lambda text: ("txt", b"\xfe\xff" + text.encode("utf-16-be")),
    "CR LF": lambda text: ("txt", text.replace("\n", "\r\n").encode()),
    ".html": lambda text: ("html", page(text)),
    ".docx": lambda text: ("docx", office.docx_of(text)),
    ".zip": lambda text: ("zip", office.zipped({"a.txt": text.encode()})),
    ".pdf": lambda text: ("pdf", office.pdf_of(text)),
}


def records_of(folder):
    """{name of the file: record}"""
    done = run("extract", folder, timeout=600)
    assert done.code == 0, str(done)
    records = [json.loads(line) for line in done.out.splitlines()]
    return {record["document"]["path"].split(".")[0]: record for record in records}


def plain(text):
    return "".join((text or "").split())


def bare(record, ids):
    """A record without its place in this form of the text; ids of other records as their names."""
    result = {key: value for key, value in record.items() if key not in PLACES}
    result["warnings"] = [{key: value for key, value in one.items() if key != "span"} for one in record.get("warnings", [])]
    if "items" in record:
        result["items"] = [ids.get(item, item) for item in record["items"]]
    return json.dumps(result, ensure_ascii=False, sort_keys=True)


def collections(record):
    """{collection: [record without place]}"""
    ids = {one["id"]: one["name"] for one in record["activities"]}
    found = {name: sorted(bare(one, ids) for one in record[name]) for name in COLLECTIONS}
    document = {key: value for key, value in record["document"].items() if key not in OF_THE_FILE}
    return {**found, "document": [json.dumps(document, ensure_ascii=False, sort_keys=True)]}


def names(record):
    """What a PDF must give: people, dates and organizations by what they are called, blanks aside."""
    return {"people": sorted(plain(one["name"]) for one in record["people"]),
            "organizations": sorted(plain(one["name"]) for one in record["organizations"]),
            "dates": sorted(str((plain(one["text"]), one["start"], one["end"])) for one in record["dates"])}


def same_of(expected, got):
    """(records that are the same, records expected, what differs)"""
    same, whole, different = 0, 0, []
    for name, wanted in expected.items():
        rest = list(got[name])
        whole += len(wanted)
        for one in wanted:
            if one in rest:
                rest.remove(one)
                same += 1
            else:
                different.append(f"{name}: missing {one[:200]}")
        different += [f"{name}: extra {one[:200]}" for one in rest]
    return same, whole, different


class Formats(unittest.TestCase):
    maxDiff = None

    def test_one_text_in_every_form(self):
        all_texts = texts()
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            self.write(folder / "plain", {f"{name}.txt": text.encode() for name, text in all_texts.items()})
            expected = records_of(folder / "plain")
            table, problems = [["", *[name for name in all_texts]]], []
            for form, make in FORMS.items():
                made = {name: make(text) for name, text in all_texts.items()}
                self.write(folder / form, {f"{name}.{made[name][0]}": made[name][1] for name in made if made[name][1] is not None})
                row = self.compare(form, expected, records_of(folder / form), problems)
                table.append([form, *[row.get(name, "-") for name in all_texts]])
        print("\n".join("  ".join(f"{cell:>18}" if at == 0 else f"{cell:>12}" for at, cell in enumerate(row)) for row in table))
        self.assertFalse(problems, "\n" + "\n".join(problems))

    def write(self, folder, files):
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)

    def compare(self, form, expected, got, problems):
        view = names if form.endswith(".pdf") else collections
        row = {}
        for name, record in got.items():
            same, whole, different = same_of(view(expected[name]), view(record))
            row[name] = f"{same}/{whole}"
            problems += [f"{form} {name}: {one}" for one in different]
        return row


if __name__ == "__main__":
    unittest.main(verbosity=1)
