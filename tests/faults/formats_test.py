#!/usr/bin/env python3
"""Records in other formats: `convert`, workbooks, databases, tools for marking. FAULTS 38–43, 71–77."""
import csv
import json
import pathlib
import sqlite3
import sys
import unittest
import zipfile
from xml.etree import ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import program  # noqa: E402

SAMPLES = program.ROOT / "samples"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# An old character of four bytes, an emoji, and a name that a spreadsheet would run.
TEXT = "𠮷😀 2021年6月25日，=1+1云岫县文化馆召开春节座谈会，局长高远主持会议。\n"


def files_of(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def tables(folder):
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield path.stem, list(csv.DictReader(file))


class FormatsCase(program.ProgramCase):
    def extract(self, name, *options, inputs=None):
        out = self.folder / name
        self.expect(program.run("extract", inputs or SAMPLES, "-o", out, "--quiet", *options), 0)
        return out

    def odd(self):
        self.write("in/odd.txt", TEXT * 3)
        return self.folder / "in"


class Convert(FormatsCase):
    def test_converted_files_are_those_that_extract_writes(self):
        formats = ["--format", "jsonl,json,csv,xlsx,sqlite,doccano,label-studio", "--with-text"]
        first = self.extract("first", *formats)
        second = self.folder / "second"
        self.expect(program.run("convert", first, "-o", second, "--quiet", *formats[:2]), 0)
        one, two = files_of(first), files_of(second)
        self.assertEqual(one.keys(), two.keys())
        for name in one.keys() - {"run.json"}:
            self.assertEqual(one[name], two[name], name)

    def test_records_without_text_give_the_same_json_and_say_what_tables_lack(self):
        first = self.extract("first", "--format", "jsonl,json")
        outcome = program.run("convert", first / "records.jsonl", "-o", self.folder / "second",
                              "--format", "jsonl,json,csv")
        self.expect(outcome, 0, "evidence_sentence stays empty", "--with-text")
        one, two = files_of(first), files_of(self.folder / "second")
        for name in one.keys() - {"run.json"}:
            self.assertEqual(one[name], two[name], name)

    def test_standard_input_to_standard_output(self):
        first = self.extract("first", "--format", "jsonl")
        lines = (first / "records.jsonl").read_bytes()
        outcome = program.run("convert", "-", "--quiet", input=lines)
        self.expect(outcome, 0)
        self.assertEqual(outcome.out.encode(), lines)

    def test_types_and_headings(self):
        first = self.extract("first", "--format", "jsonl")
        outcome = program.run("convert", first, "--format", "csv", "--types", "people", "--header", "zh", "--quiet")
        self.assertIn("姓名", outcome.out.splitlines()[0])

    def test_fault_101_bad_lines_are_named_and_the_others_written(self):
        first = self.extract("first", "--format", "jsonl")
        good = (first / "records.jsonl").read_bytes().splitlines(keepends=True)
        broken = json.loads(good[1])
        broken["meetings"] = [{"id": "m1", "span": ["a", "b"]}]
        lines = [b"{\n", good[0], b"[1]\n", b"\xff\xfe\n", good[0], b"\n",
                 json.dumps(broken).encode() + b"\n", b'{"document":']
        path = self.write("bad.jsonl", b"".join(lines))
        outcome = program.run("convert", path.name, "-o", "out", cwd=self.folder)
        self.expect(outcome, 1, "bad.jsonl:1", "json", "bad.jsonl:3", "no_document", "bad.jsonl:4", "utf8",
                    "bad.jsonl:5", "was there before", "bad.jsonl:7", "validate.reject", "bad.jsonl:8")
        out = self.folder / "out"
        self.assertEqual(len((out / "records.jsonl").read_bytes().splitlines()), 2)
        errors = [json.loads(line) for line in (out / "errors.jsonl").read_text().splitlines()]
        self.assertEqual([e["message"].split(":")[0] for e in errors],
                         ["line 1", "line 3", "line 4", "line 5", "line 8"])
        self.assertEqual(len((out / "rejects.jsonl").read_text().splitlines()), 1)

    def test_fault_074_the_folder_of_the_records_is_not_written_over(self):
        first = self.extract("first", "--format", "jsonl")
        before = files_of(first)
        self.expect(program.run("convert", first, "-o", first, "--format", "xlsx"), 3, "output.inside_input")
        self.assertEqual(files_of(first), before)

    def test_nothing_to_read(self):
        self.expect(program.run("convert", self.folder / "none.jsonl"), 2, "convert.cannot_read")
        self.write("empty.jsonl", "")
        out = self.folder / "out"
        self.expect(program.run("convert", self.folder / "empty.jsonl", "-o", out,
                                "--format", "csv,xlsx,sqlite,label-studio,doccano"), 0)
        self.assertEqual(json.loads((out / "label-studio.json").read_text()), [])
        self.assertEqual((out / "doccano.jsonl").read_text(), "")


class Offsets(FormatsCase):
    def spans(self, line):
        for collection in ("dates", "people", "organizations", "meetings", "activities"):
            for record in line[collection]:
                yield record["span"]
                for slot in record["evidence"].values():
                    yield from slot

    def test_every_unit_slices_to_the_same_text(self):
        out = self.extract("out", "--with-text", "--format", "jsonl", inputs=self.odd())
        line = json.loads((out / "records.jsonl").read_text())
        text = line["document"]["text"]
        self.assertGreater(len(list(self.spans(line))), 3)
        wanted = [text[a:b] for a, b in self.spans(line)]
        byte = lambda a, b: text.encode()[a:b].decode()
        utf16 = lambda a, b: text.encode("utf-16-le")[2 * a:2 * b].decode("utf-16-le")
        for unit, cut in (("byte", byte), ("utf16", utf16)):
            outcome = program.run("convert", out, "--offsets", unit, "--quiet")
            other = json.loads(outcome.out)
            self.assertEqual([cut(a, b) for a, b in self.spans(other)], wanted, unit)
            self.assertEqual(other["document"]["offsets"], unit)
            same = program.run("extract", self.odd(), "--with-text", "--offsets", unit, "--quiet")
            self.assertEqual(same.out, outcome.out)
            back = program.run("convert", "-", "--offsets", "code-point", "--quiet", input=outcome.out.encode())
            self.assertEqual(back.out, (out / "records.jsonl").read_text())

    def test_sentences_of_tables_do_not_depend_on_the_unit(self):
        out = self.extract("out", "--with-text", "--format", "jsonl,csv", inputs=self.odd())
        self.expect(program.run("convert", out, "-o", self.folder / "two", "--offsets", "byte", "--format", "csv",
                                "--quiet"), 0)
        for (name, one), (_, two) in zip(tables(out), tables(self.folder / "two")):
            for a, b in zip(one, two):
                self.assertEqual(a.get("evidence_sentence"), b.get("evidence_sentence"), name)

    def test_refused_without_text_or_with_another_unit(self):
        out = self.extract("out", "--format", "jsonl")
        self.expect(program.run("convert", out, "--offsets", "byte"), 2, "options.needs_text", "--with-text")
        self.expect(program.run("convert", out, "--to", "doccano"), 2, "options.needs_text")
        self.expect(program.run("extract", SAMPLES, "--offsets", "words"), 2, "options.offsets")


class Marking(FormatsCase):
    def test_marks_slice_to_the_evidence(self):
        out = self.extract("out", "--with-text", "--format", "jsonl,doccano,label-studio", inputs=self.odd())
        line = json.loads((out / "records.jsonl").read_text())
        text = line["document"]["text"]
        doccano = json.loads((out / "doccano.jsonl").read_text())
        self.assertEqual(doccano["text"], text)
        marks = {tuple(mark) for mark in doccano["label"]}
        for meeting in line["meetings"]:
            self.assertIn((*meeting["span"], "meeting"), marks)
            for first, last in meeting["evidence"]["chairs"]:
                self.assertIn((first, last, "meeting.chairs"), marks)
                self.assertEqual(text[first:last], "高远")
        task, = json.loads((out / "label-studio.json").read_text())
        results = task["predictions"][0]["result"]
        self.assertEqual([[r["value"]["start"], r["value"]["end"], *r["value"]["labels"]] for r in results],
                         doccano["label"])
        for result in results:
            value = result["value"]
            self.assertEqual(text[value["start"]:value["end"]], value["text"])


class Workbook(FormatsCase):
    def sheets(self, path):
        """Rows of each sheet by its name, as texts; no library but the standard one."""
        with zipfile.ZipFile(path) as book:
            names = [s.get("name") for s in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(SHEET + "sheet")]
            for i, name in enumerate(names, 1):
                xml = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{i}.xml"))
                yield name, xml

    def test_fault_039_text_stays_text_and_nothing_is_a_formula(self):
        out = self.extract("out", "--format", "csv,xlsx", inputs=self.odd())
        sheets = dict(self.sheets(out / "records.xlsx"))
        self.assertEqual(list(sheets)[0], "说明")
        self.assertIn("会议", sheets)
        for name, xml in sheets.items():
            self.assertEqual(list(xml.iter(SHEET + "f")), [], name)
            if name != "说明":
                self.assertEqual(len(list(xml.iter(SHEET + "autoFilter"))), 1, name)
                self.assertEqual(len(list(xml.iter(SHEET + "pane"))), 1, name)
        for name, rows in tables(out):
            title = {"documents": "文档", "meetings": "会议"}.get(name)
            if title:
                self.assertEqual(len(list(sheets[title].iter(SHEET + "row"))), len(rows) + 1, name)

    def test_same_rows_give_the_same_bytes(self):
        one = self.extract("one", "--format", "xlsx,sqlite", "--jobs", "1")
        two = self.extract("two", "--format", "xlsx,sqlite", "--jobs", "4")
        for name in ("records.xlsx", "records.sqlite"):
            self.assertEqual((one / name).read_bytes(), (two / name).read_bytes(), name)

    def test_fault_038_long_cells_and_odd_characters(self):
        out = self.extract("out", "--format", "jsonl", "--with-text", inputs=self.odd())
        line = json.loads((out / "records.jsonl").read_text())
        line["meetings"][0]["name"] = "长" * 40000
        line["meetings"][0]["venue"] = "a\ufffeb\u0001c\nd"
        path = self.write("odd.jsonl", json.dumps(line) + "\n")
        self.expect(program.run("convert", path, "-o", self.folder / "two", "--format", "xlsx,csv,sqlite"), 0)
        sheets = dict(self.sheets(self.folder / "two/records.xlsx"))
        texts = [t.text for t in sheets["会议"].iter(SHEET + "t")]
        self.assertIn("长" * 32766 + "…", texts)
        self.assertIn("a\ufffdbc d", texts)
        self.assertTrue(any("截短" in (t.text or "") for t in sheets["说明"].iter(SHEET + "t")))

    def test_fault_071_a_workbook_that_cannot_be_written_leaves_the_others(self):
        out = self.folder / "out"
        (out / "records.xlsx").mkdir(parents=True)
        outcome = program.run("extract", SAMPLES, "-o", out, "--format", "csv,xlsx,sqlite")
        self.expect(outcome, 3, "records.xlsx", "output.foreign_file")
        self.assertTrue((out / "meetings.csv").stat().st_size > 100)
        self.assertTrue((out / "records.sqlite").is_file())
        self.assertNotIn("records.xlsx", json.loads((out / "run.json").read_text())["files"])
        self.assertFalse((out / ".zhailu-staging").exists())


class Database(FormatsCase):
    def database(self, *options, inputs=None):
        out = self.extract("out", "--format", "csv,jsonl,sqlite", *options, inputs=inputs)
        base = sqlite3.connect(out / "records.sqlite")
        self.addCleanup(base.close)
        return out, base

    def test_fault_042_keys_hold_and_rows_are_those_of_the_tables(self):
        out, base = self.database()
        self.assertEqual(base.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        self.assertEqual(base.execute("PRAGMA foreign_key_check").fetchall(), [])
        for name, rows in tables(out):
            count, = base.execute(f'SELECT count(*) FROM "{name}"').fetchone()
            self.assertEqual(count, len(rows), name)
            if rows and "id" in rows[0]:
                ids = {row[0] for row in base.execute(f'SELECT id FROM "{name}"')}
                self.assertEqual(ids, {row["id"] for row in rows}, name)
        self.assertTrue(base.execute("SELECT * FROM pragma_foreign_key_list('meetings')").fetchall())

    def test_views_and_search(self):
        _, base = self.database()
        for view in ("meeting_flat", "person_positions", "timeline"):
            self.assertTrue(base.execute(f"SELECT * FROM {view}").fetchall(), view)
        found = base.execute("SELECT table_name, text FROM search WHERE search MATCH '\"党课\"'").fetchall()
        self.assertTrue(found)
        for _, text in found:
            self.assertIn("党课", text)
        longer = base.execute("SELECT text FROM search WHERE search MATCH '\"座谈 谈会\"'").fetchall()
        self.assertTrue(longer and all("座谈会" in text for text, in longer))

    def test_a_chosen_type_has_only_views_that_can_be_read(self):
        _, base = self.database("--type", "meetings")
        for view, in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            base.execute(f"SELECT * FROM {view}").fetchall()

    def test_names_of_sql_are_names(self):
        out, base = self.database(inputs=self.odd())
        names = {name for name, in base.execute("SELECT name FROM meetings")}
        self.assertEqual(names, {row["name"].lstrip("'") for row in dict(tables(out))["meetings"]})


if __name__ == "__main__":
    unittest.main()
