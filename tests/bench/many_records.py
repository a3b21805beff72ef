#!/usr/bin/env python3
"""many_records.py PROGRAM [RECORDS]: time and memory of `convert` to each format for that many records (100,000 unless told).

The records are those of samples/, their documents renamed as often as it takes."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
LISTS = ("dates", "people", "organizations", "meetings", "activities", "activity_lists")


def multiplied(lines, wanted):
    """Lines with new document ids, in the records' ids too, until there are enough records."""
    count = number = 0
    while count < wanted:
        for line in lines:
            number += 1
            document = json.loads(line)
            former = document["document"]["id"]
            yield line.replace(former, f"d{number:016x}")
            count += sum(len(document[name]) for name in LISTS)


def measured(program, path, format):
    with tempfile.TemporaryDirectory() as folder:
        begin = time.monotonic()
        child = subprocess.Popen([program, "convert", path, "-o", f"{folder}/out", "--format", format, "--quiet"])
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - begin
        bytes_ = sum(p.stat().st_size for p in pathlib.Path(folder, "out").iterdir() if p.name.startswith("records."))
    return status, seconds, usage.ru_maxrss / 1024, bytes_ / 1e6


def main(program, wanted="100000"):
    made = subprocess.run([program, "extract", ROOT / "samples", "--with-text", "--quiet"], capture_output=True,
                          check=True, text=True)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(line + "\n" for line in multiplied(made.stdout.splitlines(), int(wanted)))
        file.flush()
        print(f"{wanted} records, {os.path.getsize(file.name) / 1e6:.0f} MB of JSON lines")
        for format in ("jsonl", "csv", "xlsx", "sqlite"):
            status, seconds, memory, size = measured(program, file.name, format)
            if status:
                return f"{format}: status {status}"
            print(f"{format:8} {seconds:6.1f} s  {memory:6.0f} MiB  {size:6.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
