#!/usr/bin/env python3
"""The real program, held against files: cases/<name>/ has

    cmd         a line for sh; `zhailu` is the program, the folder holds a copy of input/ and the packs tiny and honor
    input/      what it reads (may be absent)
    stdout, stderr, code      what it must say; of code 0 there is no file
    out/        the files that it must write to out/ (run.json is not compared: it holds times)

`golden_test.py --refresh` writes the expectations anew: review them as a diff.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import CLEAN, PROGRAM, ROOT  # noqa: E402

CASES = pathlib.Path(__file__).resolve().parent / "cases"


def outcome(case):
    """File → bytes, as they should stand in the case's folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shutil.copytree(ROOT / "tests/packs/tiny", folder / "tiny")
        if (case / "input").exists():
            shutil.copytree(case / "input", folder / "input")
        (folder / "bin").mkdir()
        # Not a link: the program looks for the shipped rules from where it lies.
        (folder / "bin/zhailu").write_text(f'#!/bin/sh\nexec "{PROGRAM}" "$@"\n')
        (folder / "bin/zhailu").chmod(0o755)
        env = {**CLEAN, "PATH": f"{folder}/bin:{CLEAN['PATH']}"}
        done = subprocess.run(["sh", "-c", (case / "cmd").read_text(encoding="utf-8")], cwd=folder, env=env, capture_output=True, timeout=120)
        found = {"stdout": done.stdout, "stderr": done.stderr}
        if done.returncode:
            found["code"] = f"{done.returncode}\n".encode()
        for path in sorted((folder / "out").rglob("*")) if (folder / "out").exists() else []:
            if path.is_file() and path.name != "run.json":
                found[str(path.relative_to(folder))] = path.read_bytes()
        return {name: content for name, content in found.items() if content or name.startswith("out/")}


def expected(case):
    names = [case / name for name in ("stdout", "stderr", "code")] + sorted((case / "out").rglob("*"))
    return {str(path.relative_to(case)): path.read_bytes() for path in names if path.is_file()}


def refresh():
    for case in sorted(CASES.iterdir()):
        for name in expected(case):
            (case / name).unlink()
        for name, content in outcome(case).items():
            (case / name).parent.mkdir(parents=True, exist_ok=True)
            (case / name).write_bytes(content)


class Golden(unittest.TestCase):
    maxDiff = None

    def same(self, case):
        want, got = expected(case), outcome(case)
        self.assertEqual(sorted(want), sorted(got), "the files that there are")
        for name in want:
            self.assertEqual(want[name].decode("utf-8", "replace"), got[name].decode("utf-8", "replace"), f"{case.name}/{name}")
            self.assertEqual(want[name], got[name], f"{case.name}/{name}")


for each in sorted(CASES.iterdir()):
    setattr(Golden, f"test_{each.name}", lambda self, case=each: self.same(case))

if __name__ == "__main__":
    if "--refresh" in sys.argv[1:]:
        refresh()
    else:
        unittest.main(verbosity=1)
