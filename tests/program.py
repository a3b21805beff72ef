"""The real program, for the tests that run it. Its path is in ZHAILU_PROGRAM (ctest sets it)."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = os.environ.get("ZHAILU_PROGRAM", str(ROOT / "build/release/zhailu"))
TINY = ROOT / "tests/packs/tiny"
# Nothing of the caller's environment but where programs are.
CLEAN = {"PATH": os.environ["PATH"], "LC_ALL": "C"}


class Outcome:
    """What came of a run: exit code, standard output and standard error."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __str__(self):
        return f"exit code {self.code}\n--- stdout\n{self.out[:2000]}\n--- stderr\n{self.err[:2000]}"


# Before a command: root without the power to read and write what its permissions forbid (util-linux).
COMMON_USER = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


def run(*arguments, input=b"", env=None, cwd=None, stdout=subprocess.PIPE, timeout=120, before=()):
    done = subprocess.run([*before, PROGRAM, *map(os.fsencode, arguments)], input=input, stdout=stdout,
                          stderr=subprocess.PIPE, env={**CLEAN, **(env or {})}, cwd=cwd, timeout=timeout)
    out = (done.stdout or b"").decode("utf-8")  # strict: anything else is a fault
    return Outcome(done.returncode, out, done.stderr.decode("utf-8"))


def peak_memory(*arguments, out):
    """(exit code, peak of resident memory in MB) of a run whose standard output goes to the file `out`. It is looked up
    every few milliseconds while the program runs; the kernel's own figure begins with that of the process that started it."""
    with open(out, "wb") as file:
        process = subprocess.Popen([PROGRAM, *map(os.fsencode, arguments)], env=CLEAN, stdout=file)
    peak = 0
    while process.poll() is None:
        try:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        except OSError:
            break
        peak = max([peak, *(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))])
        time.sleep(0.003)
    return process.wait(), peak / 1024


class ProgramCase(unittest.TestCase):
    """A test with a folder of its own."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="zhailu-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def tiny_pack(self, changes=None, name="pack"):
        """A copy of the tiny pack; `changes`: file → text or bytes, or function of its text."""
        folder = self.folder / name
        shutil.copytree(TINY, folder)
        for file, change in (changes or {}).items():
            path = folder / file
            content = change(path.read_text(encoding="utf-8")) if callable(change) else change
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    def expect(self, outcome, code, *in_stderr):
        """The exit code, and each of these texts on standard error."""
        self.assertEqual(outcome.code, code, str(outcome))
        for text in in_stderr:
            self.assertIn(text, outcome.err, str(outcome))
        for line in outcome.err.splitlines():
            self.assertLessEqual(len(line.encode()), 300 + len(line.split(" ")[0].encode()) + 1, line)
        return outcome
