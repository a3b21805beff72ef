#!/usr/bin/env python3
"""package_check.py FOLDER: the datapackage.json of a folder and its tables are valid by the `frictionless` package
(types, primary and foreign keys), and DuckDB reads every table with the same rows as Python's csv."""
import csv
import pathlib
import sys

import duckdb
import frictionless


def same_in_duckdb(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        want = [tuple(row) for row in csv.reader(file)]
    found = duckdb.sql(f"SELECT * FROM read_csv('{path}', header=true, all_varchar=true, delim=',', quote='\"', escape='\"')")
    got = [tuple(found.columns)] + [tuple("" if cell is None else cell for cell in row) for row in found.fetchall()]
    return want == got


def main(folder):
    report = frictionless.validate(str(pathlib.Path(folder) / "datapackage.json"))
    for error in report.flatten(["title", "rowNumber", "fieldName", "type", "note"])[:20]:
        print(*error)
    different = [path.name for path in sorted(pathlib.Path(folder).glob("*.csv")) if not same_in_duckdb(path)]
    print(f"{len(report.tasks)} tables: {'valid' if report.valid else 'NOT valid'}; read otherwise by DuckDB: {different or 'none'}")
    return 0 if report.valid and not different else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
