#!/usr/bin/env python3
"""FAULTS.md 43, 71–75, 78: files and folders that fail, strange names."""
import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from program import CLEAN, COMMON_USER, PROGRAM, TINY, ProgramCase, run  # noqa: E402

GOOD = "武汉开设青年书店。"


class Files(ProgramCase):
    def extract(self, *arguments, **options):
        return run("extract", *arguments, "--rules", TINY, **options)

    def snapshot(self, folder):
        return {path.name: path.read_bytes() for path in sorted(pathlib.Path(folder).iterdir()) if path.is_file()}

    def test_fault_043_names_with_escapes_are_escaped_in_messages(self):
        self.write("texts/\x1b[31m\u202ered.txt", b"\x7fELF" + bytes(range(256)))
        done = self.expect(self.extract(self.folder / "texts"), 1)
        self.assertNotIn("\x1b", done.err)
        self.assertNotIn("\u202e", done.err)
        self.assertIn("\\u{001B}", done.err)

    def test_fault_071_a_file_too_large_leaves_the_former_output(self):
        self.write("texts/a.txt", GOOD)
        out = self.folder / "out"
        self.expect(self.extract(self.folder / "texts", "-o", out), 0)
        before = self.snapshot(out)
        for number in range(200):
            self.write(f"texts/b{number}.txt", GOOD)
        command = f'ulimit -f 8; exec "$@"'
        done = subprocess.run(["bash", "-c", command, "-", PROGRAM, "extract", self.folder / "texts", "--rules", TINY, "-o", out],
                              capture_output=True, env=CLEAN, timeout=60)
        self.assertEqual(done.returncode, 3, done.stderr.decode())
        self.assertEqual(self.snapshot(out), before)
        self.assertEqual([p.name for p in out.iterdir() if p.name.startswith(".")], [], "no temporary is left")

    def test_fault_072_a_full_standard_output(self):
        path = self.write("a.txt", GOOD)
        with open("/dev/full", "wb") as full:
            done = self.extract(path, stdout=full)
            self.expect(done, 3, "output.write")
            self.expect(run("version", stdout=full), 3, "output.write")

    def test_fault_072_a_closed_standard_output(self):
        path = self.write("a.txt", GOOD)
        done = subprocess.run(["bash", "-c", '"$@" >&-', "-", PROGRAM, "extract", path, "--rules", TINY],
                              capture_output=True, env=CLEAN, timeout=60)
        self.assertEqual(done.returncode, 3, done.stderr.decode())

    def test_fault_072_a_reader_that_is_gone_is_quiet_and_no_success(self):
        for number in range(300):
            self.write(f"texts/{number}.txt", GOOD * 50)
        done = subprocess.run(["bash", "-c", '"$@" | head -c 10 >/dev/null; exit ${PIPESTATUS[0]}', "-", PROGRAM, "extract",
                               self.folder / "texts", "--rules", TINY, "--quiet"], capture_output=True, env=CLEAN, timeout=60)
        self.assertEqual(done.stderr, b"")
        self.assertEqual(done.returncode, 3)

    def test_fault_073_a_file_without_permission(self):
        self.write("texts/a.txt", GOOD)
        self.write("texts/b.txt", GOOD).chmod(0)
        self.write("texts/c.zip", GOOD).chmod(0)
        (self.folder / "texts/d").mkdir(mode=0)
        self.addCleanup((self.folder / "texts/d").chmod, 0o700)
        done = self.expect(self.extract(self.folder / "texts", before=COMMON_USER), 1, "c.zip: error:", "d: error:", "b.txt: error:", "permission")
        self.assertEqual(done.out.count("青年书店"), 1)

    def test_fault_073_an_output_folder_without_permission(self):
        path = self.write("a.txt", GOOD)
        (self.folder / "out").mkdir(mode=0o500)
        self.expect(self.extract(path, "-o", self.folder / "out", before=COMMON_USER), 3, "output.")

    def test_fault_074_the_output_is_a_file(self):
        path = self.write("a.txt", GOOD)
        self.write("out", "mine")
        self.expect(self.extract(path, "-o", self.folder / "out"), 3, "output.not_a_folder")
        self.assertEqual((self.folder / "out").read_text(), "mine")

    def test_fault_074_a_missing_parent(self):
        path = self.write("a.txt", GOOD)
        self.expect(self.extract(path, "-o", self.folder / "none/out"), 3, "output.missing_parent")

    def test_fault_074_the_output_inside_the_input(self):
        self.write("texts/a.txt", GOOD)
        self.expect(self.extract(self.folder / "texts", "-o", self.folder / "texts/out"), 3, "output.inside_input")
        self.assertFalse((self.folder / "texts/out").exists())

    def test_fault_074_a_read_only_place(self):
        path = self.write("a.txt", GOOD)
        self.expect(self.extract(path, "-o", "/proc/out"), 3, "output.")

    def test_fault_075_standard_input_in_small_pieces(self):
        process = subprocess.Popen([PROGRAM, "extract", "-", "--rules", TINY], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=CLEAN, bufsize=0)
        for byte in GOOD.encode():
            process.stdin.write(bytes([byte]))
        out, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)
        self.assertIn("青年书店", out.decode())

    def test_fault_076_special_files_and_links_are_skipped_with_their_reason(self):
        self.write("texts/a.txt", GOOD)
        for name, target in (("dangling.txt", "none"), ("loop.txt", "loop.txt"), ("out.txt", "/etc/passwd"), ("up", "..")):
            (self.folder / "texts" / name).symlink_to(target)
        os.mkfifo(self.folder / "texts/fifo.txt")
        (self.folder / "texts/round").symlink_to(".")
        self.expect(self.extract(self.folder / "texts", "-o", self.folder / "out"), 0)
        skipped = {one["path"]: one["reason"] for one in json.loads((self.folder / "out/run.json").read_text())["skipped"]}
        self.assertEqual(skipped, {"dangling.txt": "dangling link", "fifo.txt": "FIFO", "loop.txt": "link loop",
                                   "out.txt": "symbolic link", "round": "symbolic link", "up": "symbolic link"})

    def test_fault_077_a_link_in_the_place_of_the_output(self):
        path = self.write("a.txt", GOOD)
        self.write("mine/records.jsonl", "mine")
        (self.folder / "out").mkdir()
        (self.folder / "out/records.jsonl").symlink_to(self.folder / "mine/records.jsonl")
        self.extract(path, "-o", self.folder / "out")
        self.assertEqual((self.folder / "mine/records.jsonl").read_text(), "mine")

    def test_fault_078_strange_names_are_read_and_come_back(self):
        names = [b"new\nline.txt", b"\xff\xfe.txt", b"-rf.txt", b"n" * 251 + b".txt", "长".encode() * 80 + b".txt"]
        folder = os.fsencode(self.folder / "texts")
        os.mkdir(folder)
        for name in names:
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(GOOD)
        done = self.expect(self.extract(self.folder / "texts", "-o", self.folder / "out", "--format", "jsonl,json"), 0)
        lines = (self.folder / "out/records.jsonl").read_text(encoding="utf-8").splitlines()
        paths = {json.loads(line)["document"]["path"] for line in lines}
        self.assertEqual(len(lines), len(names), str(done))
        self.assertEqual(paths, {"new\nline.txt", "%FF%FE.txt", "-rf.txt", "n" * 251 + ".txt", "长" * 80 + ".txt"})
        self.assertEqual(len(list((self.folder / "out/json").iterdir())), len(names))

    def test_fault_078_a_leading_dash_needs_two_dashes(self):
        self.write("-a.txt", GOOD)
        self.expect(run("extract", "--rules", TINY, "--", "-a.txt", cwd=self.folder), 0)
        self.expect(run("extract", "--rules", TINY, "-a.txt", cwd=self.folder), 2, "unknown option '-a.txt'")

    def test_fault_078_brackets_are_no_lists(self):
        self.write("[2019]/a.txt", GOOD)
        self.expect(run("extract", "--rules", TINY, "[2019]", cwd=self.folder), 0)

    def test_fault_078_depth(self):
        folder = self.folder
        for _ in range(40):
            folder = folder / ("d" * 90)
        self.addCleanup(subprocess.run, ["rm", "-rf", self.folder / ("d" * 90)])
        at = os.open(self.folder, os.O_RDONLY)
        for _ in range(60):
            os.mkdir("d" * 90, dir_fd=at)
            deeper = os.open("d" * 90, os.O_RDONLY, dir_fd=at)
            os.close(at)
            at = deeper
        file = os.open("a.txt", os.O_WRONLY | os.O_CREAT, dir_fd=at)
        os.write(file, GOOD.encode())
        os.close(file)
        os.close(at)
        done = self.expect(self.extract(self.folder), 0)
        self.assertEqual(done.out.count("青年书店"), 1)


if __name__ == "__main__":
    unittest.main(verbosity=1)
