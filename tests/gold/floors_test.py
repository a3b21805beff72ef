#!/usr/bin/env python3
"""What the shipped rules find on the texts that have keys must not fall below floors.json.

    floors_test.py           compares (ctest)
    floors_test.py --raise   lifts every floor to a little below today's figure; never lowers one

A floor is an F1 figure of score.py: one for each line of its table, for the texts of this repository and,
where ../shared is there, for the five documents of the user's archive.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from program import CLEAN, PROGRAM, ROOT  # noqa: E402

SLACK = 0.02
SLOT_SLACK = 0.05  # few values stand in a slot: one more or less is a great part of its figure
FLOORS = HERE / "floors.json"
SHARED = ROOT.parent / "shared"


def figures(texts, keys, text_folder):
    """score.py's table for the program's records of `texts`."""
    with tempfile.TemporaryDirectory() as folder:
        records = pathlib.Path(folder) / "records.jsonl"
        with open(records, "wb") as out:
            subprocess.run([PROGRAM, "extract", "--with-text", "--quiet", *texts], stdout=out, env=CLEAN, check=True)
        done = subprocess.run([sys.executable, HERE / "score.py", "--gold", keys, "--text", text_folder, "--pred", records, "--json"],
                              capture_output=True, check=True)
    return {name: row["f1"] for name, row in json.loads(done.stdout)["scores"].items() if row["gold"] > 0}


def all_figures():
    found = {}
    with tempfile.TemporaryDirectory() as both:  # score.py looks for a document's text in one folder
        for path in [*(ROOT / "samples").iterdir(), *(HERE / "texts").iterdir()]:
            os.symlink(path, pathlib.Path(both) / path.name)
        found["samples"] = figures([ROOT / "samples", HERE / "texts"], HERE / "keys", both)
    if (SHARED / "gold/archive").is_dir():
        found["archive"] = figures([SHARED / "archive"], SHARED / "gold/archive", SHARED / "archive")
    else:
        print(f"skipped: the user's archive is not beside the repository ({SHARED.name}/gold/archive)")
    return found


def main():
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    found = all_figures()
    below = [f"{group} {name}: F1 {found[group].get(name, 0):.3f}, the floor is {floor:.3f}"
             for group in found for name, floor in floors.get(group, {}).items() if found[group].get(name, 0) < floor]
    if "--raise" in sys.argv[1:]:
        for group, rows in found.items():
            known = floors.setdefault(group, {})
            for name, f1 in rows.items():
                known[name] = max(known.get(name, 0), round(max(f1 - (SLOT_SLACK if "." in name else SLACK), 0), 3))
        FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print("\n".join(below) or f"{sum(map(len, floors.values()))} floors hold")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
