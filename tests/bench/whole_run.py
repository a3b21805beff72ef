#!/usr/bin/env python3
"""Times the program beside the reference engine, in turns in one run, and writes the ratios down.

usage: whole_run.py PROGRAM SHARED_BENCH [--rounds 5] [--files 900] [--results FOLDER]

The program reads a folder of the same 9,000-byte pieces that the reference cuts its corpus into, on one
thread, `--format jsonl -o DIR`, whole run less start-up (a run over one empty file). The reference is `ac_sent -a 1` over 120 rules.
MB are 10^6 bytes of input; figures are medians. Peak memory is the largest of the program's runs, documents of 4 MB among them (ru_maxrss).
Also: growth (the same text as one document of 1 and of 4 MB) and text without sentence ends against ordinary text.
"""
import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PIECE_BYTES = 9000


def prepare(shared, work, files):
    """The corpus, its pieces, the reference rules and engine in `work`."""
    corpus, rules = work / "corpus", work / "rules"
    subprocess.run([sys.executable, shared / "gen_rules.py", rules], check=True, stdout=subprocess.DEVNULL)
    size = str(max(1, files * PIECE_BYTES // 2**20 + 1))
    subprocess.run([sys.executable, shared / "gen_corpus.py", shared.parent / "archive", corpus, "--mib", size, "--files", "1"],
                   check=True, stdout=subprocess.DEVNULL)
    engine = work / "bench_engines"
    subprocess.run(["g++", "-O2", "-std=c++17", shared / "bench_engines.cpp", "-o", engine, "-lre2", "-lpcre2-8", "-lpthread"], check=True)
    text = (corpus / "big.txt").read_bytes()[: files * PIECE_BYTES]
    (work / "whole.txt").write_bytes(text)
    pieces = work / "pieces"
    pieces.mkdir()
    for number in range(0, len(text), PIECE_BYTES):
        piece = text[number : number + PIECE_BYTES].decode("utf-8", "ignore")
        (pieces / f"{number // PIECE_BYTES:05d}.txt").write_text(piece, encoding="utf-8")
    return {"pieces": pieces, "whole": work / "whole.txt", "engine": engine, "rules": rules / "rules_120.txt"}


peaks = []  # KiB of every run of the program


def seconds_of(program, source, work):
    """Wall-clock seconds of one run of the program."""
    out = tempfile.mkdtemp(dir=work)
    begin = time.monotonic()
    process = subprocess.Popen([program, "extract", source, "-o", out, "--format", "jsonl", "--jobs", "1", "--quiet"])
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begin
    if status != 0:
        raise SystemExit(f"the program failed on {source}")
    peaks.append(usage.ru_maxrss)
    return seconds


def reference_speed(place):
    """MB/s of ac_sent, by its own clock."""
    run = subprocess.run([place["engine"], "ac_sent", place["whole"], place["rules"], "-r", "1", "-a", "1"],
                         check=True, capture_output=True, text=True)
    return json.loads(run.stdout)["mb_s"]


def documents(work):
    """Single documents: 1 MB, 4 MB, and 1 MB without sentence ends."""
    text = (work / "whole.txt").read_text(encoding="utf-8", errors="ignore")
    one = text[: 2**20 // 3]
    made = {"document_1mb": one, "document_4mb": one * 4, "no_sentence_ends": one.translate(str.maketrans("。！？\n", "，，，，"))}
    for name, content in made.items():
        (work / f"{name}.txt").write_text(content, encoding="utf-8")
    return {name: work / f"{name}.txt" for name in made}


def measure(program, shared, rounds, files, work):
    place = prepare(shared, work, files)
    empty = work / "empty.txt"
    empty.touch()
    megabytes = sum(f.stat().st_size for f in place["pieces"].iterdir()) / 1e6
    ours, theirs, start = [], [], []
    for _ in range(rounds):
        start.append(seconds_of(program, empty, work))
        ours.append(megabytes / (seconds_of(program, place["pieces"], work) - start[-1]))
        theirs.append(reference_speed(place))
    single = {name: statistics.median(seconds_of(program, path, work) for _ in range(rounds)) for name, path in documents(work).items()}
    base = statistics.median(start)
    pace = {name: (work / f"{name}.txt").stat().st_size / 1e6 / max(value - base, 1e-6) for name, value in single.items()}
    return {
        "program_mb_s": round(statistics.median(ours), 2),
        "reference_mb_s": round(statistics.median(theirs), 2),
        "ratio": round(statistics.median(ours) / statistics.median(theirs), 3),
        "start_up_ms": round(base * 1000, 1),
        "time_4mb_to_1mb": round((single["document_4mb"] - base) / max(single["document_1mb"] - base, 1e-6), 2),
        "unpunctuated_to_ordinary": round(pace["no_sentence_ends"] / pace["document_1mb"], 2),
        "peak_mib": round(max(peaks) / 1024, 1),
        "corpus_mb": round(megabytes, 2),
        "rounds": rounds,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--files", type=int, default=900)
    parser.add_argument("--results", type=Path, default=Path(__file__).parent / "results")
    args = parser.parse_args()
    if not (args.shared / "bench_engines.cpp").is_file():
        print("skipped: the reference (../shared/bench) is not here")
        return
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(args.program.resolve(), args.shared.resolve(), args.rounds, args.files, Path(folder))
    commit = subprocess.run(["git", "-C", Path(__file__).parent, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    figures |= {"date": datetime.date.today().isoformat(), "commit": commit.stdout.strip(),
                "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores"}
    name = f"{figures['date']}-{figures['commit'] or 'tree'}.json"
    (args.results / name).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
