#!/usr/bin/env python3
"""FAULTS.md 87–89: the same texts and rules give the same bytes."""
import os
import pathlib
import shutil
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import ROOT, ProgramCase, run  # noqa: E402

SAMPLES = ROOT / "samples"


class Runs(ProgramCase):
    def outputs(self, name, *arguments, env=None):
        """All files of a run over the samples but run.json."""
        out = self.folder / name
        self.expect(run("extract", *(arguments or (SAMPLES,)), "-o", out, "--format", "jsonl,json,csv", env=env), 0)
        return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file() and p.name != "run.json"}

    def test_fault_087_jobs_and_order_do_not_matter(self):
        texts = sorted(SAMPLES.glob("*.txt"))[:4]
        first = self.outputs("a", *texts)
        self.assertEqual(self.outputs("b", *reversed(texts)), first)
        self.assertEqual(self.outputs("c", *texts, "--jobs", "2"), first)
        self.assertEqual(self.outputs("d", *texts, "--jobs", "8"), first)

    def test_fault_087_the_order_in_which_files_were_made_does_not_matter(self):
        names = [path.name for path in sorted(SAMPLES.glob("*.txt"))[:4]]
        outputs = []
        for turn, order in enumerate((names, names[::-1])):
            folder = self.folder / f"made{turn}"
            folder.mkdir()
            for name in order:
                shutil.copy(SAMPLES / name, folder / name)
            outputs.append(self.outputs(f"out{turn}", folder))
        self.assertEqual(outputs[0], outputs[1])

    def test_fault_088_the_environment_does_not_matter(self):
        text = sorted(SAMPLES.glob("*.txt"))[0]
        first = self.outputs("plain", text)
        for number, env in enumerate(({"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "zh_CN.GBK", "LANG": "zh_CN.GBK"}, {"LC_ALL": "tr_TR.UTF-8"},
                                      {"LC_ALL": "bogus"}, {"TZ": "Pacific/Kiritimati"}, {"HOME": "/nonexistent"}, {"COLUMNS": "20"})):
            self.assertEqual(self.outputs(f"env{number}", text, env=env), first, env)

    def test_fault_089_no_clock_and_no_place_in_the_output(self):
        texts = self.folder / "here"
        texts.mkdir()
        shutil.copy(sorted(SAMPLES.glob("*.txt"))[0], texts / "a.txt")
        first = self.outputs("first", texts)
        time.sleep(1.1)
        shutil.move(texts, self.folder / "there")
        os.utime(self.folder / "there/a.txt", (0, 0))
        second = self.outputs("second", self.folder / "there")
        self.assertEqual(second, first)
        for name, content in first.items():
            for place in (str(self.folder), str(ROOT), os.uname().nodename):
                self.assertNotIn(place.encode(), content, name)


if __name__ == "__main__":
    unittest.main(verbosity=1)
