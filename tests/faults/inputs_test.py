#!/usr/bin/env python3
"""FAULTS.md 1–5, 12, 13, 15, 21, 38, 41: bad bytes and strange texts, through the whole program."""
import csv
import io
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import ProgramCase, TINY, run  # noqa: E402

GOOD = "武汉开设青年书店。"


class Inputs(ProgramCase):
    def extract(self, content, code=0, *options, pack=TINY):
        """The records of one document, as JSON."""
        path = self.write("a.txt", content)
        done = self.expect(run("extract", path, "--rules", pack, "-o", self.folder / "out", *options), code)
        lines = (self.folder / "out/records.jsonl").read_text(encoding="utf-8").splitlines()
        self.run_report = json.loads((self.folder / "out/run.json").read_text(encoding="utf-8"))
        errors = (self.folder / "out/errors.jsonl").read_text(encoding="utf-8").splitlines()
        self.errors = [json.loads(line) for line in errors]
        self.assertEqual(len(lines) + len(self.errors), 1, str(done))
        return json.loads(lines[0]) if lines else None

    def warnings_of(self, record):
        return [one["code"] for one in record["document"]["warnings"] + record["warnings"]]

    def test_fault_001_an_empty_file_is_a_record_without_fields(self):
        record = self.extract(b"")
        self.assertIsNone(record["document"]["title"])
        self.assertEqual(record["openings"], [])
        self.assertIn("empty", self.warnings_of(record))

    def test_fault_002_a_mark_alone_is_empty(self):
        record = self.extract(b"\xef\xbb\xbf")
        self.assertIn("empty", self.warnings_of(record))

    def test_fault_003_a_cut_character_is_one_repair(self):
        record = self.extract(GOOD.encode() * 40 + "书".encode()[:2])
        self.assertEqual(record["document"]["replaced"], 1)
        self.assertEqual(len(record["openings"]), 40)

    def test_fault_004_invalid_forms_are_replaced_as_python_does(self):
        content = GOOD.encode() * 60 + b"\xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80 \xe4\xb8"
        record = self.extract(content, 0, "--with-text", "--encoding", "utf-8")
        self.assertEqual(record["document"]["text"], content.decode("utf-8", errors="replace"))
        self.assertEqual(record["document"]["replaced"], content.decode("utf-8", errors="replace").count("\ufffd"))

    def test_fault_005_a_few_bad_bytes_leave_utf8(self):
        record = self.extract(GOOD.encode() * 50 + b"\xff" + GOOD.encode() * 50)
        self.assertEqual(record["document"]["encoding"].upper(), "UTF-8")
        self.assertEqual(record["document"]["replaced"], 1)
        self.assertEqual(len(record["openings"]), 100)

    def test_fault_012_a_picture_is_named_and_not_read(self):
        self.extract(b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 50, 1)
        self.assertEqual(self.errors[0]["code"], "binary")
        self.assertIn("PNG", self.errors[0]["message"])

    def test_fault_012_the_neighbours_of_a_binary_are_read(self):
        self.write("texts/a.txt", GOOD)
        self.write("texts/b.txt", b"\x7fELF" + bytes(range(256)))
        self.write("texts/c.txt", GOOD)
        done = self.expect(run("extract", self.folder / "texts", "--rules", TINY), 1, "b.txt: error:", "binary")
        self.assertEqual(done.out.count("青年书店"), 2)

    def test_fault_013_controls_stay_out_of_values(self):
        record = self.extract("武汉开设青年\0书\x07店。".encode(), 0, "--with-text")
        self.assertEqual([one["name"] for one in record["openings"]], ["青年书店"])
        begin, end = record["openings"][0]["span"]
        self.assertEqual(record["document"]["text"][begin:end], "武汉开设青年\0书\x07店")

    def test_fault_015_one_line_of_five_megabytes(self):
        piece = "今天天气很好，大家继续工作，" * 20 + "武汉开设青年书店，"
        count = 5 * 1024 * 1024 // len(piece.encode())
        record = self.extract(piece * count)
        self.assertEqual(len(record["openings"]), count)

    def test_fault_021_days_that_do_not_exist_have_no_value(self):
        path = self.write("a.txt", "关于会议的通知\n\n2021年2月30日召开第一次会议。2021年13月5日召开第二次会议。\n")
        done = self.expect(run("extract", path), 0)
        record = json.loads(done.out)
        for date in record["dates"]:
            if date["text"] in ("2021年2月30日", "2021年13月5日"):
                self.assertIsNone(date["start"], date)
                self.assertTrue(date["warnings"], date)
        self.assertNotIn("2021-03-02", done.out)
        self.assertIn("2021年2月30日", [date["text"] for date in record["dates"]])

    def test_what_is_made_unreadable_stays_partial_and_is_marked(self):
        names = ["李××", "张某某", "王XX", "赵**", "钱○○", "孙□□", "周某"]
        days = ["2021年×月×日", "20XX年XX月XX日", "2021年*月*日", "2021年○月○日", "2021年□月□日"]
        lines = [f"{days[at % len(days)]}，县长{name}到会讲话。" for at, name in enumerate(names)] + ["2021年7月1日，县长李文山到会。"]
        done = self.expect(run("extract", self.write("a.txt", "关于会议的通知\n\n" + "\n".join(lines) + "\n")), 0)
        record = json.loads(done.out)
        self.assertEqual({one["name"]: one["redacted"] for one in record["people"]}, {**{name: True for name in names}, "李文山": False})
        for date in record["dates"]:
            self.assertEqual((date["redacted"], date["start"]), (False, "2021-07-01") if date["text"] == "2021年7月1日" else (True, None), date)
        self.assertEqual({one["text"] for one in record["dates"]}, {*days, "2021年7月1日"})

    def test_digits_that_ocr_took_for_letters_are_digits_in_dates_only(self):
        text = "关于会议的通知\n\n2O21年7月l日召开座谈会。2021年7月29 H，VOLVO公司召开例会。\n"
        record = json.loads(self.expect(run("extract", self.write("a.txt", text)), 0).out)
        self.assertEqual([(one["text"], one["start"]) for one in record["dates"]],
                         [("2O21年7月l日", "2021-07-01"), ("2021年7月29H", "2021-07-29")])

    def test_fault_038_cells_that_a_spreadsheet_would_run(self):
        for name in ("=cmd|' /C calc'!A0.txt", "+1.txt", "-1.txt", "@SUM(1).txt", "＝1.txt"):
            self.write(f"texts/{name}".replace("/C", "C"), GOOD)
        self.write('texts/a "quoted", name.txt', GOOD)
        self.expect(run("extract", self.folder / "texts", "--rules", TINY, "-o", self.folder / "out"), 0)
        table = (self.folder / "out/openings.csv").read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(table)))
        self.assertEqual(len(rows), 7)
        paths = [row[1] for row in rows[1:]]
        self.assertEqual([path for path in paths if path[0] in "=+-@＝＋－＠"], [])
        self.assertIn('a "quoted", name.txt', paths)
        self.assertNotIn("\0", table)

    def test_fault_041_json_is_strict(self):
        self.write("texts/a.txt", GOOD)
        self.write(b"texts/\xff.txt".decode("utf-8", "surrogateescape"), GOOD)
        done = self.expect(run("extract", self.folder / "texts", "--rules", TINY), 0)
        self.assertTrue(done.out.endswith("}\n"))

        def no_constant(name):
            raise AssertionError(name)

        orders = []
        for line in done.out.splitlines():
            json.loads(line, parse_constant=no_constant, object_pairs_hook=lambda pairs: orders.append(tuple(k for k, _ in pairs)) or dict(pairs))
        documents = [order for order in orders if "sha256" in order]
        self.assertEqual(len(set(documents)), 1, "members keep one order")


if __name__ == "__main__":
    unittest.main(verbosity=1)
