#!/usr/bin/env python3
"""FAULTS.md 15, 16, 26: what is large, for ./test heavy."""
import json
import os
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import office  # noqa: E402
from program import CLEAN, PROGRAM, TINY, ProgramCase, peak_memory  # noqa: E402

PIECE = "今天天气很好，大家继续工作，" * 20 + "武汉开设青年书店，"
MEGABYTE = 1 << 20


class Large(ProgramCase):
    def measured(self, name, content):
        """(records, seconds, peak of memory in MB) of one document."""
        path, out = self.write(name, content), self.folder / "out.jsonl"
        begin = time.monotonic()
        code, memory = peak_memory("extract", path, "--rules", TINY, "--quiet", "--no-evidence", out=out)
        self.assertEqual(code, 0)
        seconds = time.monotonic() - begin
        return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()], seconds, memory

    def test_fault_015_one_line_of_a_hundred_megabytes(self):
        count = 100 * MEGABYTE // len(PIECE.encode())
        small, few_seconds, _ = self.measured("small.txt", PIECE * (count // 4))
        large, seconds, memory = self.measured("large.txt", PIECE * count)
        self.assertEqual(len(large[0]["openings"]), count)
        self.assertEqual(len(small[0]["openings"]), count // 4)
        self.assertLess(seconds, 8 * few_seconds, "linear")
        self.assertLess(memory, 1500, "MB")
        print(f"one line of 100 MB: {seconds:.1f} s, {memory:.0f} MB")

    def test_fault_016_a_file_over_the_limit_is_not_read(self):
        path = self.write("a.txt", "")
        os.truncate(path, 300 * MEGABYTE)
        process = subprocess.run([PROGRAM, "extract", path, "--rules", TINY], env=CLEAN, capture_output=True)
        self.assertEqual(process.returncode, 1)
        self.assertIn(b"too_large", process.stderr)

    def test_fault_026_a_page_nested_a_hundred_thousand_deep(self):
        records, seconds, memory = self.measured("a.html", "<html><body>" + "<div>" * 100_000 + "武汉开设青年书店。")
        self.assertEqual(len(records[0]["openings"]), 1)
        self.assertLess(memory, 200, "MB")
        self.assertLess(seconds, 10)

    def test_a_docx_of_fifty_megabytes(self):
        count = 45 * MEGABYTE // len(PIECE.encode())
        content = office.docx("".join(office.paragraph(f"{number}{PIECE}") for number in range(count)), method=0)
        _, seconds, memory = self.measured("a.docx", content)
        self.assertLess(memory, 1500, "MB")
        print(f".docx of 50 MB: {seconds:.1f} s, {memory:.0f} MB")


if __name__ == "__main__":
    unittest.main(verbosity=1)
